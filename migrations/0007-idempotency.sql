-- Set in the transaction in which a request first writes: a request that died after it is not done a second time.
ALTER TABLE idempotency_keys ADD COLUMN written boolean NOT NULL DEFAULT false;
-- Never used: an answer is its status and its body.
ALTER TABLE idempotency_keys DROP COLUMN headers;
