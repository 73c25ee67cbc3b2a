-- Owners and admins of a practice cancel appointments of its hosts, and the history says who of them it was.
ALTER TABLE appointment_steps DROP CONSTRAINT appointment_steps_by_check,
  ADD CONSTRAINT appointment_steps_by_check CHECK (by IN ('host', 'guest', 'firm', 'calendar', 'time')),
  ADD COLUMN overseer_id uuid REFERENCES users ON DELETE SET NULL;
CREATE INDEX appointment_steps_overseer ON appointment_steps (overseer_id) WHERE overseer_id IS NOT NULL;
