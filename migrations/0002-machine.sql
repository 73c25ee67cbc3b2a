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
