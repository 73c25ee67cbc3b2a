-- How many postings of a run stated each field, what is usual for the source, and what it has left out of late.
ALTER TABLE source_runs ADD COLUMN fill jsonb;
ALTER TABLE sources
  -- Of the last readings in its usual shape, latest first.
  ADD COLUMN fills jsonb NOT NULL DEFAULT '[]',
  ADD COLUMN missing_fields jsonb NOT NULL DEFAULT '[]';
