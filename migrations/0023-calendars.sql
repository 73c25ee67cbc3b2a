-- Calendars of a person elsewhere, our events, and the links between the two sides (docs/decisions/0030).

CREATE TABLE calendar_connections (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  provider text NOT NULL CHECK (provider IN ('google', 'microsoft', 'caldav', 'ics')),
  -- Who this is at the provider: a person may connect several accounts of one provider, each once.
  subject text NOT NULL CHECK (length(subject) BETWEEN 1 AND 1000),
  name text NOT NULL,
  -- The home of the calendars (CalDAV). Never the address of a feed, which is a secret itself.
  server_url text,
  status text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'expired', 'error', 'revoked', 'paused')),
  -- The class of error that made it so.
  because text,
  scopes text[] NOT NULL DEFAULT '{}',
  sync_enabled boolean NOT NULL DEFAULT false,
  sync_window_days int NOT NULL DEFAULT 30 CHECK (sync_window_days BETWEEN 7 AND 365),
  conflict_strategy text NOT NULL DEFAULT 'ask' CHECK (conflict_strategy IN ('ask', 'mine', 'theirs', 'newest')),
  delete_policy text NOT NULL DEFAULT 'delete' CHECK (delete_policy IN ('delete', 'unlink', 'cancel')),
  -- Whether attendees are written, which may make the provider send mail.
  writes_people boolean NOT NULL DEFAULT false,
  -- Set when it was disconnected and its copies stay: connecting the same account again goes on with its links.
  disconnected_at timestamptz,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  version int NOT NULL DEFAULT 1,
  UNIQUE (user_id, provider, subject),
  UNIQUE (user_id, id)
);
CALL protect_by_user('calendar_connections');

-- What opens an account: tokens, a password, the address of a feed. Sealed to its row; it goes in and never comes out.
CREATE TABLE calendar_credentials (
  connection_id uuid PRIMARY KEY REFERENCES calendar_connections ON DELETE CASCADE,
  user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  credential_sealed text NOT NULL,
  -- When the access token runs out; null for what does not.
  expires_at timestamptz,
  -- Counts the refreshes, so that of two processes the second one takes what the first one got.
  generation int NOT NULL DEFAULT 1,
  -- Until when one process has the turn to refresh it; the others wait for what it stores.
  refreshing_until timestamptz,
  updated_at timestamptz NOT NULL
);
CALL protect_by_user('calendar_credentials');

CREATE TABLE calendar_oauth_flows (
  -- SHA-256 of the state.
  state_hash text PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  -- Digest of the session or token that began it: only that one ends it.
  session_hash text NOT NULL,
  provider text NOT NULL CHECK (provider IN ('google', 'microsoft')),
  verifier_sealed text NOT NULL,
  redirect_uri text NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at timestamptz
);
CREATE INDEX calendar_oauth_flows_user ON calendar_oauth_flows (user_id);
CREATE INDEX calendar_oauth_flows_age ON calendar_oauth_flows (expires_at);
CALL protect_by_user('calendar_oauth_flows');

CREATE TABLE calendars (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  connection_id uuid NOT NULL,
  remote_id text NOT NULL CHECK (length(remote_id) BETWEEN 1 AND 2000),
  name text NOT NULL,
  time_zone text,
  remote_colour text,
  -- The person's own choice, in the place of the provider's.
  colour text,
  role text NOT NULL CHECK (role IN ('owner', 'writer', 'reader')),
  is_primary boolean NOT NULL DEFAULT false,
  selected boolean NOT NULL DEFAULT false,
  direction text NOT NULL DEFAULT 'both' CHECK (direction IN ('none', 'pull', 'push', 'both')),
  filters jsonb NOT NULL DEFAULT '{}',
  -- Up to where it was read; stored with what was read, never before it.
  cursor text,
  -- When the whole is read again: the window moves on, and what pushes and cursors missed is found.
  whole_due_at timestamptz,
  -- Counts the leases: who holds an older one stores nothing any more.
  fence bigint NOT NULL DEFAULT 0,
  leased_until timestamptz,
  state text NOT NULL DEFAULT 'idle'
    CHECK (state IN ('idle', 'backoff', 'needs_reauth', 'paused', 'quarantined', 'needs_confirmation', 'error')),
  because text,
  failures int NOT NULL DEFAULT 0,
  -- Null: only a person can make it go on.
  next_run_at timestamptz,
  -- Objects that the provider says are gone, so many that a person is asked; and those that were confirmed.
  waiting text[] NOT NULL DEFAULT '{}',
  confirmed text[] NOT NULL DEFAULT '{}',
  -- The provider's clock less ours.
  clock_offset_ms bigint,
  last_run_at timestamptz,
  last_ok_at timestamptz,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  version int NOT NULL DEFAULT 1,
  UNIQUE (connection_id, remote_id),
  UNIQUE (user_id, id),
  FOREIGN KEY (user_id, connection_id) REFERENCES calendar_connections (user_id, id) ON DELETE CASCADE
);
CREATE INDEX calendars_due ON calendars (next_run_at) WHERE selected AND next_run_at IS NOT NULL;
CALL protect_by_user('calendars');

