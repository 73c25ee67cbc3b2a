-- A mail at which looks ended again and again is tried once more after all others, and passed over only then.
ALTER TABLE mail_folders ADD COLUMN late_validity text, ADD COLUMN late_uid bigint;
