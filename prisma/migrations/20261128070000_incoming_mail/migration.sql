-- Mail that was written to us. It stands here before its sender hears that it was taken; what it means is found out afterwards.
-- The same mail delivered again, by whatever door, is the same row. `raw` is all of it, kept for a while.
CREATE TABLE incoming_mail (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  content_hash bytea NOT NULL,
  recipient text NOT NULL,
  return_path text NOT NULL DEFAULT '',
  door text NOT NULL CHECK (door IN ('smtp','http')),
  vouched boolean NOT NULL DEFAULT false,
  bytes int NOT NULL,
  raw bytea,
  at timestamptz NOT NULL DEFAULT now(),
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting','asked','done','kept','held','refused','ignored','failed')),
  due_at timestamptz NOT NULL DEFAULT now(),
  attempts smallint NOT NULL DEFAULT 0,
  handled_at timestamptz,
  confirmed_at timestamptz,
  account_id uuid REFERENCES account ON DELETE SET NULL,
  from_address citext,
  from_name text NOT NULL DEFAULT '',
  subject text NOT NULL DEFAULT '',
  text text NOT NULL DEFAULT '',
  route_type text CHECK (route_type IN ('topic','message','request','newsletter','category','needs')),
  route_id bigint,
  path text,
  reason text NOT NULL DEFAULT '',
  CONSTRAINT incoming_mail_once UNIQUE (content_hash, recipient)
);
ALTER TABLE incoming_mail ALTER COLUMN raw SET STORAGE EXTERNAL;
CREATE INDEX incoming_mail_due ON incoming_mail (due_at, id) WHERE state = 'waiting';
CREATE INDEX incoming_mail_person ON incoming_mail (account_id, at DESC, id DESC);
CREATE INDEX incoming_mail_raw ON incoming_mail (at) WHERE raw IS NOT NULL;
-- Whom we have answered by ourselves on a day: nobody twice.
CREATE TABLE mail_answered (address citext NOT NULL, day date NOT NULL, PRIMARY KEY (address, day));
