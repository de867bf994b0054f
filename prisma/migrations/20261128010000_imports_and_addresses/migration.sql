-- An order book that somebody brings on a page: looked at first, then written by a job that can be stopped and goes on where it was.
CREATE TABLE order_import (
  id uuid PRIMARY KEY, made_by uuid NOT NULL REFERENCES account ON DELETE CASCADE, source text NOT NULL, file_name text NOT NULL, content bytea, mapping jsonb NOT NULL DEFAULT '{}', header jsonb NOT NULL DEFAULT '[]',
  state text NOT NULL CHECK (state IN ('columns', 'read', 'running', 'done', 'stopped', 'failed')), found jsonb, done int NOT NULL DEFAULT 0, total int NOT NULL DEFAULT 0, written int NOT NULL DEFAULT 0,
  made_at timestamptz NOT NULL DEFAULT now(), ended_at timestamptz);
CREATE INDEX order_import_made ON order_import (made_at DESC, id DESC);
CREATE INDEX order_import_made_by ON order_import (made_by);

-- Another address that somebody asked for: confirmed from its mailbox, and taken back from the old one for a while.
CREATE TABLE email_change (
  id uuid PRIMARY KEY, account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE, before citext NOT NULL, after citext NOT NULL, token_hash bytea NOT NULL UNIQUE, undo_hash bytea UNIQUE,
  asked_at timestamptz NOT NULL DEFAULT now(), expires_at timestamptz NOT NULL, confirmed_at timestamptz, undo_until timestamptz, undone_at timestamptz);
CREATE INDEX email_change_account ON email_change (account_id, asked_at DESC);

-- What each indicator amounts to for each customer, as of the last night or of when it was last told: what lists sort by.
CREATE TABLE customer_indicator (
  name text NOT NULL, customer_id uuid NOT NULL REFERENCES account ON DELETE CASCADE, amount float8 NOT NULL, last_day date NOT NULL, PRIMARY KEY (name, customer_id));
CREATE INDEX customer_indicator_customer ON customer_indicator (customer_id);
CREATE INDEX customer_indicator_amount ON customer_indicator (name, amount, customer_id);
