-- Where the host, or one of their calendars, says another place in the event of an appointment, the appointment goes along.
ALTER TABLE appointment_steps ADD COLUMN from_place text, ADD COLUMN to_place text;

DROP TRIGGER calendar_appointment_moved ON calendar_events;
CREATE TRIGGER calendar_appointment_moved AFTER UPDATE OF event, deleted_at ON calendar_events
  FOR EACH ROW WHEN (NEW.appointment_id IS NOT NULL
    AND (OLD.event->'when' IS DISTINCT FROM NEW.event->'when' OR OLD.event->'recurrence' IS DISTINCT FROM NEW.event->'recurrence'
         OR OLD.event->'location' IS DISTINCT FROM NEW.event->'location'
         OR OLD.event->'status' IS DISTINCT FROM NEW.event->'status' OR OLD.deleted_at IS DISTINCT FROM NEW.deleted_at))
  EXECUTE FUNCTION calendar_appointment_moved();
