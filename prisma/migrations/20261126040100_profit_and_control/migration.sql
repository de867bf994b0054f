-- What of the net value is kept where the cost of goods is not known. The newest row holds; the others say what held before.
CREATE TABLE margin_version (
  version int PRIMARY KEY, percent numeric(5, 2) NOT NULL CHECK (percent >= 0 AND percent <= 100), note text NOT NULL DEFAULT '', made_by uuid REFERENCES account, made_at timestamptz NOT NULL DEFAULT now());
CREATE INDEX margin_version_made_by ON margin_version (made_by);
INSERT INTO margin_version (version, percent, note) VALUES (1, 100, 'Default of the model');

-- What it cost to serve someone: requests handled, privileges used. Appended; a row that was wrong is taken back by one of the opposite sign.
CREATE TABLE cost_entry (
  id uuid PRIMARY KEY, customer_id uuid NOT NULL REFERENCES account, kind text NOT NULL, cents bigint NOT NULL, at timestamptz NOT NULL, subject_type text NOT NULL DEFAULT '', subject_id text NOT NULL DEFAULT '',
  key text NOT NULL UNIQUE, recorded_at timestamptz NOT NULL DEFAULT now());
CREATE INDEX cost_entry_customer ON cost_entry (customer_id, at DESC, id DESC);
CREATE INDEX cost_entry_at ON cost_entry (at);

-- Kinds of interactions that a member leaves out of their own factor. They stay in the ledger.
CREATE TABLE left_out (customer_id uuid NOT NULL REFERENCES account, kind text NOT NULL, since timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (customer_id, kind));

-- External signals of a version: name, label, half-life in days, half-saturation point, weight.
ALTER TABLE model_version ADD COLUMN indicators jsonb NOT NULL DEFAULT '[]';
