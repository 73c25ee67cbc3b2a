-- Applications on real history: the rows of application_history are the truth, and status, status_at, applied_at,
-- first_reply_at and closed_at of an application are computed from them by one pure function at every change.

CREATE TABLE stages (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  status text NOT NULL CHECK (status IN ('interested','applied','interview','offer','accepted','rejected','declined','withdrawn','ghosted')),
  position int NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  version int NOT NULL DEFAULT 1,
  UNIQUE (user_id, id)
);
CREATE UNIQUE INDEX stages_name ON stages (user_id, lower(name));
CALL protect_by_user('stages');

CREATE TABLE applications (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  -- The posting it is for. No foreign key: a posting may be merged or purged, the application stays.
  posting_id uuid,
  title text NOT NULL,
  company text NOT NULL,
  company_key text NOT NULL,
  location text,
  url text,
  source text,
  salary_min bigint,
  salary_max bigint,
  salary_currency text,
  salary_period text CHECK (salary_period IN ('hour','day','week','month','year')),
  status text NOT NULL CHECK (status IN ('interested','applied','interview','offer','accepted','rejected','declined','withdrawn','ghosted')),
  stage_id uuid,
  status_at timestamptz NOT NULL,
  applied_at timestamptz,
  applied_on date,
  first_reply_at timestamptz,
  closed_at timestamptz,
  next_action text,
  next_action_at timestamptz,
  archived_at timestamptz,
  deleted_at timestamptz,
  is_sample boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  version int NOT NULL DEFAULT 1,
  UNIQUE (user_id, id),
  FOREIGN KEY (user_id, stage_id) REFERENCES stages (user_id, id)
);
CREATE UNIQUE INDEX applications_posting ON applications (user_id, posting_id) WHERE deleted_at IS NULL AND posting_id IS NOT NULL;
CREATE INDEX applications_board ON applications (user_id, status, stage_id, status_at DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX applications_updated ON applications (user_id, updated_at DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX applications_company ON applications (user_id, company_key) WHERE deleted_at IS NULL;
CREATE INDEX applications_next ON applications (user_id, next_action_at) WHERE deleted_at IS NULL AND next_action_at IS NOT NULL;
CREATE INDEX applications_purge ON applications (deleted_at) WHERE deleted_at IS NOT NULL;
CALL protect_by_user('applications');

CREATE TABLE application_history (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  application_id uuid NOT NULL,
  status text NOT NULL CHECK (status IN ('interested','applied','interview','offer','accepted','rejected','declined','withdrawn','ghosted')),
  stage_id uuid,
  at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL,
  corrected_at timestamptz,
  -- Null: the system (sample data, an import).
  by_user_id uuid,
  note text,
  FOREIGN KEY (user_id, application_id) REFERENCES applications (user_id, id) ON DELETE CASCADE,
  FOREIGN KEY (user_id, stage_id) REFERENCES stages (user_id, id)
);
CREATE INDEX application_history_order ON application_history (application_id, at, id);
CREATE INDEX application_history_person ON application_history (user_id, at);
CREATE INDEX application_history_stage ON application_history (stage_id) WHERE stage_id IS NOT NULL;
CALL protect_by_user('application_history');

-- A row a move, with what it came from: `from` is never stored, so that no correction can make it lie.
CREATE VIEW application_moves WITH (security_invoker = true) AS
SELECT h.*,
       lag(h.status) OVER earlier AS from_status,
       lag(h.stage_id) OVER earlier AS from_stage_id,
       lead(h.at) OVER earlier AS until
FROM application_history h
WINDOW earlier AS (PARTITION BY h.application_id ORDER BY h.at, h.id);

CREATE TABLE application_notes (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  application_id uuid NOT NULL,
  text text NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  version int NOT NULL DEFAULT 1,
  FOREIGN KEY (user_id, application_id) REFERENCES applications (user_id, id) ON DELETE CASCADE
);
CREATE INDEX application_notes_order ON application_notes (application_id, created_at DESC);
CALL protect_by_user('application_notes');

CREATE TABLE application_reminders (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  application_id uuid NOT NULL,
  text text NOT NULL,
  remind_at timestamptz NOT NULL,
  done_at timestamptz,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  version int NOT NULL DEFAULT 1,
  FOREIGN KEY (user_id, application_id) REFERENCES applications (user_id, id) ON DELETE CASCADE
);
CREATE INDEX application_reminders_order ON application_reminders (application_id, remind_at);
CREATE INDEX application_reminders_due ON application_reminders (remind_at) WHERE done_at IS NULL;
CALL protect_by_user('application_reminders');

CREATE TABLE interviews (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  application_id uuid NOT NULL,
  round int NOT NULL,
  kind text NOT NULL,
  start_time timestamptz NOT NULL,
  time_zone text NOT NULL,
  duration_min int NOT NULL,
  people jsonb NOT NULL DEFAULT '[]',
  location text,
  link text,
  outcome text NOT NULL DEFAULT 'pending',
  notes text,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  version int NOT NULL DEFAULT 1,
  FOREIGN KEY (user_id, application_id) REFERENCES applications (user_id, id) ON DELETE CASCADE
);
CREATE INDEX interviews_application ON interviews (application_id, start_time);
CREATE INDEX interviews_person ON interviews (user_id, start_time, id);
CALL protect_by_user('interviews');

CREATE TABLE offers (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  application_id uuid NOT NULL UNIQUE,
  base bigint NOT NULL,
  bonus bigint,
  currency text NOT NULL,
  period text NOT NULL CHECK (period IN ('hour','day','week','month','year')),
  periods_per_year numeric,
  equity text,
  benefits jsonb NOT NULL DEFAULT '[]',
  vacation_days numeric,
  deadline_at timestamptz,
  start_date date,
  notes text,
  received_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  version int NOT NULL DEFAULT 1,
  FOREIGN KEY (user_id, application_id) REFERENCES applications (user_id, id) ON DELETE CASCADE
);
CREATE INDEX offers_person ON offers (user_id);
CALL protect_by_user('offers');

CREATE TABLE exchange_rates (
  user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  from_currency text NOT NULL,
  to_currency text NOT NULL,
  rate numeric NOT NULL CHECK (rate > 0),
  as_of date NOT NULL,
  PRIMARY KEY (user_id, from_currency, to_currency),
  CHECK (from_currency <> to_currency)
);
CALL protect_by_user('exchange_rates');

CREATE TABLE contacts (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  name text NOT NULL,
  email text,
  phone text,
  company text,
  job_title text,
  url text,
  notes text,
  is_sample boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  version int NOT NULL DEFAULT 1,
  UNIQUE (user_id, id)
);
CREATE INDEX contacts_name ON contacts (user_id, lower(name), id);
CALL protect_by_user('contacts');

CREATE TABLE application_contacts (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  application_id uuid NOT NULL,
  contact_id uuid NOT NULL,
  role text NOT NULL CHECK (role IN ('recruiter','interviewer','referrer','hiring_manager','other')),
  created_at timestamptz NOT NULL,
  UNIQUE (application_id, contact_id),
  FOREIGN KEY (user_id, application_id) REFERENCES applications (user_id, id) ON DELETE CASCADE,
  FOREIGN KEY (user_id, contact_id) REFERENCES contacts (user_id, id) ON DELETE CASCADE
);
CREATE INDEX application_contacts_contact ON application_contacts (contact_id);
CALL protect_by_user('application_contacts');

CREATE TABLE contact_interactions (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  contact_id uuid NOT NULL,
  application_id uuid,
  kind text NOT NULL CHECK (kind IN ('email','call','meeting','message','other')),
  direction text NOT NULL CHECK (direction IN ('in','out')),
  at timestamptz NOT NULL,
  summary text NOT NULL,
  created_at timestamptz NOT NULL,
  version int NOT NULL DEFAULT 1,
  FOREIGN KEY (user_id, contact_id) REFERENCES contacts (user_id, id) ON DELETE CASCADE,
  FOREIGN KEY (user_id, application_id) REFERENCES applications (user_id, id) ON DELETE CASCADE
);
CREATE INDEX contact_interactions_contact ON contact_interactions (contact_id, at DESC);
CREATE INDEX contact_interactions_application ON contact_interactions (application_id, at DESC) WHERE application_id IS NOT NULL;
CALL protect_by_user('contact_interactions');

-- What each change altered, row by row and field by field, so that it can be taken back for 30 days.
CREATE TABLE undo_entries (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  kind text NOT NULL,
  label text NOT NULL,
  application_ids uuid[] NOT NULL DEFAULT '{}',
  changes jsonb NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  undone_at timestamptz
);
CREATE INDEX undo_entries_person ON undo_entries (user_id, id DESC);
CREATE INDEX undo_entries_age ON undo_entries (expires_at);
CALL protect_by_user('undo_entries');
