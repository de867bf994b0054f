-- The outbox becomes a queue: each letter knows its stream, whose it is, when it is due and what came of it. What is
-- `sending` was claimed by a sender that holds the advisory lock (7301, claimed_by); `handed_at` says that its last byte left.
ALTER TABLE mail
  ADD COLUMN stream text NOT NULL DEFAULT 'transactional' CHECK (stream IN ('transactional','conversation','newsletter')),
  ADD COLUMN letter text NOT NULL DEFAULT '', ADD COLUMN key text UNIQUE, ADD COLUMN account_id uuid REFERENCES account ON DELETE CASCADE,
  ADD COLUMN locale text NOT NULL DEFAULT 'en', ADD COLUMN content jsonb, ADD COLUMN answers_type text, ADD COLUMN answers_id bigint, ADD COLUMN list_id text, ADD COLUMN leave_url text,
  ADD COLUMN secret boolean NOT NULL DEFAULT false,
  ADD COLUMN state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting','sending','sent','doubt','failed','withheld')),
  ADD COLUMN domain text GENERATED ALWAYS AS (lower(split_part(recipient, '@', 2))) STORED,
  ADD COLUMN due_at timestamptz NOT NULL DEFAULT now(), ADD COLUMN attempts smallint NOT NULL DEFAULT 0, ADD COLUMN claimed_by int, ADD COLUMN handed_at timestamptz,
  ADD COLUMN response text NOT NULL DEFAULT '', ADD COLUMN bounced_at timestamptz, ADD COLUMN complained_at timestamptz, ADD COLUMN clicked_at timestamptz;
UPDATE mail SET state = 'sent' WHERE sent_at IS NOT NULL;
CREATE INDEX mail_due ON mail (due_at, id) WHERE state = 'waiting';
CREATE INDEX mail_sending ON mail (claimed_by) WHERE state = 'sending';
CREATE INDEX mail_recipient ON mail (recipient, sent_at);
CREATE INDEX mail_account ON mail (account_id, id);
CREATE INDEX mail_letter ON mail (letter, created_at);

-- How an address takes our mail: temporary refusals in a row, and until when it is left in peace.
CREATE TABLE mail_address (address citext PRIMARY KEY, soft smallint NOT NULL DEFAULT 0, paused_until timestamptz, response text NOT NULL DEFAULT '', updated_at timestamptz NOT NULL DEFAULT now());
-- Where nothing goes any more: a mailbox that is none gets nothing, one that complained gets nothing of that stream.
CREATE TABLE mail_suppression (address citext NOT NULL, stream text NOT NULL CHECK (stream IN ('all','transactional','conversation','newsletter')),
  reason text NOT NULL CHECK (reason IN ('bounce','complaint','staff')), since timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (address, stream));
-- What someone said of mail: how often the digest, how many letters a day at most (null: as usual).
CREATE TABLE mail_preference (account_id uuid PRIMARY KEY REFERENCES account ON DELETE CASCADE, digest text NOT NULL DEFAULT 'matters' CHECK (digest IN ('off','daily','weekly','matters')),
  most_a_day smallint NOT NULL DEFAULT 6 CHECK (most_a_day BETWEEN 1 AND 50), news boolean NOT NULL DEFAULT true, digest_at timestamptz, updated_at timestamptz NOT NULL DEFAULT now());
CREATE INDEX mail_preference_digest ON mail_preference (digest, digest_at);
