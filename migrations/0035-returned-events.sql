-- An event that comes back or goes otherwise than with its application does not come back with it.
CREATE FUNCTION calendar_event_left_application() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.deleted_with := NULL;
  RETURN NEW;
END $$;
CREATE TRIGGER calendar_event_left_application BEFORE UPDATE OF deleted_at ON calendar_events
  FOR EACH ROW WHEN (OLD.deleted_at IS DISTINCT FROM NEW.deleted_at AND OLD.deleted_with IS NOT DISTINCT FROM NEW.deleted_with
    AND NEW.deleted_with IS NOT NULL)
  EXECUTE FUNCTION calendar_event_left_application();

UPDATE calendar_events SET deleted_with = NULL WHERE deleted_with IS NOT NULL AND deleted_at IS NULL;
