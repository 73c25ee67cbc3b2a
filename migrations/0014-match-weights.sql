-- What each part of a match counts for, per person; what persons say of postings, which moves it; and what was recommended.

CREATE TABLE match_weights (
  user_id uuid PRIMARY KEY REFERENCES users ON DELETE CASCADE,
  -- What the person set; null: the defaults. Only answers from after `base_since` move it, so that none counts twice.
  base jsonb,
  base_since timestamptz,
  -- What counts now: the base, or where the answers moved it while `learning`.
  weights jsonb NOT NULL,
  learning boolean NOT NULL DEFAULT true,
  version int NOT NULL DEFAULT 1,
  updated_at timestamptz NOT NULL
);
CALL protect_by_user('match_weights');

CREATE TABLE match_answers (
  user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  posting_id uuid NOT NULL REFERENCES postings ON DELETE CASCADE,
  verdict text NOT NULL CHECK (verdict IN ('good', 'not_for_me')),
  reasons text[] NOT NULL DEFAULT '{}',
  -- How well each part fitted when it was said: what the person judged.
  shares jsonb NOT NULL,
  -- The posting was hidden by this answer, so that it is shown again when the answer is taken back.
  has_hidden boolean NOT NULL DEFAULT false,
  answered_at timestamptz NOT NULL,
  PRIMARY KEY (user_id, posting_id)
);
CREATE INDEX match_answers_latest ON match_answers (user_id, answered_at DESC);
CREATE INDEX match_answers_posting ON match_answers (posting_id);
CALL protect_by_user('match_answers');

-- What was recommended on a person's day, so that the list stands still until the next.
CREATE TABLE recommendations (
  user_id uuid PRIMARY KEY REFERENCES users ON DELETE CASCADE,
  day date NOT NULL,
  basis text NOT NULL,
  choices jsonb NOT NULL
);
CALL protect_by_user('recommendations');

-- A digest of the profile and the weights that a score was worked out with: a score of another basis is not final.
ALTER TABLE posting_matches ADD COLUMN basis text NOT NULL DEFAULT '';
