-- Folders of a person's mailbox that are looked through for job alerts.
CREATE TABLE mail_folders (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  host text NOT NULL,
  port int NOT NULL CHECK (port BETWEEN 1 AND 65535),
  security text NOT NULL CHECK (security IN ('tls', 'starttls', 'plain')),
  username text NOT NULL,
  -- Sealed to this row; it goes in and never comes out.
  password_sealed text NOT NULL,
  folder text NOT NULL,
  status text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'paused', 'error')),
  problem text,
  failures int NOT NULL DEFAULT 0,
  -- In a row; after the third one it is not tried again by itself, so that no account is locked.
  refused_logins int NOT NULL DEFAULT 0,
  -- Up to where it was read; written with the postings of a mail, never before them.
  uid_validity text,
  last_uid bigint,
  last_ok_at timestamptz,
  -- Null while it is paused, and when only its owner can mend it.
  next_run_at timestamptz,
  created_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX mail_folders_once ON mail_folders (user_id, host, username, folder);
CREATE INDEX mail_folders_due ON mail_folders (next_run_at) WHERE next_run_at IS NOT NULL;
CALL protect_by_user('mail_folders');

CREATE TABLE mail_folder_runs (
  id uuid PRIMARY KEY,
  folder_id uuid NOT NULL REFERENCES mail_folders ON DELETE CASCADE,
  user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  status text NOT NULL CHECK (status IN ('queued', 'running', 'done', 'failed')),
  by text NOT NULL CHECK (by IN ('schedule', 'person')),
  problem text,
  message text,
  total int,
  mails int NOT NULL DEFAULT 0,
  alerts int NOT NULL DEFAULT 0,
  too_large int NOT NULL DEFAULT 0,
  found int NOT NULL DEFAULT 0,
  added int NOT NULL DEFAULT 0,
  existing int NOT NULL DEFAULT 0,
  left_out int NOT NULL DEFAULT 0,
  queued_at timestamptz NOT NULL,
  started_at timestamptz,
  finished_at timestamptz
);
-- Each folder is read once at a time, by one node.
CREATE UNIQUE INDEX mail_folder_runs_open ON mail_folder_runs (folder_id) WHERE status IN ('queued', 'running');
CREATE INDEX mail_folder_runs_latest ON mail_folder_runs (folder_id, id DESC);
CREATE INDEX mail_folder_runs_user ON mail_folder_runs (user_id);
CALL protect_by_user('mail_folder_runs');
