-- Which mail it was at which looks ended: only that one is passed over, and only looks at the same one count together.
ALTER TABLE mail_folders ADD COLUMN stalled_validity text, ADD COLUMN stalled_uid bigint;
