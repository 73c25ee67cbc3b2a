-- Postings: shared rows from boards, private rows of a person, and what each person does with them.

CREATE TABLE sources (
  -- `arbeitnow`, or board and tenant: `greenhouse.acme`.
  id text PRIMARY KEY CHECK (id ~ '^[a-z0-9][a-z0-9._-]*$' AND length(id) <= 160),
  board_id text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('feed', 'employer', 'import')),
  name text NOT NULL,
  homepage text NOT NULL,
  config jsonb NOT NULL DEFAULT '{}',
  created_by uuid REFERENCES users ON DELETE SET NULL,
  created_at timestamptz NOT NULL,
  -- Where the next run goes on; written with the rows of a page, never before them.
  cursor jsonb,
  health text NOT NULL DEFAULT 'never_run' CHECK (health IN ('healthy', 'degraded', 'blocked', 'failing', 'never_run')),
  health_reason text,
  health_since timestamptz,
  failures int NOT NULL DEFAULT 0,
  last_ok_at timestamptz,
  -- The last run that read all of it: until then, everything that it still carries was seen.
  last_complete_at timestamptz,
  -- How many postings the last complete runs had, latest first.
  yields int[] NOT NULL DEFAULT '{}',
  next_run_at timestamptz
);

CREATE TABLE source_subscriptions (
  user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  source_id text NOT NULL REFERENCES sources ON DELETE CASCADE,
  enabled boolean NOT NULL,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (user_id, source_id)
);
CREATE INDEX source_subscriptions_on ON source_subscriptions (source_id) WHERE enabled;
CALL protect_by_user('source_subscriptions');

ALTER TABLE sources ENABLE ROW LEVEL SECURITY;
ALTER TABLE sources FORCE ROW LEVEL SECURITY;
-- Which employers' boards others follow is theirs to know.
CREATE POLICY feeds_and_followed ON sources FOR SELECT TO copilot_app USING (
  kind = 'feed' OR EXISTS (SELECT FROM source_subscriptions s WHERE s.source_id = id AND s.user_id = (SELECT app_user_id()))
);
CREATE POLICY background ON sources TO copilot_system USING (true) WITH CHECK (true);

CREATE TABLE source_runs (
  id uuid PRIMARY KEY,
  source_id text NOT NULL REFERENCES sources ON DELETE CASCADE,
  status text NOT NULL CHECK (status IN ('queued', 'running', 'done', 'failed')),
  outcome text,
  message text,
  by text NOT NULL CHECK (by IN ('schedule', 'person')),
  requested_by uuid REFERENCES users ON DELETE SET NULL,
  pages int NOT NULL DEFAULT 0,
  requests int NOT NULL DEFAULT 0,
  seen int NOT NULL DEFAULT 0,
  total int,
  added int NOT NULL DEFAULT 0,
  changed int NOT NULL DEFAULT 0,
  unchanged int NOT NULL DEFAULT 0,
  closed int NOT NULL DEFAULT 0,
  rejected int NOT NULL DEFAULT 0,
  rejects text[] NOT NULL DEFAULT '{}',
  complete boolean NOT NULL DEFAULT false,
  queued_at timestamptz NOT NULL,
  started_at timestamptz,
  finished_at timestamptz
);
-- Each source is read once at a time, by one node.
CREATE UNIQUE INDEX source_runs_open ON source_runs (source_id) WHERE status IN ('queued', 'running');
CREATE INDEX source_runs_latest ON source_runs (source_id, id DESC);
ALTER TABLE source_runs ENABLE ROW LEVEL SECURITY;
ALTER TABLE source_runs FORCE ROW LEVEL SECURITY;
CREATE POLICY of_visible_sources ON source_runs FOR SELECT TO copilot_app USING (EXISTS (SELECT FROM sources s WHERE s.id = source_id));
CREATE POLICY background ON source_runs TO copilot_system USING (true) WITH CHECK (true);

