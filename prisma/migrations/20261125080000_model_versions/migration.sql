-- A model version is drafted, shown for what it would change, and adopted by a person; one is live at a time.
ALTER TABLE model_version
  ADD COLUMN status text NOT NULL DEFAULT 'draft' CHECK (status IN ('draft','adopted','retired')),
  ADD COLUMN metrics jsonb NOT NULL DEFAULT '{}', ADD COLUMN note text NOT NULL DEFAULT '',
  ADD COLUMN made_by uuid REFERENCES account, ADD COLUMN made_at timestamptz NOT NULL DEFAULT now(), ADD COLUMN adopted_by uuid REFERENCES account,
  ALTER COLUMN adopted_at DROP NOT NULL, ALTER COLUMN adopted_at DROP DEFAULT;
UPDATE model_version SET made_at = adopted_at, status = CASE WHEN version = (SELECT max(version) FROM model_version) THEN 'adopted' ELSE 'retired' END;
CREATE UNIQUE INDEX model_version_live ON model_version (status) WHERE status = 'adopted';
CREATE INDEX model_version_made_by ON model_version (made_by);
CREATE INDEX model_version_adopted_by ON model_version (adopted_by);

-- What each look at the criterion's validity found.
CREATE TABLE validity_run (
  id uuid PRIMARY KEY, as_of timestamptz NOT NULL, window_days int NOT NULL, version int NOT NULL REFERENCES model_version,
  still_valid boolean NOT NULL, report jsonb NOT NULL, made_at timestamptz NOT NULL DEFAULT now());
CREATE INDEX validity_run_made ON validity_run (made_at DESC, id DESC);
CREATE INDEX validity_run_version ON validity_run (version);
