-- How often in a row nobody answered for an account, and until when it is left alone: on all nodes, and over restarts.
ALTER TABLE calendar_connections ADD COLUMN unanswered int NOT NULL DEFAULT 0, ADD COLUMN resting_until timestamptz;

-- When a sync that failed is tried again by itself, and whether its account was left alone from then on.
ALTER TABLE calendar_attempts ADD COLUMN retry_at timestamptz, ADD COLUMN rests boolean NOT NULL DEFAULT false;
