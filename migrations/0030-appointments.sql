-- Appointments of a practice: what can be booked with whom, when, by which links, and what was booked (docs/decisions/0036).

-- For the constraint below that no two appointments of one host overlap.
CREATE EXTENSION IF NOT EXISTS btree_gist;

CREATE TABLE appointment_types (
  id uuid PRIMARY KEY,
  firm_id uuid NOT NULL REFERENCES firms ON DELETE CASCADE,
  -- The host.
  user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  title text NOT NULL CHECK (length(title) BETWEEN 1 AND 120),
  slug text NOT NULL CHECK (length(slug) BETWEEN 1 AND 60),
  description text,
  duration_min int NOT NULL CHECK (duration_min BETWEEN 5 AND 720),
  buffer_before_min int NOT NULL CHECK (buffer_before_min BETWEEN 0 AND 240),
  buffer_after_min int NOT NULL CHECK (buffer_after_min BETWEEN 0 AND 240),
  notice_min int NOT NULL CHECK (notice_min >= 0),
  horizon_days int NOT NULL CHECK (horizon_days BETWEEN 1 AND 366),
  step_min int NOT NULL CHECK (step_min BETWEEN 5 AND 240),
  daily_limit int CHECK (daily_limit > 0),
  place_kind text NOT NULL CHECK (place_kind IN ('video', 'phone', 'address')),
  place text,
  questions jsonb NOT NULL DEFAULT '[]',
  needs_confirmation boolean NOT NULL,
  active boolean NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  -- Deleted ones stay for a while, so that undoing brings their links back as well.
  deleted_at timestamptz,
  version int NOT NULL DEFAULT 1,
  UNIQUE (user_id, id)
);
CREATE UNIQUE INDEX appointment_types_slug ON appointment_types (user_id, firm_id, slug) WHERE deleted_at IS NULL;
CREATE INDEX appointment_types_firm ON appointment_types (firm_id);
CALL protect_by_user('appointment_types');

-- When a host can be booked, in whatever firm: wall times on one clock.
CREATE TABLE appointment_hours (
  user_id uuid PRIMARY KEY REFERENCES users ON DELETE CASCADE,
  time_zone text NOT NULL,
  weekly jsonb NOT NULL,
  other_days jsonb NOT NULL,
  updated_at timestamptz NOT NULL,
  version int NOT NULL DEFAULT 1
);
CALL protect_by_user('appointment_hours');

CREATE TABLE booking_links (
  id uuid PRIMARY KEY,
  firm_id uuid NOT NULL REFERENCES firms ON DELETE CASCADE,
  user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  -- Null: all active types of the host in the firm.
  type_id uuid,
  label text,
  audience text NOT NULL CHECK (audience IN ('public', 'members', 'firm')),
  -- SHA-256, to find it by; sealed, to tell it to its host again.
  token_hash text NOT NULL UNIQUE,
  token_sealed text NOT NULL,
  expires_at timestamptz,
  max_uses int CHECK (max_uses > 0),
  uses int NOT NULL DEFAULT 0,
  revoked_at timestamptz,
  created_at timestamptz NOT NULL,
  FOREIGN KEY (user_id, type_id) REFERENCES appointment_types (user_id, id) ON DELETE CASCADE,
  CHECK (max_uses IS NULL OR uses <= max_uses)
);
CREATE INDEX booking_links_user ON booking_links (user_id, firm_id, id DESC);
CREATE INDEX booking_links_firm ON booking_links (firm_id);
CREATE INDEX booking_links_type ON booking_links (type_id) WHERE type_id IS NOT NULL;
CALL protect_by_user('booking_links');

