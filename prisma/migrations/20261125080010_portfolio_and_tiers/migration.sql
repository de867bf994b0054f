-- Where everybody stands, as of the last night: written afresh every night beside the old one, then put in its place.
CREATE TABLE portfolio (
  customer_id uuid NOT NULL, day date NOT NULL, rf real NOT NULL, net_cents bigint NOT NULL, rank int, vital boolean NOT NULL, segment "char" NOT NULL,
  segment_since date NOT NULL, x_high boolean NOT NULL, x_turning date, y_high boolean NOT NULL, y_turning date,
  alive real, next_year real, value_cents bigint, loss_cents bigint);
CREATE UNIQUE INDEX ON portfolio (customer_id);
CREATE INDEX ON portfolio (rf DESC, customer_id);
CREATE INDEX ON portfolio (net_cents DESC, customer_id);
CREATE INDEX ON portfolio (value_cents DESC NULLS LAST, customer_id);
CREATE INDEX ON portfolio (loss_cents DESC NULLS LAST, customer_id);
CREATE INDEX ON portfolio (segment, rf DESC, customer_id);
-- One line per night: what everything was computed under.
CREATE TABLE portfolio_day (day date PRIMARY KEY, summary jsonb NOT NULL, made_at timestamptz NOT NULL DEFAULT now());
-- Every customer of every night: 16 bytes of id and 10 of facts each, in blocks of consecutive ids.
CREATE TABLE portfolio_snapshot (day date NOT NULL, first_id uuid NOT NULL, ids bytea NOT NULL, facts bytea NOT NULL, PRIMARY KEY (day, first_id));

CREATE TABLE tier (level smallint PRIMARY KEY CHECK (level BETWEEN 0 AND 3), name text NOT NULL, mark text NOT NULL, rule jsonb);
INSERT INTO tier (level, name, mark, rule) VALUES
  (0, 'Member', 'dot', NULL),
  (1, 'Select', 'ring', '{"enter": {"rf": 45}, "keep": {"rf": 40}}'),
  (2, 'Premier', 'leaf', '{"enter": {"segments": ["A", "B"], "vital": 80}, "keep": {"vital": 85}}'),
  (3, 'Circle', 'star', '{"enter": {"segments": ["A"], "stage": 3}, "keep": {"segments": ["A"], "stage": 3}}');
CREATE TABLE tier_edit (id uuid PRIMARY KEY, before jsonb NOT NULL, after jsonb NOT NULL, made_by uuid NOT NULL REFERENCES account, made_at timestamptz NOT NULL DEFAULT now());
CREATE INDEX tier_edit_made_by ON tier_edit (made_by);
-- Who stands where on the ladder and what is under way; who has no row is a Member with nothing under way.
CREATE TABLE tier_standing (
  customer_id uuid PRIMARY KEY REFERENCES account ON DELETE CASCADE, level smallint NOT NULL, since date NOT NULL, rising_since date, failing_since date, told_on date,
  gap jsonb, granted smallint, granted_by uuid REFERENCES account, grant_reason text, grant_until date, evaluated_on date);
CREATE INDEX tier_standing_granted_by ON tier_standing (granted_by);
CREATE INDEX tier_standing_due ON tier_standing (told_on) WHERE told_on IS NOT NULL;
CREATE TABLE tier_change (
  id uuid PRIMARY KEY, customer_id uuid NOT NULL REFERENCES account ON DELETE CASCADE, kind text NOT NULL CHECK (kind IN ('up','down','notice','recovered','granted','grant-ended')),
  before smallint NOT NULL, after smallint NOT NULL, cause jsonb NOT NULL, made_by uuid REFERENCES account, day date NOT NULL, made_at timestamptz NOT NULL DEFAULT now());
CREATE INDEX tier_change_customer ON tier_change (customer_id, made_at DESC, id DESC);
CREATE INDEX tier_change_latest ON tier_change (made_at DESC, id DESC);
CREATE INDEX tier_change_made_by ON tier_change (made_by);

-- The lifetime models of a night.
CREATE TABLE lifetime_fit (day date PRIMARY KEY, purchasing jsonb NOT NULL, spending jsonb, customers int NOT NULL, log_likelihood float8 NOT NULL, made_at timestamptz NOT NULL DEFAULT now());
