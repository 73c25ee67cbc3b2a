-- Until when an account is left alone for which nobody answered: apart from the time for which it asked to be left alone itself.
ALTER TABLE calendar_connections ADD COLUMN silent_until timestamptz;
