-- The studio: which stage a night found somebody in, the thresholds of the portfolio as people set them, what a night keeps of
-- the picture, and who was handed over to the concierge.
ALTER TABLE portfolio ADD COLUMN stage smallint NOT NULL DEFAULT 0;
-- The picture's cells and the curve of concentration, as a night made them: one text, sent as it is.
ALTER TABLE portfolio_day ADD COLUMN picture text, ADD COLUMN cohorts text;

CREATE TABLE portfolio_rule (
  version int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, threshold real NOT NULL CHECK (threshold BETWEEN 0 AND 100), vital smallint NOT NULL CHECK (vital BETWEEN 1 AND 99),
  reason text NOT NULL, made_by uuid REFERENCES account, made_at timestamptz NOT NULL DEFAULT now());
CREATE INDEX portfolio_rule_made_by ON portfolio_rule (made_by);

CREATE TABLE churn_handover (
  id uuid PRIMARY KEY, customer_id uuid NOT NULL REFERENCES account ON DELETE CASCADE, reasons jsonb NOT NULL, loss_cents bigint, note text NOT NULL DEFAULT '',
  made_by uuid REFERENCES account, made_at timestamptz NOT NULL DEFAULT now(), closed_at timestamptz);
CREATE UNIQUE INDEX churn_handover_open ON churn_handover (customer_id) WHERE closed_at IS NULL;
CREATE INDEX churn_handover_customer ON churn_handover (customer_id, made_at DESC);
CREATE INDEX churn_handover_made_by ON churn_handover (made_by);
CREATE INDEX churn_handover_latest ON churn_handover (made_at DESC, id DESC);