-- Our events: a series is one row, never a row for each instance.
CREATE TABLE calendar_events (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  uid text NOT NULL CHECK (length(uid) BETWEEN 1 AND 1024),
  recurrence_id text,
  event jsonb NOT NULL,
  -- What it spans at most, wherever one looks at it; a series without an end has none.
  first_at timestamptz NOT NULL,
  last_at timestamptz,
  application_id uuid,
  interview_id uuid REFERENCES interviews ON DELETE SET NULL,
  -- The person wants the attendees to be invited.
  invites boolean NOT NULL DEFAULT false,
  -- When a person last changed it here.
  edited_at timestamptz,
  deleted_at timestamptz,
  deleted_by text CHECK (deleted_by IN ('person', 'sync', 'filter')),
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  version int NOT NULL DEFAULT 1,
  UNIQUE (user_id, id),
  CHECK ((deleted_at IS NULL) = (deleted_by IS NULL)),
  FOREIGN KEY (user_id, application_id) REFERENCES applications (user_id, id) ON DELETE SET NULL (application_id)
);
CREATE INDEX calendar_events_when ON calendar_events (user_id, first_at) WHERE deleted_at IS NULL;
-- By a digest: what a stranger's calendar names its events by may be longer than an index takes.
CREATE INDEX calendar_events_uid ON calendar_events (user_id, md5(uid));
CREATE INDEX calendar_events_application ON calendar_events (application_id) WHERE application_id IS NOT NULL;
CREATE UNIQUE INDEX calendar_events_interview ON calendar_events (interview_id) WHERE interview_id IS NOT NULL;
CALL protect_by_user('calendar_events');

