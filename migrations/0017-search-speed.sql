-- Searching many postings: what a search looks at in each row is short and lies in the row, what is long lies apart. Fetching
-- a value from its place apart costs more than the rest of the row.

ALTER TABLE postings
  -- The names alone: whether a search meets the title is told without reading the text.
  ADD COLUMN head tsvector GENERATED ALWAYS AS (
    setweight(to_tsvector('simple', title), 'A')
    || setweight(to_tsvector(CASE language WHEN 'de' THEN 'german'::regconfig WHEN 'fr' THEN 'french'::regconfig ELSE 'english'::regconfig END, title), 'A')
    || setweight(to_tsvector('simple', company), 'B')
    || setweight(to_tsvector('simple', skill_text), 'C')
  ) STORED,
  -- The names of its places, each as one word, so that a place and words meet before a row is read.
  ADD COLUMN places tsvector GENERATED ALWAYS AS (array_to_tsvector(array_remove(string_to_array(place_text, '|'), ''))) STORED,
  ALTER COLUMN head SET STORAGE MAIN,
  ALTER COLUMN places SET STORAGE MAIN,
  ALTER COLUMN title SET STORAGE MAIN,
  ALTER COLUMN company_norm SET STORAGE MAIN,
  ALTER COLUMN place_text SET STORAGE MAIN,
  ALTER COLUMN remote_kind SET STORAGE MAIN,
  ALTER COLUMN seniority SET STORAGE MAIN,
  ALTER COLUMN employment SET STORAGE MAIN,
  ALTER COLUMN contract SET STORAGE MAIN,
  ALTER COLUMN language SET STORAGE MAIN,
  ALTER COLUMN skill_ids SET STORAGE MAIN,
  ALTER COLUMN source_ids SET STORAGE MAIN,
  -- Neither gets much shorter by being packed, and the one is written, the other begun to be read, for every row.
  ALTER COLUMN search SET STORAGE EXTERNAL,
  ALTER COLUMN description_text SET STORAGE EXTERNAL,
  SET (toast_tuple_target = 512);
-- A page of a search is read part by part, titles first; words, places and common choices meet in these.
CREATE INDEX postings_head ON postings USING gin (head);
CREATE INDEX postings_title ON postings USING gin (ts_filter(head, '{a}'));
CREATE INDEX postings_places ON postings USING gin (places);
CREATE INDEX postings_remote ON postings (remote_kind);
CREATE INDEX postings_seniority ON postings (seniority);
