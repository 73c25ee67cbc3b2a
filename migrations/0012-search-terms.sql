-- The words that shared postings name themselves, their employers and their skills by: what a misspelt word may have meant.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

CREATE TABLE search_terms (term text PRIMARY KEY CHECK (length(term) BETWEEN 4 AND 40));
CREATE INDEX search_terms_like ON search_terms USING gin (term gin_trgm_ops);
ALTER TABLE search_terms ENABLE ROW LEVEL SECURITY;
ALTER TABLE search_terms FORCE ROW LEVEL SECURITY;
CREATE POLICY everybodys ON search_terms FOR SELECT TO copilot_app USING (true);
CREATE POLICY background ON search_terms TO copilot_system USING (true) WITH CHECK (true);

INSERT INTO search_terms
SELECT DISTINCT word FROM postings,
  regexp_split_to_table(regexp_replace(normalize(lower(title || ' ' || company || ' ' || skill_text), NFKD), '[\u0300-\u036f]', '', 'g'), '[^[:alpha:]]+') word
WHERE owner_user_id IS NULL AND length(word) BETWEEN 4 AND 40;
