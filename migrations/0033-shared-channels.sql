-- A channel that tells of all calendars of its account, so that none of them needs one of its own.
ALTER TABLE calendar_channels ADD COLUMN whole_account boolean NOT NULL DEFAULT false;
