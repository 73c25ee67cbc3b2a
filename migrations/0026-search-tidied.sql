-- What a search relies on: how common words are, and indexes that nothing waits before.

-- The closed ones are counted beside those that are open.
CREATE INDEX postings_closed ON postings (sort_at DESC, id DESC) WHERE closed_at IS NOT NULL;

-- Nothing is looked up by these, and to gather figures of them took most of the time of ANALYZE.
ALTER TABLE postings
  ALTER COLUMN description_html SET STATISTICS 0,
  ALTER COLUMN description_text SET STATISTICS 0,
  ALTER COLUMN locations SET STATISTICS 0,
  ALTER COLUMN skills SET STATISTICS 0,
  ALTER COLUMN skill_text SET STATISTICS 0,
  ALTER COLUMN place_text SET STATISTICS 0,
  ALTER COLUMN tags SET STATISTICS 0,
  ALTER COLUMN languages SET STATISTICS 0,
  ALTER COLUMN provenance SET STATISTICS 0;

ALTER TABLE posting_sources
  ALTER COLUMN posting SET STATISTICS 0,
  ALTER COLUMN print SET STATISTICS 0,
  ALTER COLUMN joined_reasons SET STATISTICS 0;

-- What many new postings leave behind: entries that wait before their indexes, through which every search goes, and figures
-- of fewer postings than there are. Both are the owner's to mend, and wait for autovacuum otherwise.
CREATE FUNCTION tidy_postings() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM gin_clean_pending_list(i.indexrelid)
  FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am a ON a.oid = c.relam
  WHERE i.indrelid = 'postings'::regclass AND a.amname = 'gin';
  ANALYZE postings, posting_points, posting_sources, posting_edits, posting_absences, search_terms;
END $$;
REVOKE EXECUTE ON FUNCTION tidy_postings FROM PUBLIC, copilot_app;
