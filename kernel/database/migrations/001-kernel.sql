-- The tables on which everything stands. A table that grows with the years is marked `large`: it is partitioned by
-- time, and its key begins with the column by which it would be distributed over several machines.

CREATE TABLE kernel_region (
  id text PRIMARY KEY,
  title_zh text NOT NULL,
  title_en text NOT NULL,
  time_zone text NOT NULL,
  hash text NOT NULL,
  loaded_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE kernel_place (
  code text PRIMARY KEY,
  kind text NOT NULL,
  name_zh text NOT NULL,
  name_en text NOT NULL,
  parent text REFERENCES kernel_place (code) DEFERRABLE INITIALLY DEFERRED,
  lon double precision,
  lat double precision,
  members text[] NOT NULL DEFAULT '{}',
  in_plan boolean NOT NULL DEFAULT false,
  ordinal integer NOT NULL
);

CREATE TABLE kernel_organisation (
  id text PRIMARY KEY,
  name_zh text NOT NULL,
  name_en text NOT NULL,
  function text NOT NULL,
  level text NOT NULL CHECK (level IN ('state', 'cluster', 'province', 'city')),
  jurisdiction text REFERENCES kernel_place (code) DEFERRABLE INITIALLY DEFERRED,
  credit_code text
);

-- large: distributed by topic
CREATE TABLE kernel_outbox (
  topic text NOT NULL,
  position bigint NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  key text NOT NULL,
  payload jsonb NOT NULL,
  PRIMARY KEY (topic, position, created_at)
) PARTITION BY RANGE (created_at);
CREATE TABLE kernel_outbox_default PARTITION OF kernel_outbox DEFAULT;
-- A sequence of its own: identity columns of partitioned tables need PostgreSQL 17.
CREATE SEQUENCE kernel_outbox_position AS bigint;
ALTER TABLE kernel_outbox ALTER COLUMN position SET DEFAULT nextval('kernel_outbox_position');
CREATE INDEX kernel_outbox_by_position ON kernel_outbox (position);

CREATE TABLE kernel_outbox_cursor (
  consumer text PRIMARY KEY,
  position bigint NOT NULL,
  moved_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE kernel_account (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  user_name text NOT NULL UNIQUE,
  display_name text NOT NULL,
  password_hash text NOT NULL,
  roles text[] NOT NULL DEFAULT '{}',
  -- An organisation of the region; not a foreign key, because a reloaded region may drop one.
  organisation text,
  must_change_password boolean NOT NULL DEFAULT false,
  disabled boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE kernel_session (
  -- SHA-256 of the cookie's token: whoever reads the table cannot take over a session.
  token_hash text PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES kernel_account (id) ON DELETE CASCADE,
  created_at timestamptz NOT NULL DEFAULT now(),
  last_seen_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL
);
CREATE INDEX kernel_session_by_account ON kernel_session (account_id);
CREATE INDEX kernel_session_by_expiry ON kernel_session (expires_at);

CREATE TABLE kernel_api_key (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  key_hash text NOT NULL UNIQUE,
  account_id uuid NOT NULL REFERENCES kernel_account (id) ON DELETE CASCADE,
  name text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz
);
CREATE INDEX kernel_api_key_by_account ON kernel_api_key (account_id);

-- Short-lived: only what throttling needs; older rows are deleted.
CREATE TABLE kernel_login_attempt (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  user_name text NOT NULL,
  address text NOT NULL,
  succeeded boolean NOT NULL,
  attempted_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX kernel_login_attempt_by_user ON kernel_login_attempt (user_name, attempted_at);
CREATE INDEX kernel_login_attempt_by_address ON kernel_login_attempt (address, attempted_at);

-- large: distributed by sequence
CREATE TABLE kernel_audit (
  sequence bigint NOT NULL,
  at timestamptz NOT NULL,
  actor text NOT NULL,
  action text NOT NULL,
  resource_type text NOT NULL,
  resource_id text NOT NULL,
  detail jsonb NOT NULL DEFAULT '{}',
  previous_hash text NOT NULL,
  hash text NOT NULL,
  PRIMARY KEY (sequence, at)
) PARTITION BY RANGE (at);
CREATE TABLE kernel_audit_default PARTITION OF kernel_audit DEFAULT;
CREATE INDEX kernel_audit_by_resource ON kernel_audit (resource_type, resource_id, sequence);
