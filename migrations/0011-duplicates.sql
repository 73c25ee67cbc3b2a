-- Postings that are one opening: what each source says is compared by a small print, looked up by the keys it shares with others.

ALTER TABLE posting_sources
  -- What it is compared by, and under which keys it is found; null for what only one person has.
  ADD COLUMN print jsonb,
  ADD COLUMN block_keys int[] NOT NULL DEFAULT '{}',
  -- Why it is shown as one with the other sources of its posting; null where it was there first.
  ADD COLUMN joined_how text CHECK (joined_how IN ('identity', 'score', 'person')),
  ADD COLUMN joined_probability real,
  ADD COLUMN joined_reasons jsonb,
  ADD COLUMN joined_at timestamptz,
  -- The posting that it was before.
  ADD COLUMN joined_from uuid;
-- A key that was written a moment ago is looked for at once, so nothing waits in a list.
CREATE INDEX posting_sources_blocks ON posting_sources USING gin (block_keys) WITH (fastupdate = off);
CREATE INDEX posting_sources_from ON posting_sources (joined_from) WHERE joined_from IS NOT NULL;

-- Sources that a person took apart: they are never merged unasked again.
CREATE TABLE posting_splits (
  source_row_id uuid NOT NULL REFERENCES posting_sources ON DELETE CASCADE,
  other_row_id uuid NOT NULL REFERENCES posting_sources ON DELETE CASCADE,
  split_by uuid REFERENCES users ON DELETE SET NULL,
  split_at timestamptz NOT NULL,
  PRIMARY KEY (source_row_id, other_row_id)
);
CREATE INDEX posting_splits_other ON posting_splits (other_row_id);
CREATE INDEX posting_splits_by ON posting_splits (split_by) WHERE split_by IS NOT NULL;
ALTER TABLE posting_splits ENABLE ROW LEVEL SECURITY;
ALTER TABLE posting_splits FORCE ROW LEVEL SECURITY;
CREATE POLICY own_splits ON posting_splits FOR SELECT TO copilot_app USING (split_by = (SELECT app_user_id()));
CREATE POLICY background ON posting_splits TO copilot_system USING (true) WITH CHECK (true);

-- One's own merges: the posting is not shown beside the one that it doubles.
ALTER TABLE posting_states ADD COLUMN duplicate_of uuid REFERENCES postings ON DELETE SET NULL;
CREATE INDEX posting_states_duplicates ON posting_states (duplicate_of, user_id) WHERE duplicate_of IS NOT NULL;

-- "Not a duplicate", as one person sees it; the smaller id first.
CREATE TABLE posting_distinctions (
  user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  posting_id uuid NOT NULL REFERENCES postings ON DELETE CASCADE,
  other_id uuid NOT NULL REFERENCES postings ON DELETE CASCADE,
  told_at timestamptz NOT NULL,
  PRIMARY KEY (user_id, posting_id, other_id),
  CHECK (posting_id < other_id)
);
CREATE INDEX posting_distinctions_posting ON posting_distinctions (posting_id);
CREATE INDEX posting_distinctions_other ON posting_distinctions (other_id);
CALL protect_by_user('posting_distinctions');
