-- Files people brought. A row names what is stored by the hash of its bytes; several rows may share one file.
CREATE TABLE media (
  id uuid PRIMARY KEY, owner_id uuid NOT NULL REFERENCES account, kind text NOT NULL CHECK (kind IN ('image','video','file')),
  name text NOT NULL, type text NOT NULL, bytes bigint NOT NULL, key text NOT NULL, small_key text, width int, height int,
  created_at timestamptz NOT NULL DEFAULT now(), loose_since timestamptz DEFAULT now());
CREATE INDEX media_owner ON media (owner_id, key);
CREATE INDEX media_key ON media (key);
CREATE INDEX media_small_key ON media (small_key) WHERE small_key IS NOT NULL;
CREATE INDEX media_loose ON media (loose_since) WHERE loose_since IS NOT NULL;
-- Where each is shown. Who may see any of these may see the file; while there is none, only its owner.
CREATE TABLE media_use (
  media_id uuid NOT NULL REFERENCES media ON DELETE CASCADE, subject_type text NOT NULL, subject_id text NOT NULL,
  PRIMARY KEY (media_id, subject_type, subject_id));
CREATE INDEX media_use_subject ON media_use (subject_type, subject_id);
