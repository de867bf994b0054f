-- What someone tells of themselves, and who may see each part of it: whatever is not named is for everyone, but the place in
-- the directory, which is asked for.
ALTER TABLE account ADD COLUMN location text NOT NULL DEFAULT '', ADD COLUMN website text NOT NULL DEFAULT '', ADD COLUMN privacy jsonb NOT NULL DEFAULT '{}',
  ADD COLUMN listed boolean NOT NULL DEFAULT false, ADD COLUMN contributions int NOT NULL DEFAULT 0;

-- Handles people had: they lead to who had them last, and nobody else can take one.
CREATE TABLE handle_past (handle citext PRIMARY KEY, account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE, left_at timestamptz NOT NULL DEFAULT now());
CREATE INDEX handle_past_account ON handle_past (account_id);

-- A handle as the eye takes it: without separators, 0 as o, 1 and i as l, 5 as s. Two that look alike cannot both be chosen.
CREATE FUNCTION handle_look(handle text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT translate(lower(handle), '01i5._-', 'olls') $$;
CREATE INDEX account_look ON account (handle_look(handle::text));
CREATE INDEX handle_past_look ON handle_past (handle_look(handle::text));

-- The directory, in its orders, and found by any part of a name.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE INDEX account_listed_joined ON account (created_at DESC, id DESC) WHERE listed AND suspended_at IS NULL;
CREATE INDEX account_listed_contributions ON account (contributions DESC, id DESC) WHERE listed AND suspended_at IS NULL;
CREATE INDEX account_listed_name ON account USING gin (lower(name || ' ' || handle::text) gin_trgm_ops) WHERE listed;
CREATE INDEX account_staff ON account (role, created_at) WHERE role NOT IN ('customer', 'bot');

-- What one person wrote, the newest first.
CREATE INDEX topic_author ON topic (author_id, last_post_at DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX post_author ON post (author_id, created_at DESC, id DESC) WHERE deleted_at IS NULL AND number > 1;

-- How far someone has come with making themselves at home.
CREATE TABLE onboarding (
  account_id uuid PRIMARY KEY REFERENCES account ON DELETE CASCADE, done text[] NOT NULL DEFAULT '{}', skipped text[] NOT NULL DEFAULT '{}', dismissed_at timestamptz, created_at timestamptz NOT NULL DEFAULT now());
