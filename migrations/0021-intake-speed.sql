-- Each address of a newcomer is looked for by itself: what waits in a list would be gone through for every one of them.
ALTER INDEX posting_sources_urls SET (fastupdate = off);
SELECT gin_clean_pending_list('posting_sources_urls');
