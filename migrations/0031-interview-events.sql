-- The application with which an event went, so that it comes back with it and nothing else does.
ALTER TABLE calendar_events ADD COLUMN deleted_with uuid;

-- The events of an application's interviews go with it, and come back with it. Each link is told by the trigger on events.
CREATE FUNCTION calendar_application_deleted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.deleted_at IS NULL THEN
    UPDATE calendar_events SET deleted_with = NULL WHERE application_id = NEW.id AND deleted_with IS NOT NULL;
    UPDATE calendar_events
    SET deleted_at = NEW.deleted_at, deleted_by = 'person', deleted_with = NEW.id, updated_at = NEW.updated_at, version = version + 1
    WHERE application_id = NEW.id AND interview_id IS NOT NULL AND deleted_at IS NULL;
  ELSIF NEW.deleted_at IS NULL THEN
    -- What was deleted before, by hand or by a calendar, stays away.
    UPDATE calendar_events
    SET deleted_at = NULL, deleted_by = NULL, deleted_with = NULL, updated_at = NEW.updated_at, version = version + 1
    WHERE application_id = NEW.id AND deleted_with = NEW.id AND deleted_at IS NOT NULL;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER calendar_application_deleted AFTER UPDATE OF deleted_at ON applications
  FOR EACH ROW WHEN (OLD.deleted_at IS DISTINCT FROM NEW.deleted_at) EXECUTE FUNCTION calendar_application_deleted();

-- One that goes for good takes the events of its interviews along; those that lie in a calendar once it was told.
CREATE FUNCTION calendar_application_gone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM calendar_events e
  WHERE e.application_id = OLD.id AND e.interview_id IS NOT NULL
    AND NOT EXISTS (SELECT FROM calendar_links l WHERE l.event_id = e.id);
  UPDATE calendar_events
  SET deleted_at = now(), deleted_by = 'person', updated_at = now(), version = version + 1
  WHERE application_id = OLD.id AND interview_id IS NOT NULL AND deleted_at IS NULL;
  RETURN OLD;
END $$;
CREATE TRIGGER calendar_application_gone BEFORE DELETE ON applications
  FOR EACH ROW EXECUTE FUNCTION calendar_application_gone();

-- What was deleted before this rule came.
UPDATE calendar_events e
SET deleted_at = a.deleted_at, deleted_by = 'person', deleted_with = a.id, updated_at = a.deleted_at, version = e.version + 1
FROM applications a
WHERE a.id = e.application_id AND a.deleted_at IS NOT NULL AND e.interview_id IS NOT NULL AND e.deleted_at IS NULL;
