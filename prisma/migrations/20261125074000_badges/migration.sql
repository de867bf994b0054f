-- What someone did, as badges count it: kept from the ledger, and compared with it.
CREATE TABLE badge_tally (
  account_id uuid PRIMARY KEY REFERENCES account ON DELETE CASCADE, topics int NOT NULL DEFAULT 0, replies int NOT NULL DEFAULT 0, answers int NOT NULL DEFAULT 0,
  likes int NOT NULL DEFAULT 0, reviews int NOT NULL DEFAULT 0, helpful int NOT NULL DEFAULT 0);
CREATE TABLE badge (account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE, badge text NOT NULL, awarded_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (account_id, badge));
