-- What happened to a posting while it stood: what its sources changed, and when they stopped listing it and began again.

-- What one source changed in what it says. The text is kept as it was before: the text after is the next one's, or today's.
CREATE TABLE posting_edits (
  id uuid PRIMARY KEY,
  source_row_id uuid NOT NULL REFERENCES posting_sources ON DELETE CASCADE,
  owner_user_id uuid REFERENCES users ON DELETE CASCADE,
  at timestamptz NOT NULL,
  -- [{field, from, to}]
  fields jsonb NOT NULL,
  -- Null: the text stayed as it was.
  text_before text
);
CREATE INDEX posting_edits_source ON posting_edits (source_row_id, id DESC);
CREATE INDEX posting_edits_owner ON posting_edits (owner_user_id) WHERE owner_user_id IS NOT NULL;

-- Times in which a source did not list a posting that it lists again under the same id; short ones are not kept.
CREATE TABLE posting_absences (
  source_row_id uuid NOT NULL REFERENCES posting_sources ON DELETE CASCADE,
  owner_user_id uuid REFERENCES users ON DELETE CASCADE,
  gone_at timestamptz NOT NULL,
  back_at timestamptz NOT NULL,
  PRIMARY KEY (source_row_id, gone_at)
);
CREATE INDEX posting_absences_owner ON posting_absences (owner_user_id) WHERE owner_user_id IS NOT NULL;

ALTER TABLE posting_edits ENABLE ROW LEVEL SECURITY;
ALTER TABLE posting_edits FORCE ROW LEVEL SECURITY;
CREATE POLICY shared_or_own ON posting_edits FOR SELECT TO copilot_app USING (owner_user_id IS NULL OR owner_user_id = (SELECT app_user_id()));
CREATE POLICY write_own ON posting_edits FOR INSERT TO copilot_app WITH CHECK (owner_user_id = (SELECT app_user_id()));
CREATE POLICY change_own ON posting_edits FOR UPDATE TO copilot_app USING (owner_user_id = (SELECT app_user_id())) WITH CHECK (owner_user_id = (SELECT app_user_id()));
CREATE POLICY remove_own ON posting_edits FOR DELETE TO copilot_app USING (owner_user_id = (SELECT app_user_id()));
CREATE POLICY background ON posting_edits TO copilot_system USING (true) WITH CHECK (true);

ALTER TABLE posting_absences ENABLE ROW LEVEL SECURITY;
ALTER TABLE posting_absences FORCE ROW LEVEL SECURITY;
CREATE POLICY shared_or_own ON posting_absences FOR SELECT TO copilot_app USING (owner_user_id IS NULL OR owner_user_id = (SELECT app_user_id()));
CREATE POLICY write_own ON posting_absences FOR INSERT TO copilot_app WITH CHECK (owner_user_id = (SELECT app_user_id()));
CREATE POLICY change_own ON posting_absences FOR UPDATE TO copilot_app USING (owner_user_id = (SELECT app_user_id())) WITH CHECK (owner_user_id = (SELECT app_user_id()));
CREATE POLICY remove_own ON posting_absences FOR DELETE TO copilot_app USING (owner_user_id = (SELECT app_user_id()));
CREATE POLICY background ON posting_absences TO copilot_system USING (true) WITH CHECK (true);

ALTER TABLE posting_states
  -- When the person last looked at it, as far as what was edited goes.
  ADD COLUMN looked_at timestamptz,
  -- "This is not a ghost", as this person sees it.
  ADD COLUMN not_ghost_at timestamptz;

-- Whose board an employer's source is, so that a posting elsewhere can be missed there; as `companyNorm` gives it.
ALTER TABLE sources ADD COLUMN company_norm text;
CREATE INDEX sources_company ON sources (company_norm) WHERE company_norm IS NOT NULL;
UPDATE sources SET company_norm = (
  SELECT p.company_norm FROM posting_sources s JOIN postings p ON p.id = s.posting_id
  WHERE s.source_id = sources.id AND s.owner_user_id IS NULL GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1
) WHERE kind = 'employer';

-- What can be said of each posting's life by its sources. `advertised`: how often the source that did it most listed it
-- anew, under a new id after the one before was gone (three days of overlap are the time in which that is noticed), or
-- under the same id after an absence. Ask it for postings by id: it then reads only their rows.
CREATE VIEW posting_life WITH (security_invoker = true) AS
SELECT x.posting_id,
  max(x.advertised)::int AS advertised,
  bool_or(x.is_employer AND x.carries) AS employer_carries,
  bool_or(NOT x.is_employer AND x.carries) AS others_carry,
  max(x.gone_at) FILTER (WHERE x.is_employer) AS employer_gone_at,
  sum(x.edits)::int AS edits,
  max(x.edited_at) AS edited_at
FROM (
  SELECT s.posting_id, s.source_id, s.rank = 0 AS is_employer,
    1 + sum(a.times) + count(*) FILTER (WHERE EXISTS (
        SELECT FROM posting_sources o WHERE o.posting_id = s.posting_id AND o.source_id = s.source_id
          AND o.first_seen_at < s.first_seen_at AND o.gone_at <= s.first_seen_at + interval '3 days')
      AND NOT EXISTS (
        SELECT FROM posting_sources o WHERE o.posting_id = s.posting_id AND o.source_id = s.source_id
          AND (o.first_seen_at, o.id) < (s.first_seen_at, s.id) AND (o.gone_at IS NULL OR o.gone_at > s.first_seen_at + interval '3 days'))
    ) AS advertised,
    bool_or(s.gone_at IS NULL) AS carries, max(s.gone_at) AS gone_at, sum(e.edits) AS edits, max(e.edited_at) AS edited_at
  FROM posting_sources s
    CROSS JOIN LATERAL (SELECT count(*) AS times FROM posting_absences a WHERE a.source_row_id = s.id) a
    CROSS JOIN LATERAL (SELECT count(*) AS edits, max(e.at) AS edited_at FROM posting_edits e WHERE e.source_row_id = s.id) e
  GROUP BY s.posting_id, s.source_id, s.rank = 0
) x GROUP BY x.posting_id;
