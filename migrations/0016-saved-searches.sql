-- Searches that a person keeps, and what each has told of.

CREATE TABLE saved_searches (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
  filter jsonb NOT NULL,
  alert text NOT NULL CHECK (alert IN ('off', 'instant', 'daily', 'weekly')),
  alert_hour int NOT NULL CHECK (alert_hour BETWEEN 0 AND 23),
  -- 1 is Monday.
  alert_weekday int NOT NULL CHECK (alert_weekday BETWEEN 1 AND 7),
  -- Postings first seen before this are not told of: the alert was off, or looked for something else. What was there at
  -- that moment and is younger counts as told.
  alert_since timestamptz NOT NULL,
  -- The next daily or weekly alert, as it was reckoned in `due_zone`; null where none is due at a certain time.
  due_at timestamptz,
  due_zone text,
  last_alert_at timestamptz,
  last_looked_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  version int NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX saved_searches_name ON saved_searches (user_id, lower(name));
CREATE INDEX saved_searches_due ON saved_searches (due_at) WHERE due_at IS NOT NULL;
CALL protect_by_user('saved_searches');

-- What a search told of. No foreign keys to search and posting: a deleted search comes back with its memory, and a posting
-- that became one with another is not told of again under the other's name.
CREATE TABLE saved_search_tellings (
  search_id uuid NOT NULL,
  posting_id uuid NOT NULL,
  user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  told_at timestamptz NOT NULL,
  PRIMARY KEY (search_id, posting_id)
);
CREATE INDEX saved_search_tellings_person ON saved_search_tellings (user_id);
CREATE INDEX saved_search_tellings_age ON saved_search_tellings (told_at);
CALL protect_by_user('saved_search_tellings');

-- New since one looked.
CREATE INDEX postings_first_seen ON postings (first_seen_at);
