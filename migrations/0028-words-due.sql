-- The words of a text are the dearest part of taking a posting in. Those that feeds bring get them a moment later (`read-words`);
-- their names are found at once. Whatever is written otherwise has all its words from the beginning.

DROP INDEX postings_search;
ALTER TABLE postings
  DROP COLUMN search,
  ADD COLUMN words_due boolean NOT NULL DEFAULT false,
  ADD COLUMN search tsvector GENERATED ALWAYS AS (
    setweight(to_tsvector('simple', title), 'A')
    || setweight(to_tsvector(CASE language WHEN 'de' THEN 'german'::regconfig WHEN 'fr' THEN 'french'::regconfig ELSE 'english'::regconfig END, title), 'A')
    || setweight(to_tsvector('simple', company), 'B')
    || setweight(to_tsvector('simple', skill_text), 'C')
    || CASE WHEN words_due THEN ''::tsvector ELSE
         setweight(to_tsvector(CASE language WHEN 'en' THEN 'english'::regconfig WHEN 'de' THEN 'german'::regconfig WHEN 'fr' THEN 'french'::regconfig ELSE 'simple'::regconfig END,
                               left(coalesce(description_text, ''), 60000)), 'D')
       END
  ) STORED,
  ALTER COLUMN search SET STORAGE EXTERNAL;
CREATE INDEX postings_search ON postings USING gin (search);
CREATE INDEX postings_words_due ON postings (id) WHERE words_due;
