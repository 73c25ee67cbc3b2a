-- Searching a hundred thousand postings: what a search looks at in each row stays short, what is long lies apart.

ALTER TABLE postings
  -- The names alone: whether a search meets the title is told without reading the text.
  ADD COLUMN head tsvector GENERATED ALWAYS AS (
    setweight(to_tsvector('simple', title), 'A')
    || setweight(to_tsvector(CASE language WHEN 'de' THEN 'german'::regconfig WHEN 'fr' THEN 'french'::regconfig ELSE 'english'::regconfig END, title), 'A')
    || setweight(to_tsvector('simple', company), 'B')
    || setweight(to_tsvector('simple', skill_text), 'C')
  ) STORED,
  -- Neither gets much shorter by being packed, and the one is written, the other begun to be read, for every row.
  ALTER COLUMN search SET STORAGE EXTERNAL,
  ALTER COLUMN description_text SET STORAGE EXTERNAL,
  SET (toast_tuple_target = 512);
