-- Taking a posting in costs less where its parts lie as they come: packing what a source said took more than writing it as it
-- is, and each short text that lay apart was a row and an index entry of its own.

ALTER TABLE posting_sources
  ALTER COLUMN posting SET STORAGE EXTERNAL,
  ALTER COLUMN print SET STORAGE EXTERNAL,
  -- Both stay out of the row, which is looked up by its keys alone.
  SET (toast_tuple_target = 1024);
ALTER TABLE postings
  ALTER COLUMN title_norm SET STORAGE MAIN,
  ALTER COLUMN company SET STORAGE MAIN,
  ALTER COLUMN company_domain SET STORAGE MAIN,
  ALTER COLUMN apply_url SET STORAGE MAIN,
  ALTER COLUMN source_url SET STORAGE MAIN,
  ALTER COLUMN requisition_id SET STORAGE MAIN,
  ALTER COLUMN content_hash SET STORAGE MAIN,
  ALTER COLUMN tags SET STORAGE MAIN;
