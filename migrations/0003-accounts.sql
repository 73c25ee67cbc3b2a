-- People, how they log in, the firms that they belong to, and what they opened to whom.

CREATE TABLE users (
  id uuid PRIMARY KEY,
  username text NOT NULL CHECK (username ~ '^[a-zA-Z0-9][a-zA-Z0-9_.-]{2,39}$'),
  email text NOT NULL CHECK (length(email) <= 254),
  full_name text,
  email_verified_at timestamptz,
  is_sample boolean NOT NULL DEFAULT false,
  deletion_due_at timestamptz,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX users_username ON users (lower(username));
CREATE UNIQUE INDEX users_email ON users (lower(email));
CREATE INDEX users_deletion ON users (deletion_due_at) WHERE deletion_due_at IS NOT NULL;

CREATE TABLE firms (
  id uuid PRIMARY KEY,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  kind text NOT NULL CHECK (kind IN ('personal', 'practice')),
  created_by uuid REFERENCES users ON DELETE SET NULL,
  created_at timestamptz NOT NULL,
  version int NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX firms_personal ON firms (created_by) WHERE kind = 'personal';

CREATE TABLE firm_members (
  firm_id uuid NOT NULL REFERENCES firms ON DELETE CASCADE,
  user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  role text NOT NULL CHECK (role IN ('owner', 'admin', 'coach', 'member')),
  joined_at timestamptz NOT NULL,
  PRIMARY KEY (firm_id, user_id)
);
CREATE INDEX firm_members_user ON firm_members (user_id);

CREATE TABLE firm_invitations (
  id uuid PRIMARY KEY,
  firm_id uuid NOT NULL REFERENCES firms ON DELETE CASCADE,
  email text NOT NULL,
  role text NOT NULL CHECK (role IN ('owner', 'admin', 'coach', 'member')),
  token_hash text NOT NULL UNIQUE,
  invited_by uuid REFERENCES users ON DELETE SET NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  accepted_at timestamptz,
  declined_at timestamptz,
  revoked_at timestamptz
);
CREATE INDEX firm_invitations_firm ON firm_invitations (firm_id, created_at);

-- What a seeker opened to a coach: one area, until a moment, revocable.
CREATE TABLE grants (
  id uuid PRIMARY KEY,
  firm_id uuid NOT NULL REFERENCES firms ON DELETE CASCADE,
  seeker_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  coach_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  area text NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  revoked_at timestamptz,
  CHECK (seeker_id <> coach_id)
);
CREATE INDEX grants_coach ON grants (coach_id, seeker_id, area);
CREATE INDEX grants_seeker ON grants (seeker_id);

-- Names are copied: the entry must stay readable when the coach or the practice is gone.
CREATE TABLE access_log (
  id uuid PRIMARY KEY,
  seeker_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  coach_id uuid,
  grant_id uuid REFERENCES grants ON DELETE SET NULL,
  coach_name text NOT NULL,
  firm_name text NOT NULL,
  area text NOT NULL,
  what text NOT NULL,
  at timestamptz NOT NULL
);
CREATE INDEX access_log_seeker ON access_log (seeker_id, at DESC);
CREATE INDEX access_log_grant ON access_log (grant_id, at DESC);

-- Apart from `users`, because members of a firm may read each other's names but never these.
CREATE TABLE credentials (
  user_id uuid PRIMARY KEY REFERENCES users ON DELETE CASCADE,
  password_hash text,
  totp_sealed text,
  totp_confirmed_at timestamptz,
  -- The step of the last code that was used: a code counts once.
  totp_last_step bigint NOT NULL DEFAULT 0,
  changed_at timestamptz NOT NULL
);

CREATE TABLE recovery_codes (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  code_hash text NOT NULL,
  used_at timestamptz
);
CREATE INDEX recovery_codes_user ON recovery_codes (user_id);

CREATE TABLE sessions (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  -- No foreign key: a session outlives the firm that was active in it, and falls back to another.
  firm_id uuid NOT NULL,
  token_hash text NOT NULL UNIQUE,
  user_agent text NOT NULL,
  address text NOT NULL,
  created_at timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE INDEX sessions_user ON sessions (user_id);
CREATE INDEX sessions_expiry ON sessions (expires_at);

CREATE TABLE personal_tokens (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  firm_id uuid NOT NULL,
  name text NOT NULL,
  hint text NOT NULL,
  token_hash text NOT NULL UNIQUE,
  scopes text[] NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz,
  last_used_at timestamptz
);
CREATE INDEX personal_tokens_user ON personal_tokens (user_id);

-- Everything with a short life that is handed out and comes back once: mailed links, log-ins that wait for a code, OAuth states.
CREATE TABLE verifications (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('email', 'password', 'two_factor', 'oauth')),
  user_id uuid REFERENCES users ON DELETE CASCADE,
  token_hash text NOT NULL UNIQUE,
  data jsonb NOT NULL DEFAULT '{}',
  attempts int NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at timestamptz
);
CREATE INDEX verifications_user ON verifications (user_id);
CREATE INDEX verifications_expiry ON verifications (expires_at);

CREATE TABLE oauth_accounts (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  provider text NOT NULL,
  subject text NOT NULL,
  email text,
  created_at timestamptz NOT NULL,
  UNIQUE (provider, subject)
);
CREATE UNIQUE INDEX oauth_accounts_user ON oauth_accounts (user_id, provider);

CREATE TABLE login_attempts (
  key text PRIMARY KEY,
  failures int NOT NULL,
  first_at timestamptz NOT NULL,
  last_at timestamptz NOT NULL,
  blocked_until timestamptz
);
CREATE INDEX login_attempts_age ON login_attempts (last_at);

CREATE TABLE profiles (
  user_id uuid PRIMARY KEY REFERENCES users ON DELETE CASCADE,
  headline text,
  years_experience numeric(4, 1),
  phone text,
  location text,
  summary text,
  links jsonb NOT NULL DEFAULT '[]',
  skills jsonb NOT NULL DEFAULT '[]',
  titles_wanted text[] NOT NULL DEFAULT '{}',
  preferred_locations text[] NOT NULL DEFAULT '{}',
  radius_km int,
  remote_preference text[] NOT NULL DEFAULT '{}',
  salary_floor jsonb,
  languages jsonb NOT NULL DEFAULT '[]',
  work_permits text[] NOT NULL DEFAULT '{}',
  daily_application_goal int NOT NULL DEFAULT 0,
  onboarding jsonb NOT NULL DEFAULT '{}',
  version int NOT NULL DEFAULT 1,
  updated_at timestamptz NOT NULL
);

CREATE TABLE user_settings (
  user_id uuid PRIMARY KEY REFERENCES users ON DELETE CASCADE,
  locale text NOT NULL DEFAULT 'en',
  time_zone text NOT NULL DEFAULT 'UTC',
  theme text NOT NULL DEFAULT 'system',
  week_start text NOT NULL DEFAULT 'monday',
  currency text NOT NULL DEFAULT 'EUR',
  notifications jsonb NOT NULL DEFAULT '{}',
  version int NOT NULL DEFAULT 1,
  updated_at timestamptz NOT NULL
);

CALL protect_by_user('credentials');
CALL protect_by_user('recovery_codes');
CALL protect_by_user('sessions');
CALL protect_by_user('personal_tokens');
CALL protect_by_user('oauth_accounts');
CALL protect_by_user('profiles');
CALL protect_by_user('user_settings');

-- Only background work and log-in touch these; no policy for copilot_app means no row.
ALTER TABLE verifications ENABLE ROW LEVEL SECURITY;
ALTER TABLE verifications FORCE ROW LEVEL SECURITY;
CREATE POLICY background ON verifications TO copilot_system USING (true) WITH CHECK (true);
ALTER TABLE login_attempts ENABLE ROW LEVEL SECURITY;
ALTER TABLE login_attempts FORCE ROW LEVEL SECURITY;
CREATE POLICY background ON login_attempts TO copilot_system USING (true) WITH CHECK (true);

-- Members: one's own rows everywhere, everybody's in the firm that the transaction is about.
ALTER TABLE firm_members ENABLE ROW LEVEL SECURITY;
ALTER TABLE firm_members FORCE ROW LEVEL SECURITY;
CREATE POLICY background ON firm_members TO copilot_system USING (true) WITH CHECK (true);
CREATE POLICY visible ON firm_members FOR SELECT TO copilot_app
  USING (user_id = (SELECT app_user_id()) OR firm_id = (SELECT app_firm_id()));
CREATE POLICY change ON firm_members FOR UPDATE TO copilot_app
  USING (firm_id = (SELECT app_firm_id())) WITH CHECK (firm_id = (SELECT app_firm_id()));
CREATE POLICY remove ON firm_members FOR DELETE TO copilot_app USING (firm_id = (SELECT app_firm_id()));

ALTER TABLE firms ENABLE ROW LEVEL SECURITY;
ALTER TABLE firms FORCE ROW LEVEL SECURITY;
CREATE POLICY background ON firms TO copilot_system USING (true) WITH CHECK (true);
CREATE POLICY visible ON firms FOR SELECT TO copilot_app
  USING (EXISTS (SELECT 1 FROM firm_members m WHERE m.firm_id = firms.id AND m.user_id = (SELECT app_user_id())));
CREATE POLICY change ON firms FOR UPDATE TO copilot_app
  USING (EXISTS (SELECT 1 FROM firm_members m WHERE m.firm_id = firms.id AND m.user_id = (SELECT app_user_id())
                   AND m.role IN ('owner', 'admin')));

ALTER TABLE users ENABLE ROW LEVEL SECURITY;
ALTER TABLE users FORCE ROW LEVEL SECURITY;
CREATE POLICY background ON users TO copilot_system USING (true) WITH CHECK (true);
CREATE POLICY visible ON users FOR SELECT TO copilot_app
  USING (id = (SELECT app_user_id())
         OR EXISTS (SELECT 1 FROM firm_members m WHERE m.user_id = users.id AND m.firm_id = (SELECT app_firm_id())));
CREATE POLICY change ON users FOR UPDATE TO copilot_app
  USING (id = (SELECT app_user_id())) WITH CHECK (id = (SELECT app_user_id()));

ALTER TABLE firm_invitations ENABLE ROW LEVEL SECURITY;
ALTER TABLE firm_invitations FORCE ROW LEVEL SECURITY;
CREATE POLICY background ON firm_invitations TO copilot_system USING (true) WITH CHECK (true);
CREATE POLICY by_admins ON firm_invitations TO copilot_app
  USING (EXISTS (SELECT 1 FROM firm_members m WHERE m.firm_id = firm_invitations.firm_id
                   AND m.user_id = (SELECT app_user_id()) AND m.role IN ('owner', 'admin')));

ALTER TABLE grants ENABLE ROW LEVEL SECURITY;
ALTER TABLE grants FORCE ROW LEVEL SECURITY;
CREATE POLICY background ON grants TO copilot_system USING (true) WITH CHECK (true);
CREATE POLICY given ON grants TO copilot_app
  USING (seeker_id = (SELECT app_user_id())) WITH CHECK (seeker_id = (SELECT app_user_id()));
CREATE POLICY received ON grants FOR SELECT TO copilot_app USING (coach_id = (SELECT app_user_id()));

-- A coach adds an entry about themselves; nobody changes or removes one.
ALTER TABLE access_log ENABLE ROW LEVEL SECURITY;
ALTER TABLE access_log FORCE ROW LEVEL SECURITY;
CREATE POLICY background ON access_log TO copilot_system USING (true) WITH CHECK (true);
CREATE POLICY visible ON access_log FOR SELECT TO copilot_app
  USING (seeker_id = (SELECT app_user_id()) OR coach_id = (SELECT app_user_id()));
CREATE POLICY add ON access_log FOR INSERT TO copilot_app WITH CHECK (coach_id = (SELECT app_user_id()));
