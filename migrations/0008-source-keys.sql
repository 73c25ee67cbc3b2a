-- The key for a source, sealed to its row. Who brought it may change it; with their account it goes.
CREATE TABLE source_keys (
  source_id text PRIMARY KEY REFERENCES sources ON DELETE CASCADE,
  user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  sealed text NOT NULL,
  changed_at timestamptz NOT NULL
);
CREATE INDEX source_keys_user ON source_keys (user_id);
ALTER TABLE source_keys ENABLE ROW LEVEL SECURITY;
ALTER TABLE source_keys FORCE ROW LEVEL SECURITY;
CREATE POLICY known ON source_keys FOR SELECT TO copilot_app USING (true);
CREATE POLICY background ON source_keys TO copilot_system USING (true) WITH CHECK (true);
-- Everybody may know that there is a key; nobody who asks for people reads it.
REVOKE ALL ON source_keys FROM copilot_app;
GRANT SELECT (source_id) ON source_keys TO copilot_app;
