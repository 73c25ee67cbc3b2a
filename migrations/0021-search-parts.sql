-- A page of a search is read part by part, titles first: each part has its index, and what filters look at lies in the row
-- itself, since fetching it from its place apart costs more than the rest of the row.
ALTER TABLE postings
  DROP COLUMN head,
  ADD COLUMN head tsvector GENERATED ALWAYS AS (
    setweight(to_tsvector('simple', title), 'A')
    || setweight(to_tsvector(CASE language WHEN 'de' THEN 'german'::regconfig WHEN 'fr' THEN 'french'::regconfig ELSE 'english'::regconfig END, title), 'A')
    || setweight(to_tsvector('simple', company), 'B')
    || setweight(to_tsvector('simple', skill_text), 'C')
  ) STORED,
  ALTER COLUMN head SET STORAGE MAIN,
  ALTER COLUMN title SET STORAGE MAIN,
  ALTER COLUMN company_norm SET STORAGE MAIN,
  ALTER COLUMN place_text SET STORAGE MAIN,
  ALTER COLUMN remote_kind SET STORAGE MAIN,
  ALTER COLUMN seniority SET STORAGE MAIN,
  ALTER COLUMN employment SET STORAGE MAIN,
  ALTER COLUMN contract SET STORAGE MAIN,
  ALTER COLUMN language SET STORAGE MAIN,
  ALTER COLUMN skill_ids SET STORAGE MAIN,
  ALTER COLUMN source_ids SET STORAGE MAIN;
CREATE INDEX postings_head ON postings USING gin (head);
CREATE INDEX postings_title ON postings USING gin (ts_filter(head, '{a}'));
-- Common choices meet the words in these, before a row is read.
CREATE INDEX postings_remote ON postings (remote_kind);
CREATE INDEX postings_seniority ON postings (seniority);
