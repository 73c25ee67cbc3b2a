-- Log-ins to CalDAV servers that are under way or were refused, so that they are counted by account and outlive the connection.
CREATE TABLE calendar_logins (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  -- A digest of server and name.
  account text NOT NULL,
  at timestamptz NOT NULL
);
CREATE INDEX calendar_logins_user ON calendar_logins (user_id, at);
CREATE INDEX calendar_logins_account ON calendar_logins (account, at);
CALL protect_by_user('calendar_logins');