CREATE TABLE appointments (
  id uuid PRIMARY KEY,
  firm_id uuid NOT NULL REFERENCES firms ON DELETE CASCADE,
  -- The host.
  user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  guest_user_id uuid REFERENCES users ON DELETE SET NULL,
  type_id uuid REFERENCES appointment_types ON DELETE SET NULL,
  link_id uuid REFERENCES booking_links ON DELETE SET NULL,
  title text NOT NULL,
  guest_name text NOT NULL,
  guest_email text NOT NULL,
  guest_phone text,
  guest_time_zone text NOT NULL,
  status text NOT NULL CHECK (status IN
    ('requested', 'awaiting_confirmation', 'confirmed', 'rescheduled', 'cancelled', 'completed', 'no_show')),
  start_time timestamptz NOT NULL,
  end_time timestamptz NOT NULL,
  buffer_before_min int NOT NULL,
  buffer_after_min int NOT NULL,
  -- What it takes up of its host's time, with the buffers. An upper end that another one's lower end touches does not overlap it.
  kept tstzrange NOT NULL,
  time_zone text NOT NULL,
  needs_confirmation boolean NOT NULL,
  place_kind text NOT NULL,
  place text,
  answers jsonb NOT NULL DEFAULT '[]',
  cancel_reason text,
  held_until timestamptz,
  -- The guest has an invitation in their mail, which a cancellation takes back.
  invited boolean NOT NULL DEFAULT false,
  -- How often the invitation was renewed (RFC 5545 §3.8.7.4).
  sequence int NOT NULL DEFAULT 0,
  -- The event in the calendar of a guest with an account; that of the host has the id of the appointment.
  guest_event_id uuid,
  -- Since when its time is certain, and for which start the guest was reminded.
  settled_at timestamptz,
  day_told_for timestamptz,
  hour_told_for timestamptz,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  version int NOT NULL DEFAULT 1,
  CHECK (end_time > start_time),
  CHECK ((status = 'awaiting_confirmation') = (held_until IS NOT NULL)),
  -- The last wall against booking one time twice; the use case looks first, one booking of a host after the other.
  CONSTRAINT appointments_apart EXCLUDE USING gist (user_id WITH =, kept WITH &&) WHERE (status <> 'cancelled')
);
CREATE INDEX appointments_host ON appointments (user_id, start_time, id);
CREATE INDEX appointments_guest ON appointments (guest_user_id, start_time, id) WHERE guest_user_id IS NOT NULL;
CREATE INDEX appointments_firm ON appointments (firm_id, start_time, id);
CREATE INDEX appointments_type ON appointments (type_id) WHERE type_id IS NOT NULL;
CREATE INDEX appointments_link ON appointments (link_id, created_at) WHERE link_id IS NOT NULL;
CREATE INDEX appointments_held ON appointments (held_until) WHERE held_until IS NOT NULL;
CREATE INDEX appointments_soon ON appointments (start_time) WHERE status IN ('confirmed', 'rescheduled');

-- Host and guest read it, and the owners and admins of its firm while that one is active. What is done to it is work of the
-- system: a booking writes rows of somebody else.
ALTER TABLE appointments ENABLE ROW LEVEL SECURITY;
ALTER TABLE appointments FORCE ROW LEVEL SECURITY;
CREATE POLICY background ON appointments TO copilot_system USING (true) WITH CHECK (true);
CREATE POLICY visible ON appointments FOR SELECT TO copilot_app
  USING (user_id = (SELECT app_user_id()) OR guest_user_id = (SELECT app_user_id())
         OR (firm_id = (SELECT app_firm_id()) AND (SELECT app_firm_role()) IN ('owner', 'admin')));

CREATE TABLE appointment_steps (
  id uuid PRIMARY KEY,
  appointment_id uuid NOT NULL REFERENCES appointments ON DELETE CASCADE,
  at timestamptz NOT NULL,
  from_status text,
  to_status text NOT NULL,
  by text NOT NULL CHECK (by IN ('host', 'guest', 'calendar', 'time')),
  from_start timestamptz,
  to_start timestamptz,
  reason text
);
CREATE INDEX appointment_steps_of ON appointment_steps (appointment_id, id);
ALTER TABLE appointment_steps ENABLE ROW LEVEL SECURITY;
ALTER TABLE appointment_steps FORCE ROW LEVEL SECURITY;
CREATE POLICY background ON appointment_steps TO copilot_system USING (true) WITH CHECK (true);
-- What the policy of appointments shows, so do its steps.
CREATE POLICY visible ON appointment_steps FOR SELECT TO copilot_app
  USING (EXISTS (SELECT 1 FROM appointments a WHERE a.id = appointment_steps.appointment_id));

ALTER TABLE calendar_events ADD COLUMN appointment_id uuid REFERENCES appointments ON DELETE SET NULL;
CREATE UNIQUE INDEX calendar_events_appointment ON calendar_events (appointment_id) WHERE appointment_id IS NOT NULL;

-- Where the host, or one of their calendars, moves or deletes the event of an appointment, the appointment goes along: a job sees
-- what is to be done, since the guest is told of it.
CREATE FUNCTION calendar_appointment_moved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pgboss.enqueue_job(gen_random_uuid(), 'appointment-follows', jsonb_build_object('appointment_id', NEW.appointment_id),
                             NEW.appointment_id::text, 0);
  RETURN NULL;
END $$;
CREATE TRIGGER calendar_appointment_moved AFTER UPDATE OF event, deleted_at ON calendar_events
  FOR EACH ROW WHEN (NEW.appointment_id IS NOT NULL
    AND (OLD.event->'when' IS DISTINCT FROM NEW.event->'when' OR OLD.event->'recurrence' IS DISTINCT FROM NEW.event->'recurrence'
         OR OLD.event->'status' IS DISTINCT FROM NEW.event->'status' OR OLD.deleted_at IS DISTINCT FROM NEW.deleted_at))
  EXECUTE FUNCTION calendar_appointment_moved();