CREATE TABLE postings (
  id uuid PRIMARY KEY,
  -- Null: from a board, shared by all. Else a person's own, which nobody else sees.
  owner_user_id uuid REFERENCES users ON DELETE CASCADE,
  is_sample boolean NOT NULL DEFAULT false,
  title text NOT NULL,
  title_norm text NOT NULL,
  company text NOT NULL,
  company_norm text NOT NULL,
  company_domain text,
  company_logo_url text,
  locations jsonb NOT NULL DEFAULT '[]',
  -- Every name of its places in lower case without accents, for the place filter.
  place_text text NOT NULL DEFAULT '',
  remote_kind text,
  remote_countries text[] NOT NULL DEFAULT '{}',
  remote_timezones text[] NOT NULL DEFAULT '{}',
  salary_min bigint,
  salary_max bigint,
  salary_currency text,
  salary_period text,
  salary_gross boolean,
  salary_origin text,
  salary_text text,
  -- Its highest pay for a full year, to compare by; null where period or amount is unknown.
  salary_year bigint,
  employment text[] NOT NULL DEFAULT '{}',
  contract text,
  workload_min real,
  workload_max real,
  seniority text,
  description_html text,
  description_text text,
  skills jsonb NOT NULL DEFAULT '[]',
  skill_ids text[] NOT NULL DEFAULT '{}',
  skill_text text NOT NULL DEFAULT '',
  tags text[] NOT NULL DEFAULT '{}',
  language text,
  languages jsonb NOT NULL DEFAULT '[]',
  apply_url text,
  source_url text,
  requisition_id text,
  posted_at timestamptz,
  posted_precision text,
  source_updated_at timestamptz,
  expires_at timestamptz,
  -- The sources that carry it, the employer's own first.
  source_ids text[] NOT NULL DEFAULT '{}',
  provenance jsonb NOT NULL DEFAULT '{}',
  content_hash text NOT NULL,
  first_seen_at timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL,
  closed_at timestamptz,
  close_reason text,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  version int NOT NULL DEFAULT 1,
  -- What "newest" means: the date of publication, else when it was first seen.
  sort_at timestamptz GENERATED ALWAYS AS (least(coalesce(posted_at, first_seen_at), first_seen_at)) STORED,
  -- Whole words for names, stems of the posting's own language for the rest.
  search tsvector GENERATED ALWAYS AS (
    setweight(to_tsvector('simple', title), 'A')
    || setweight(to_tsvector(CASE language WHEN 'de' THEN 'german'::regconfig WHEN 'fr' THEN 'french'::regconfig ELSE 'english'::regconfig END, title), 'A')
    || setweight(to_tsvector('simple', company), 'B')
    || setweight(to_tsvector('simple', skill_text), 'C')
    || setweight(to_tsvector(CASE language WHEN 'en' THEN 'english'::regconfig WHEN 'de' THEN 'german'::regconfig WHEN 'fr' THEN 'french'::regconfig ELSE 'simple'::regconfig END,
                             left(coalesce(description_text, ''), 60000)), 'D')
  ) STORED
);
CREATE INDEX postings_search ON postings USING gin (search);
CREATE INDEX postings_newest ON postings (sort_at DESC, id DESC);
CREATE INDEX postings_own ON postings (owner_user_id, id) WHERE owner_user_id IS NOT NULL;
CREATE INDEX postings_sources ON postings USING gin (source_ids);
CREATE INDEX postings_skills ON postings USING gin (skill_ids);
CREATE INDEX postings_company ON postings (company_norm);
CREATE INDEX postings_pay ON postings (salary_year DESC NULLS LAST, id DESC);
ALTER TABLE postings ENABLE ROW LEVEL SECURITY;
ALTER TABLE postings FORCE ROW LEVEL SECURITY;
CREATE POLICY shared_or_own ON postings FOR SELECT TO copilot_app USING (owner_user_id IS NULL OR owner_user_id = (SELECT app_user_id()));
CREATE POLICY write_own ON postings FOR INSERT TO copilot_app WITH CHECK (owner_user_id = (SELECT app_user_id()));
CREATE POLICY change_own ON postings FOR UPDATE TO copilot_app USING (owner_user_id = (SELECT app_user_id())) WITH CHECK (owner_user_id = (SELECT app_user_id()));
CREATE POLICY remove_own ON postings FOR DELETE TO copilot_app USING (owner_user_id = (SELECT app_user_id()));
CREATE POLICY background ON postings TO copilot_system USING (true) WITH CHECK (true);

