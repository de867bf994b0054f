-- Stages of the loop of needs (model, section 6): where each customer stands and by what, and every change with what caused it.
CREATE TABLE customer_stage (
  customer_id uuid PRIMARY KEY REFERENCES account ON DELETE CASCADE, stage smallint NOT NULL CHECK (stage BETWEEN 0 AND 5), since timestamptz NOT NULL,
  highest smallint NOT NULL CHECK (highest BETWEEN 0 AND 5), loops int NOT NULL DEFAULT 0, evidence jsonb NOT NULL DEFAULT '[]', due_at timestamptz, changed_at timestamptz NOT NULL DEFAULT now());
CREATE INDEX customer_stage_standing ON customer_stage (stage, customer_id);
CREATE INDEX customer_stage_due ON customer_stage (due_at, customer_id) WHERE due_at IS NOT NULL;

-- Taken back is what the ledger no longer says; it stays to be read, and counts nowhere.
CREATE TABLE stage_change (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, customer_id uuid NOT NULL REFERENCES account ON DELETE CASCADE, before smallint NOT NULL CHECK (before BETWEEN 0 AND 5), after smallint NOT NULL CHECK (after BETWEEN 0 AND 5),
  at timestamptz NOT NULL, cause text NOT NULL, evidence jsonb NOT NULL DEFAULT '[]', noted_at timestamptz NOT NULL DEFAULT now(), taken_back_at timestamptz);
CREATE INDEX stage_change_customer ON stage_change (customer_id, at DESC, id DESC);
CREATE UNIQUE INDEX stage_change_once ON stage_change (customer_id, at) WHERE taken_back_at IS NULL;

-- What stages are computed from is little among very much: found without walking all that a customer did.
CREATE INDEX interaction_stages ON interaction (customer_id) WHERE kind IN ('request.forwarded', 'request.learned', 'request.fulfilled', 'request.rated', 'referral.acted');
