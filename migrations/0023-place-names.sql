-- The names of a posting's places, each as one word of an index, so that a place and words meet before a row is read.
ALTER TABLE postings
  ADD COLUMN places tsvector GENERATED ALWAYS AS (array_to_tsvector(array_remove(string_to_array(place_text, '|'), ''))) STORED,
  ALTER COLUMN places SET STORAGE MAIN;
CREATE INDEX postings_places ON postings USING gin (places);