-- What each source says of a posting. A posting is merged from these, so a merge can be taken apart again.
CREATE TABLE posting_sources (
  id uuid PRIMARY KEY,
  posting_id uuid NOT NULL REFERENCES postings ON DELETE CASCADE,
  owner_user_id uuid REFERENCES users ON DELETE CASCADE,
  source_id text NOT NULL,
  external_id text NOT NULL,
  source_url text NOT NULL,
  apply_url text,
  -- Identity across sources: the employer's system and its id, and addresses without tracking.
  ats_key text,
  url_keys text[] NOT NULL DEFAULT '{}',
  -- 0: the employer's own board; 1: a public service; 2: an aggregator; 3: an import.
  rank int NOT NULL,
  posting jsonb NOT NULL,
  content_hash text NOT NULL,
  first_seen_at timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL,
  -- Complete runs in a row in which it was absent.
  missed int NOT NULL DEFAULT 0,
  gone_at timestamptz,
  UNIQUE NULLS NOT DISTINCT (source_id, external_id, owner_user_id)
);
CREATE INDEX posting_sources_posting ON posting_sources (posting_id);
CREATE INDEX posting_sources_ats ON posting_sources (ats_key) WHERE ats_key IS NOT NULL;
CREATE INDEX posting_sources_urls ON posting_sources USING gin (url_keys);
ALTER TABLE posting_sources ENABLE ROW LEVEL SECURITY;
ALTER TABLE posting_sources FORCE ROW LEVEL SECURITY;
CREATE POLICY shared_or_own ON posting_sources FOR SELECT TO copilot_app USING (owner_user_id IS NULL OR owner_user_id = (SELECT app_user_id()));
CREATE POLICY write_own ON posting_sources FOR INSERT TO copilot_app WITH CHECK (owner_user_id = (SELECT app_user_id()));
CREATE POLICY change_own ON posting_sources FOR UPDATE TO copilot_app USING (owner_user_id = (SELECT app_user_id())) WITH CHECK (owner_user_id = (SELECT app_user_id()));
CREATE POLICY remove_own ON posting_sources FOR DELETE TO copilot_app USING (owner_user_id = (SELECT app_user_id()));
CREATE POLICY background ON posting_sources TO copilot_system USING (true) WITH CHECK (true);

-- When each source last carried it: what a source carried in its last complete run and has not missed since, it still has.
CREATE VIEW posting_sightings WITH (security_invoker = true) AS
SELECT ps.*, CASE WHEN ps.gone_at IS NULL AND ps.missed = 0 THEN greatest(ps.last_seen_at, s.last_complete_at) ELSE ps.last_seen_at END AS seen_until
FROM posting_sources ps LEFT JOIN sources s ON s.id = ps.source_id;

CREATE TABLE posting_states (
  user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  posting_id uuid NOT NULL REFERENCES postings ON DELETE CASCADE,
  saved_at timestamptz,
  hidden_at timestamptz,
  seen_at timestamptz,
  applied_at timestamptz,
  notes text,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (user_id, posting_id)
);
CREATE INDEX posting_states_posting ON posting_states (posting_id);
CALL protect_by_user('posting_states');

CREATE TABLE hidden_companies (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  company text NOT NULL,
  company_norm text NOT NULL,
  hidden_at timestamptz NOT NULL,
  UNIQUE (user_id, company_norm)
);
CALL protect_by_user('hidden_companies');

-- Scores as they were last computed; the reasons are worked out when a posting is opened.
CREATE TABLE posting_matches (
  user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  posting_id uuid NOT NULL REFERENCES postings ON DELETE CASCADE,
  score int NOT NULL CHECK (score BETWEEN 0 AND 100),
  -- By which version of the formula; a score by an earlier one is worked out again.
  formula int NOT NULL,
  computed_at timestamptz NOT NULL,
  PRIMARY KEY (user_id, posting_id)
);
CREATE INDEX posting_matches_best ON posting_matches (user_id, score DESC, posting_id DESC);
CREATE INDEX posting_matches_posting ON posting_matches (posting_id);
CALL protect_by_user('posting_matches');

-- Sample data of a person, while it is being made and after.
CREATE TABLE sample_workspaces (
  user_id uuid PRIMARY KEY REFERENCES users ON DELETE CASCADE,
  state text NOT NULL CHECK (state IN ('creating', 'ready', 'removing')),
  progress real NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL
);
CALL protect_by_user('sample_workspaces');
