-- Who gets everything that is said in a category by mail, as from a mailing list, and since when.
CREATE TABLE category_mail (
  account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
  category_id bigint NOT NULL REFERENCES category ON DELETE CASCADE,
  since timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (account_id, category_id)
);
CREATE INDEX category_mail_category ON category_mail (category_id);
-- Lists begin with what is said from now on.
INSERT INTO ledger_cursor (consumer, xid, seq) VALUES ('lists', pg_current_xact_id(), 0) ON CONFLICT DO NOTHING;