-- One event in one calendar: what was agreed, what the calendar said last, and what stands in the way.
CREATE TABLE calendar_links (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  calendar_id uuid NOT NULL,
  -- Null for what a filter keeps out, and for what is over, unless our event is kept here or may come back.
  event_id uuid,
  remote_id text CHECK (length(remote_id) <= 2000),
  etag text,
  updated text,
  state text NOT NULL CHECK (state IN ('live', 'filtered', 'ended')),
  origin text NOT NULL CHECK (origin IN ('made', 'imported', 'found')),
  generation int NOT NULL,
  attempts int NOT NULL,
  base jsonb NOT NULL,
  seen jsonb NOT NULL,
  gone boolean NOT NULL,
  pending jsonb,
  trouble jsonb,
  troubled_at timestamptz,
  -- Our event or this link changed, so that there may be something to tell the calendar.
  to_tell boolean NOT NULL DEFAULT true,
  FOREIGN KEY (user_id, calendar_id) REFERENCES calendars (user_id, id) ON DELETE CASCADE,
  FOREIGN KEY (user_id, event_id) REFERENCES calendar_events (user_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX calendar_links_remote ON calendar_links (calendar_id, md5(remote_id)) WHERE remote_id IS NOT NULL;
CREATE UNIQUE INDEX calendar_links_event ON calendar_links (calendar_id, event_id) WHERE state = 'live';
CREATE INDEX calendar_links_of ON calendar_links (event_id) WHERE event_id IS NOT NULL;
CREATE INDEX calendar_links_tell ON calendar_links (calendar_id, id) WHERE to_tell;
CREATE INDEX calendar_links_trouble ON calendar_links (user_id, troubled_at) WHERE trouble IS NOT NULL;
CALL protect_by_user('calendar_links');

-- Whoever changes an event, also by undo, gives every calendar that it lies in something to look at. The row is written
-- although that is noted already: a run that is telling something older just then sees by it that it is not done.
CREATE FUNCTION calendar_event_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE calendar_links SET to_tell = true WHERE event_id = NEW.id AND state = 'live';
  -- It comes back after a person deleted it: also where that was told already, though not where it was gone before.
  IF OLD.deleted_by = 'person' AND NEW.deleted_at IS NULL THEN
    UPDATE calendar_links SET to_tell = true WHERE event_id = NEW.id AND state = 'ended' AND NOT gone;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER calendar_event_changed AFTER UPDATE OF event, deleted_at ON calendar_events
  FOR EACH ROW EXECUTE FUNCTION calendar_event_changed();

-- The event of an interview is where a person, or one of their calendars, moves it: the interview moves along.
CREATE FUNCTION calendar_interview_moved() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  at timestamptz;
  minutes int;
BEGIN
  at := (NEW.event->'when'->>'start')::timestamp AT TIME ZONE (NEW.event->'when'->>'zone');
  minutes := greatest(5, least(1440, extract(epoch FROM (NEW.event->'when'->>'duration')::interval) / 60));
  UPDATE interviews i
  SET start_time = at, time_zone = NEW.event->'when'->>'zone', duration_min = minutes,
      location = left(NEW.event->>'location', 500), updated_at = NEW.updated_at, version = version + 1
  WHERE i.id = NEW.interview_id
    AND (date_trunc('second', i.start_time), i.time_zone, i.duration_min, i.location)
      IS DISTINCT FROM (at, NEW.event->'when'->>'zone', minutes, left(NEW.event->>'location', 500));
  RETURN NULL;
EXCEPTION WHEN data_exception THEN
  -- A zone or a year that only the calendar knows: the interview stays as it is.
  RETURN NULL;
END $$;
CREATE TRIGGER calendar_interview_moved AFTER UPDATE OF event ON calendar_events
  FOR EACH ROW WHEN (NEW.interview_id IS NOT NULL AND NEW.deleted_at IS NULL AND NEW.event->'when'->>'kind' = 'timed')
  EXECUTE FUNCTION calendar_interview_moved();

-- Each run of a calendar.
CREATE TABLE calendar_attempts (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  calendar_id uuid NOT NULL,
  -- The attempt that this one repeats.
  parent_id uuid REFERENCES calendar_attempts ON DELETE SET NULL,
  trigger text NOT NULL CHECK (trigger IN ('schedule', 'push', 'change', 'person', 'replay', 'resync')),
  status text NOT NULL CHECK (status IN ('running', 'done', 'failed', 'waiting', 'lost')),
  because text,
  "full" boolean,
  -- Here: new, changed, deleted. There: told.
  imported int NOT NULL DEFAULT 0,
  changed int NOT NULL DEFAULT 0,
  deleted int NOT NULL DEFAULT 0,
  pushed int NOT NULL DEFAULT 0,
  conflicts int NOT NULL DEFAULT 0,
  rejected int NOT NULL DEFAULT 0,
  requests int NOT NULL DEFAULT 0,
  -- Milliseconds by phase: waiting, http, deciding, database.
  phases jsonb NOT NULL DEFAULT '{}',
  -- SHA-256 of the cursor, before and after.
  cursor_before text,
  cursor_after text,
  started_at timestamptz NOT NULL,
  finished_at timestamptz,
  FOREIGN KEY (user_id, calendar_id) REFERENCES calendars (user_id, id) ON DELETE CASCADE
);
CREATE INDEX calendar_attempts_latest ON calendar_attempts (calendar_id, id DESC);
CREATE INDEX calendar_attempts_age ON calendar_attempts (started_at);
CREATE INDEX calendar_attempts_user ON calendar_attempts (user_id, id DESC);
CALL protect_by_user('calendar_attempts');

-- What sync changed here and there, with what was before, so that it can be read and taken back.
CREATE TABLE calendar_journal (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  calendar_id uuid NOT NULL,
  attempt_id uuid REFERENCES calendar_attempts ON DELETE SET NULL,
  event_id uuid,
  verdict text NOT NULL,
  title text NOT NULL,
  -- Null where there was none, or is none any more.
  before jsonb,
  after jsonb,
  at timestamptz NOT NULL,
  undone_at timestamptz,
  FOREIGN KEY (user_id, calendar_id) REFERENCES calendars (user_id, id) ON DELETE CASCADE,
  FOREIGN KEY (user_id, event_id) REFERENCES calendar_events (user_id, id) ON DELETE CASCADE
);
CREATE INDEX calendar_journal_latest ON calendar_journal (user_id, id DESC);
CREATE INDEX calendar_journal_event ON calendar_journal (event_id) WHERE event_id IS NOT NULL;
CREATE INDEX calendar_journal_age ON calendar_journal (at);
CALL protect_by_user('calendar_journal');

-- Where a provider tells us that a calendar changed.
CREATE TABLE calendar_channels (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  calendar_id uuid NOT NULL,
  -- The provider's names for it; null until it has answered.
  remote_id text,
  resource_id text,
  secret_sealed text NOT NULL,
  state text NOT NULL CHECK (state IN ('starting', 'live', 'refused', 'ended')),
  expires_at timestamptz,
  renew_at timestamptz,
  last_message_at timestamptz,
  -- What was heard last, so that a repeated message is one.
  last_message_key text,
  created_at timestamptz NOT NULL,
  FOREIGN KEY (user_id, calendar_id) REFERENCES calendars (user_id, id) ON DELETE CASCADE
);
CREATE INDEX calendar_channels_calendar ON calendar_channels (calendar_id);
CREATE INDEX calendar_channels_renew ON calendar_channels (renew_at) WHERE state = 'live';
CALL protect_by_user('calendar_channels');

-- Addresses under which a person's events can be read without logging in.
CREATE TABLE calendar_feeds (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  name text NOT NULL,
  token_hash text NOT NULL UNIQUE,
  created_at timestamptz NOT NULL,
  last_used_at timestamptz
);
CREATE INDEX calendar_feeds_user ON calendar_feeds (user_id);
CALL protect_by_user('calendar_feeds');
