-- How often people without an account are written to because of appointments, so that nobody sends what they like through this
-- server. Addresses are keyed hashes, and what is older than a day is deleted.
CREATE TABLE appointment_mails (
  id uuid PRIMARY KEY,
  at timestamptz NOT NULL,
  -- No references: who deletes an account or an appointment begins no new count by it.
  host_id uuid NOT NULL,
  appointment_id uuid NOT NULL,
  -- `prove`: asks whether an address is theirs; `host`: because of what the host did.
  kind text NOT NULL CHECK (kind IN ('prove', 'host')),
  recipient text NOT NULL,
  -- From where it was booked.
  client text
);
CREATE INDEX appointment_mails_at ON appointment_mails (at);
CREATE INDEX appointment_mails_recipient ON appointment_mails (recipient, kind);
CREATE INDEX appointment_mails_host ON appointment_mails (host_id, kind);
CREATE INDEX appointment_mails_client ON appointment_mails (client) WHERE client IS NOT NULL;
-- Background work alone touches it.
ALTER TABLE appointment_mails ENABLE ROW LEVEL SECURITY;
ALTER TABLE appointment_mails FORCE ROW LEVEL SECURITY;
CREATE POLICY background ON appointment_mails TO copilot_system USING (true) WITH CHECK (true);
