-- Postings that took a call of their own beside the list: what the list said of them then, and when that was.
ALTER TABLE posting_sources ADD COLUMN list_stamp text, ADD COLUMN whole_at timestamptz;
