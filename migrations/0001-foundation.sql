-- What every later table relies on: who is asking, and the grants of the two roles.

CREATE FUNCTION app_user_id() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('app.user_id', true), '')::uuid;
CREATE FUNCTION app_firm_id() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('app.firm_id', true), '')::uuid;

GRANT USAGE ON SCHEMA public TO copilot_app, copilot_system;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO copilot_app, copilot_system;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO copilot_app, copilot_system;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT EXECUTE ON FUNCTIONS TO copilot_app, copilot_system;
GRANT EXECUTE ON FUNCTION app_user_id(), app_firm_id() TO copilot_app, copilot_system;

-- Gives a table its policies: a person sees the rows whose `column` is theirs, background work sees all.
-- Forced, so that not even the owner of the table goes around them.
CREATE PROCEDURE protect_by_user(target regclass, owner_column name DEFAULT 'user_id') LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', target);
  EXECUTE format('CREATE POLICY own_rows ON %s TO copilot_app USING (%I = (SELECT app_user_id())) WITH CHECK (%I = (SELECT app_user_id()))',
                 target, owner_column, owner_column);
  EXECUTE format('CREATE POLICY background ON %s TO copilot_system USING (true) WITH CHECK (true)', target);
END $$;

-- Answers to writes that carried an Idempotency-Key, so that a repeated one is answered without being done again.
CREATE TABLE idempotency_keys (
  user_id uuid NOT NULL,
  key text NOT NULL CHECK (length(key) BETWEEN 1 AND 200),
  request_hash text NOT NULL,
  status int,
  body jsonb,
  headers jsonb,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (user_id, key)
);
CREATE INDEX idempotency_keys_age ON idempotency_keys (created_at);
CALL protect_by_user('idempotency_keys');
