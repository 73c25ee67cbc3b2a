-- What the machine room keeps: the queue's schema, live events.

-- The queue's own tables are made by pg-boss as copilot_system, which owns them; people's transactions reach them
-- through the one function below.
GRANT copilot_system TO CURRENT_USER;
CREATE SCHEMA pgboss AUTHORIZATION copilot_system;
SET LOCAL ROLE copilot_system;

-- Adds a job in the caller's transaction. A job of the same key that still waits is not added again, but is held
-- back until this transaction ends: otherwise it could run before the change that it is meant to see. Null then.
CREATE FUNCTION pgboss.enqueue_job(job_id uuid, job_name text, payload jsonb, job_key text, after_s double precision)
RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  due timestamptz := now() + make_interval(secs => after_s);
  added uuid;
  waiting_due timestamptz;
BEGIN
  LOOP
    INSERT INTO pgboss.job (id, name, data, start_after, singleton_key, expire_seconds, deletion_seconds, keep_until,
                            retry_limit, retry_delay, retry_backoff, retry_delay_max, policy, heartbeat_seconds)
    SELECT job_id, q.name, payload, due, coalesce(job_key, job_id::text), q.expire_seconds, q.deletion_seconds,
           due + make_interval(secs => q.retention_seconds), q.retry_limit, q.retry_delay, q.retry_backoff,
           q.retry_delay_max, q.policy, q.heartbeat_seconds
    FROM pgboss.queue q WHERE q.name = job_name
    ON CONFLICT DO NOTHING
    RETURNING id INTO added;
    IF added IS NOT NULL THEN
      IF after_s <= 0 THEN PERFORM pg_notify('copilot_jobs', job_name); END IF;
      RETURN added;
    END IF;
    IF NOT EXISTS (SELECT FROM pgboss.queue q WHERE q.name = job_name) THEN
      RAISE EXCEPTION 'No job is called %.', job_name;
    END IF;
    SELECT j.start_after INTO waiting_due FROM pgboss.job j
    WHERE j.name = job_name AND j.singleton_key = coalesce(job_key, job_id::text) AND j.state = 'created'
    FOR KEY SHARE;
    IF FOUND THEN
      IF waiting_due > due THEN
        UPDATE pgboss.job j SET start_after = due
        WHERE j.name = job_name AND j.singleton_key = coalesce(job_key, job_id::text) AND j.state = 'created';
      END IF;
      IF after_s <= 0 THEN PERFORM pg_notify('copilot_jobs', job_name); END IF;
      RETURN NULL;
    END IF;
  END LOOP;
END $$;
REVOKE ALL ON FUNCTION pgboss.enqueue_job FROM PUBLIC;
GRANT USAGE ON SCHEMA pgboss TO copilot_app;
GRANT EXECUTE ON FUNCTION pgboss.enqueue_job TO copilot_app;
RESET ROLE;

GRANT SELECT ON schema_migrations TO copilot_app, copilot_system;

-- Counts how often an expiry could not reach Redis; values of an older epoch are never read again.
CREATE TABLE cache_epoch (one boolean PRIMARY KEY DEFAULT true CHECK (one), epoch int NOT NULL DEFAULT 0);
INSERT INTO cache_epoch DEFAULT VALUES;
REVOKE ALL ON cache_epoch FROM copilot_app;

-- What happened for a person, for their open screens: kept for a week, replayed with ?since=<id>.
CREATE TABLE live_events (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL,
  type text NOT NULL CHECK (length(type) BETWEEN 1 AND 60),
  data jsonb NOT NULL,
  at timestamptz NOT NULL,
  -- The transaction that added it, and which others it could see: a replay after this event needs both.
  xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  seen pg_snapshot NOT NULL DEFAULT pg_current_snapshot()
);
CREATE INDEX live_events_of ON live_events (user_id, id);
CREATE INDEX live_events_age ON live_events (at);
CALL protect_by_user('live_events');

-- How far a person has read their events.
CREATE TABLE live_reads (
  user_id uuid PRIMARY KEY,
  last_read_id uuid NOT NULL,
  at timestamptz NOT NULL
);
CALL protect_by_user('live_reads');

-- A ticket opens one WebSocket, once, within its time. Only its hash is kept; only the server reads it.
CREATE TABLE live_tickets (
  hash bytea PRIMARY KEY,
  actor jsonb NOT NULL,
  expires_at timestamptz NOT NULL
);
ALTER TABLE live_tickets ENABLE ROW LEVEL SECURITY;
ALTER TABLE live_tickets FORCE ROW LEVEL SECURITY;
CREATE POLICY background ON live_tickets TO copilot_system USING (true) WITH CHECK (true);

-- Adds an event and announces it to every node when the transaction commits. Runs as copilot_system: what one
-- person does may be news for another.
GRANT CREATE ON SCHEMA public TO copilot_system;
SET LOCAL ROLE copilot_system;
CREATE FUNCTION publish_live(event_id uuid, for_user uuid, event_type text, event_data jsonb, event_at timestamptz)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  note text := jsonb_build_object('user_id', for_user, 'id', event_id, 'type', event_type, 'data', event_data,
    'at', to_char(event_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))::text;
BEGIN
  INSERT INTO public.live_events (id, user_id, type, data, at) VALUES (event_id, for_user, event_type, event_data, event_at);
  -- NOTIFY takes 8,000 bytes; of longer events the nodes are told the id.
  IF octet_length(note) > 7000 THEN note := jsonb_build_object('user_id', for_user, 'id', event_id)::text; END IF;
  PERFORM pg_notify('copilot_live', note);
END $$;
REVOKE ALL ON FUNCTION publish_live FROM PUBLIC;
GRANT EXECUTE ON FUNCTION publish_live TO copilot_app;
RESET ROLE;
REVOKE CREATE ON SCHEMA public FROM copilot_system;

-- Requests that were sent to a source per UTC day; the daily allowance is checked in the statement that counts.
CREATE TABLE http_budgets (
  budget_key text NOT NULL CHECK (length(budget_key) BETWEEN 1 AND 200),
  day date NOT NULL,
  used int NOT NULL CHECK (used > 0),
  PRIMARY KEY (budget_key, day)
);
REVOKE ALL ON http_budgets FROM copilot_app;
ALTER TABLE http_budgets ENABLE ROW LEVEL SECURITY;
ALTER TABLE http_budgets FORCE ROW LEVEL SECURITY;
CREATE POLICY background ON http_budgets TO copilot_system USING (true) WITH CHECK (true);
