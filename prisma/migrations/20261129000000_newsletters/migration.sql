-- News by editors: newsletters that readers subscribe to, and campaigns to segments. Both are mailings; who gets one is written
-- down as it starts, a row for each person, and each row becomes at most one letter.
CREATE TABLE newsletter (
  id uuid PRIMARY KEY, slug text NOT NULL UNIQUE, name text NOT NULL, description text NOT NULL DEFAULT '', locale text NOT NULL DEFAULT 'en' CHECK (locale IN ('en','fr')),
  subscribers int NOT NULL DEFAULT 0 CHECK (subscribers >= 0), version int NOT NULL DEFAULT 1, made_by uuid REFERENCES account ON DELETE SET NULL, created_at timestamptz NOT NULL DEFAULT now(), archived_at timestamptz);
CREATE INDEX newsletter_made_by ON newsletter (made_by);
CREATE TABLE newsletter_subscription (
  newsletter_id uuid NOT NULL REFERENCES newsletter ON DELETE CASCADE, account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
  active boolean NOT NULL DEFAULT true, since timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (newsletter_id, account_id));
CREATE INDEX newsletter_subscription_account ON newsletter_subscription (account_id);

-- How many subscribe is kept, whoever changes subscriptions; once for a statement, however many it changes.
CREATE FUNCTION newsletter_joined() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE newsletter n SET subscribers = n.subscribers + s.count FROM (SELECT newsletter_id, count(*)::int AS count FROM fresh WHERE active GROUP BY 1) AS s WHERE s.newsletter_id = n.id;
  RETURN NULL;
END $$;
CREATE FUNCTION newsletter_left() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE newsletter n SET subscribers = n.subscribers - s.count FROM (SELECT newsletter_id, count(*)::int AS count FROM old_rows WHERE active GROUP BY 1) AS s WHERE s.newsletter_id = n.id;
  RETURN NULL;
END $$;
CREATE FUNCTION newsletter_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE newsletter n SET subscribers = n.subscribers + s.count FROM (
    SELECT newsletter_id, sum(one)::int AS count FROM (SELECT newsletter_id, 1 AS one FROM fresh WHERE active UNION ALL SELECT newsletter_id, -1 FROM old_rows WHERE active) AS both_rows GROUP BY 1) AS s
  WHERE s.newsletter_id = n.id AND s.count <> 0;
  RETURN NULL;
END $$;
CREATE TRIGGER newsletter_joined AFTER INSERT ON newsletter_subscription REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION newsletter_joined();
CREATE TRIGGER newsletter_left AFTER DELETE ON newsletter_subscription REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION newsletter_left();
CREATE TRIGGER newsletter_changed AFTER UPDATE ON newsletter_subscription REFERENCING OLD TABLE AS old_rows NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION newsletter_changed();

CREATE TABLE mailing (
  id uuid PRIMARY KEY, number bigint GENERATED ALWAYS AS IDENTITY UNIQUE, kind text NOT NULL CHECK (kind IN ('issue','campaign')),
  newsletter_id uuid REFERENCES newsletter, segment_id uuid REFERENCES segment, slug text, locale text NOT NULL DEFAULT 'en' CHECK (locale IN ('en','fr')),
  subject text NOT NULL DEFAULT '', preview text NOT NULL DEFAULT '', body text NOT NULL DEFAULT '', action_label text NOT NULL DEFAULT '', action_path text NOT NULL DEFAULT '',
  varies text NOT NULL DEFAULT 'none' CHECK (varies IN ('none','subject','body')), subject_b text NOT NULL DEFAULT '', body_b text NOT NULL DEFAULT '',
  -- What a test must be able to find, and how many letters of each kind that takes: computed before it starts, and not changed after.
  base real NOT NULL DEFAULT 0.05, difference real NOT NULL DEFAULT 0.03, test_size int, winner text CHECK (winner IN ('a','b')), chosen_by uuid REFERENCES account ON DELETE SET NULL,
  cap_days smallint NOT NULL DEFAULT 7 CHECK (cap_days BETWEEN 0 AND 90),
  state text NOT NULL DEFAULT 'draft' CHECK (state IN ('draft','scheduled','sending','testing','sent','stopped')), part text NOT NULL DEFAULT 'all' CHECK (part IN ('all','test','rest')),
  local_at text, zone text, send_at timestamptz, started_at timestamptz(3), gathered_at timestamptz, tested_at timestamptz, finished_at timestamptz,
  audience int NOT NULL DEFAULT 0, letters int NOT NULL DEFAULT 0, left_out int NOT NULL DEFAULT 0,
  version int NOT NULL DEFAULT 1, made_by uuid REFERENCES account ON DELETE SET NULL, created_at timestamptz NOT NULL DEFAULT now(), changed_at timestamptz(3) NOT NULL DEFAULT now(),
  CHECK ((kind = 'issue') = (newsletter_id IS NOT NULL)), CHECK (kind = 'campaign' OR varies = 'none'));
CREATE INDEX mailing_list ON mailing (changed_at DESC, number DESC);
CREATE INDEX mailing_due ON mailing (send_at) WHERE state = 'scheduled';
CREATE INDEX mailing_under_way ON mailing (started_at) WHERE state = 'sending';
CREATE UNIQUE INDEX mailing_slug ON mailing (newsletter_id, slug) WHERE slug IS NOT NULL;
CREATE INDEX mailing_archive ON mailing (newsletter_id, started_at DESC, number DESC) WHERE slug IS NOT NULL;
CREATE INDEX mailing_segment ON mailing (segment_id);
CREATE INDEX mailing_made_by ON mailing (made_by);
CREATE INDEX mailing_chosen_by ON mailing (chosen_by);

CREATE TABLE mailing_letter (
  mailing_id uuid NOT NULL REFERENCES mailing ON DELETE CASCADE, account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
  arm text CHECK (arm IN ('a','b')), tested boolean NOT NULL DEFAULT false, queued_at timestamptz, mail_id uuid REFERENCES mail ON DELETE SET NULL,
  -- Whether its reader had agreed, as it was written, that opening it is noted; and when it was.
  watched boolean NOT NULL DEFAULT false, opened_at timestamptz,
  left_out text CHECK (left_out IN ('gone','declined','suppressed','often','stopped')), PRIMARY KEY (mailing_id, account_id));
CREATE INDEX mailing_letter_waiting ON mailing_letter (mailing_id, tested, account_id) WHERE queued_at IS NULL AND left_out IS NULL;
CREATE INDEX mailing_letter_account ON mailing_letter (account_id, queued_at);
CREATE UNIQUE INDEX mailing_letter_mail ON mailing_letter (mail_id) WHERE mail_id IS NOT NULL;

-- That a letter was opened is recorded of those alone who say so. Nobody is asked to, and nothing is scored by it.
ALTER TABLE mail_preference ADD COLUMN opens boolean NOT NULL DEFAULT false;

-- A letter that one of the house wrote to one person.
CREATE TABLE conversation_letter (
  mail_id uuid PRIMARY KEY REFERENCES mail ON DELETE CASCADE, account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE, by_id uuid REFERENCES account ON DELETE SET NULL, written_at timestamptz NOT NULL DEFAULT now());
CREATE INDEX conversation_letter_account ON conversation_letter (account_id, written_at DESC);
CREATE INDEX conversation_letter_by ON conversation_letter (by_id);
-- What was written to the house and is part of nothing else, for those who answer it.
CREATE INDEX incoming_mail_kept ON incoming_mail (at DESC, id DESC) WHERE state = 'kept';
