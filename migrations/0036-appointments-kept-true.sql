-- What the history of an appointment lacked, and who sees what of a practice that they left (docs/decisions/0035).

-- A calendar may change how long it lasts.
ALTER TABLE appointment_steps ADD COLUMN from_end timestamptz, ADD COLUMN to_end timestamptz;

-- Requests that nobody confirmed end when their time begins.
CREATE INDEX appointments_requested ON appointments (start_time) WHERE status = 'requested';
-- Bookings whose address nobody proved are forgotten.
CREATE INDEX appointments_unproven ON appointments (updated_at)
  WHERE status = 'cancelled' AND settled_at IS NULL AND guest_user_id IS NULL;

-- A host sees those of a firm while they are on its staff; whoever left it keeps no names and answers of its guests.
DROP POLICY visible ON appointments;
CREATE POLICY visible ON appointments FOR SELECT TO copilot_app
  USING (guest_user_id = (SELECT app_user_id())
         OR (user_id = (SELECT app_user_id()) AND firm_id IN
              (SELECT m.firm_id FROM firm_members m WHERE m.user_id = (SELECT app_user_id()) AND m.role <> 'member'))
         OR (firm_id = (SELECT app_firm_id()) AND (SELECT app_firm_role()) IN ('owner', 'admin')));
