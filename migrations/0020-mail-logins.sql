-- Log-ins to mailboxes that are under way or were refused, so that they are counted by account and outlive the folder.
CREATE TABLE mail_logins (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  -- A digest of server and name.
  account text NOT NULL,
  at timestamptz NOT NULL
);
CREATE INDEX mail_logins_account ON mail_logins (user_id, account, at);
CALL protect_by_user('mail_logins');

-- Looks in a row that opened the folder and got no mail out of it: the first mail may be one that nobody can read.
ALTER TABLE mail_folders ADD COLUMN stalled int NOT NULL DEFAULT 0;
ALTER TABLE mail_folder_runs ADD COLUMN passed_over int NOT NULL DEFAULT 0;
