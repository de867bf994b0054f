-- Points: what someone has is the sum of its entries. Every entry is about a lot; what is left of the lots is the balance.
CREATE TABLE point_account (
  account_id uuid PRIMARY KEY REFERENCES account ON DELETE CASCADE, balance int NOT NULL DEFAULT 0 CHECK (balance >= 0));
CREATE TABLE point_lot (
  id uuid PRIMARY KEY, account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE, points int NOT NULL CHECK (points > 0), left_points int NOT NULL CHECK (left_points BETWEEN 0 AND points),
  -- What it is worth now: less than its points when what earned it was taken back in part.
  worth int NOT NULL CHECK (worth BETWEEN 0 AND points),
  -- What was taken back of it after it had been spent, and is not paid yet: the next points pay it.
  owed int NOT NULL DEFAULT 0 CHECK (owed BETWEEN 0 AND points),
  kind text NOT NULL, subject_type text NOT NULL, subject_id text NOT NULL, key text NOT NULL UNIQUE,
  earned_at timestamptz NOT NULL, available_at timestamptz NOT NULL, expires_at timestamptz);
CREATE INDEX point_lot_account ON point_lot (account_id, earned_at, id);
CREATE INDEX point_lot_open ON point_lot (account_id, earned_at, id) WHERE left_points > 0;
CREATE INDEX point_lot_owed ON point_lot (account_id) WHERE owed > 0;
CREATE INDEX point_lot_expiry ON point_lot (expires_at, id) WHERE left_points > 0;
CREATE TABLE point_spend (
  id uuid PRIMARY KEY, account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE, points int NOT NULL CHECK (points > 0), subject_type text NOT NULL, subject_id text NOT NULL,
  key text NOT NULL, at timestamptz NOT NULL DEFAULT clock_timestamp(), returned_at timestamptz, return_key text, UNIQUE (account_id, key));
CREATE INDEX point_spend_account ON point_spend (account_id, at DESC, id DESC);
CREATE TABLE point_entry (
  id uuid PRIMARY KEY, account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE, lot_id uuid NOT NULL REFERENCES point_lot ON DELETE CASCADE,
  kind text NOT NULL CHECK (kind IN ('earned', 'spent', 'returned', 'expired', 'taken-back', 'given-back')), points int NOT NULL CHECK (points <> 0),
  spend_id uuid REFERENCES point_spend ON DELETE CASCADE, about_lot uuid REFERENCES point_lot ON DELETE CASCADE, at timestamptz NOT NULL DEFAULT clock_timestamp());
CREATE INDEX point_entry_account ON point_entry (account_id, at DESC, id DESC);
CREATE INDEX point_entry_lot ON point_entry (lot_id);
CREATE INDEX point_entry_spend ON point_entry (spend_id);
CREATE INDEX point_entry_about ON point_entry (about_lot);

-- Codes: one holds, those before still lead to their person.
CREATE TABLE referral_code (
  code citext PRIMARY KEY, account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE, current boolean NOT NULL DEFAULT true, chosen boolean NOT NULL DEFAULT false, made_at timestamptz NOT NULL DEFAULT now());
CREATE UNIQUE INDEX referral_code_current ON referral_code (account_id) WHERE current;
CREATE INDEX referral_code_account ON referral_code (account_id);

-- What someone shares, through which channel. The token says nothing of who or what.
CREATE TABLE share_link (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, token text NOT NULL UNIQUE, account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
  thing text NOT NULL CHECK (thing IN ('invite', 'topic', 'review', 'article', 'product')), thing_id text NOT NULL, path text NOT NULL, title text NOT NULL DEFAULT '', channel text NOT NULL,
  touches int NOT NULL DEFAULT 0, joins int NOT NULL DEFAULT 0, purchases int NOT NULL DEFAULT 0, merged boolean NOT NULL DEFAULT false, made_at timestamptz NOT NULL DEFAULT now(), last_touch_at timestamptz);
CREATE UNIQUE INDEX share_link_once ON share_link (account_id, thing, thing_id, channel) WHERE NOT merged;
CREATE INDEX share_link_account ON share_link (account_id, id DESC);
CREATE INDEX share_link_thing ON share_link (thing, thing_id);

-- A counted visit through a link. The visitor is a hash of a first-party cookie, and becomes nobody when the window has passed.
CREATE TABLE touch (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, link_id bigint NOT NULL REFERENCES share_link ON DELETE CASCADE, visitor bytea, at timestamptz NOT NULL,
  address bytea, agent bytea, source text NOT NULL DEFAULT 'link' CHECK (source IN ('link', 'shop', 'api')));
CREATE INDEX touch_visitor ON touch (visitor, at) WHERE visitor IS NOT NULL;
CREATE INDEX touch_link ON touch (link_id, id DESC);
CREATE INDEX touch_at ON touch (at);
-- When each visitor was last counted on each link: again only an hour later.
CREATE TABLE touch_mark (visitor bytea NOT NULL, link_id bigint NOT NULL REFERENCES share_link ON DELETE CASCADE, at timestamptz NOT NULL, PRIMARY KEY (visitor, link_id));
CREATE INDEX touch_mark_link ON touch_mark (link_id);
CREATE INDEX touch_mark_at ON touch_mark (at);
-- How often someone's links were visited on a day: what is beyond the day's cap is counted here and told to nobody.
CREATE TABLE touch_day (account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE, day date NOT NULL, touches int NOT NULL, PRIMARY KEY (account_id, day));

-- What is known of where somebody acts from, as keyed hashes: their mailbox, device, address, agent. For the risk of a referral, nothing else.
CREATE TABLE referral_trace (
  account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE, kind text NOT NULL CHECK (kind IN ('mail', 'device', 'address', 'place')), value bytea NOT NULL, at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (account_id, kind, value));
CREATE INDEX referral_trace_value ON referral_trace (kind, value);
CREATE INDEX referral_trace_at ON referral_trace (at);

-- Rewards for both sides, with what they cost at most.
CREATE TABLE referral_programme (
  id uuid PRIMARY KEY, name text NOT NULL, reward_on text NOT NULL CHECK (reward_on IN ('join', 'purchase')), min_cents int NOT NULL DEFAULT 0 CHECK (min_cents >= 0),
  referrer_points int NOT NULL CHECK (referrer_points >= 0), newcomer_points int NOT NULL CHECK (newcomer_points >= 0), hold_days int NOT NULL DEFAULT 30 CHECK (hold_days BETWEEN 0 AND 365),
  lives_days int CHECK (lives_days > 0), cap_per_referrer int CHECK (cap_per_referrer > 0), budget_points int CHECK (budget_points >= 0), promised_points int NOT NULL DEFAULT 0 CHECK (promised_points >= 0),
  things text[] NOT NULL DEFAULT '{}', starts_at timestamptz NOT NULL, ends_at timestamptz, paused_at timestamptz, version int NOT NULL DEFAULT 1,
  made_by uuid REFERENCES account ON DELETE SET NULL, made_at timestamptz NOT NULL DEFAULT now(), CHECK (budget_points IS NULL OR promised_points <= budget_points));
CREATE INDEX referral_programme_open ON referral_programme (starts_at DESC, id DESC);
CREATE INDEX referral_programme_made_by ON referral_programme (made_by);

-- Where somebody who has not confirmed yet came from.
CREATE TABLE referral_claim (
  account_id uuid PRIMARY KEY REFERENCES account ON DELETE CASCADE, visitor bytea, code_owner uuid REFERENCES account ON DELETE CASCADE, address bytea, place bytea, session_of uuid REFERENCES account ON DELETE CASCADE, at timestamptz NOT NULL DEFAULT now());
CREATE INDEX referral_claim_owner ON referral_claim (code_owner);
CREATE INDEX referral_claim_session ON referral_claim (session_of);

-- Who brought whom: one for each newcomer, for ever.
CREATE TABLE referral (
  id uuid PRIMARY KEY, newcomer_id uuid NOT NULL UNIQUE REFERENCES account ON DELETE CASCADE, referrer_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
  by text NOT NULL CHECK (by IN ('code', 'touch', 'api')), link_id bigint REFERENCES share_link ON DELETE SET NULL, first_link_id bigint REFERENCES share_link ON DELETE SET NULL,
  thing text NOT NULL DEFAULT 'invite', thing_id text NOT NULL DEFAULT '', channel text NOT NULL DEFAULT 'code', first_touch_at timestamptz, last_touch_at timestamptz, joined_at timestamptz NOT NULL,
  acted_at timestamptz, purchased_at timestamptz, purchases int NOT NULL DEFAULT 0, net_cents bigint NOT NULL DEFAULT 0,
  programme_id uuid REFERENCES referral_programme ON DELETE SET NULL, external_id text UNIQUE,
  risk int NOT NULL DEFAULT 0, reasons jsonb NOT NULL DEFAULT '[]', related boolean NOT NULL DEFAULT false,
  verdict text NOT NULL DEFAULT 'clear' CHECK (verdict IN ('clear', 'review', 'held', 'approved', 'refused')), decided_by uuid REFERENCES account ON DELETE SET NULL, decided_at timestamptz, decision_note text NOT NULL DEFAULT '',
  would_have_come text CHECK (would_have_come IN ('yes', 'no', 'skipped')), answered_at timestamptz, shows_name boolean NOT NULL DEFAULT false, thanked_at timestamptz, version int NOT NULL DEFAULT 1,
  CHECK (newcomer_id <> referrer_id));
CREATE INDEX referral_referrer ON referral (referrer_id, joined_at DESC, id DESC);
CREATE INDEX referral_joined ON referral (joined_at DESC, id DESC);
CREATE INDEX referral_verdict ON referral (verdict, joined_at, id) WHERE verdict IN ('review', 'held');
CREATE INDEX referral_link ON referral (link_id);
CREATE INDEX referral_first_link ON referral (first_link_id);
CREATE INDEX referral_programme_of ON referral (programme_id);
CREATE INDEX referral_decided_by ON referral (decided_by);

-- What one side of a referral gets for one cause. Without a lot it is held, and stays so until a person decides.
CREATE TABLE referral_reward (
  id uuid PRIMARY KEY, referral_id uuid NOT NULL REFERENCES referral ON DELETE CASCADE, programme_id uuid NOT NULL REFERENCES referral_programme ON DELETE CASCADE, account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
  side text NOT NULL CHECK (side IN ('referrer', 'newcomer')), cause text NOT NULL CHECK (cause IN ('join', 'purchase')), points int NOT NULL CHECK (points > 0), worth int NOT NULL CHECK (worth >= 0),
  order_id text, order_cents bigint, state text NOT NULL CHECK (state IN ('held', 'granted', 'refused')), lot_id uuid REFERENCES point_lot ON DELETE SET NULL,
  earned_at timestamptz NOT NULL, made_at timestamptz NOT NULL DEFAULT now(), exported_at timestamptz, coupon text UNIQUE, UNIQUE (referral_id, side));
CREATE INDEX referral_reward_account ON referral_reward (account_id, made_at DESC, id DESC);
CREATE INDEX referral_reward_programme ON referral_reward (programme_id, account_id);
CREATE INDEX referral_reward_lot ON referral_reward (lot_id);
CREATE INDEX referral_reward_order ON referral_reward (order_id);
CREATE INDEX referral_reward_made ON referral_reward (made_at DESC, id DESC);

-- Orders of newcomers as the referrals see them: what each amounts to now.
CREATE TABLE referral_order (
  referral_id uuid NOT NULL REFERENCES referral ON DELETE CASCADE, order_id text NOT NULL, placed_at timestamptz NOT NULL, net_cents bigint NOT NULL, first_cents bigint NOT NULL, PRIMARY KEY (referral_id, order_id));
CREATE INDEX referral_order_placed ON referral_order (placed_at);

-- Mailboxes that were written to once on a member's behalf, as a keyed hash: never again.
CREATE TABLE friend_mailed (mailbox bytea PRIMARY KEY, at timestamptz NOT NULL DEFAULT now());

-- How visitors are remembered: told and free to say no, or asked first.
CREATE TABLE referral_setting (id int PRIMARY KEY DEFAULT 1 CHECK (id = 1), cookie text NOT NULL DEFAULT 'inform' CHECK (cookie IN ('inform', 'ask')), window_days int NOT NULL DEFAULT 90 CHECK (window_days BETWEEN 1 AND 365), paid_cost_cents int);
INSERT INTO referral_setting DEFAULT VALUES;

-- Outgoing webhooks: who listens to what, and what became of each message there.
CREATE TABLE webhook_endpoint (
  id uuid PRIMARY KEY, name text NOT NULL, url text NOT NULL, events text[] NOT NULL, made_by uuid REFERENCES account ON DELETE SET NULL, made_at timestamptz NOT NULL DEFAULT now(),
  paused_at timestamptz, removed_at timestamptz);
CREATE INDEX webhook_endpoint_made_by ON webhook_endpoint (made_by);
CREATE TABLE webhook_secret (id uuid PRIMARY KEY, endpoint_id uuid NOT NULL REFERENCES webhook_endpoint ON DELETE CASCADE, sealed bytea NOT NULL, made_at timestamptz NOT NULL DEFAULT clock_timestamp());
CREATE INDEX webhook_secret_endpoint ON webhook_secret (endpoint_id, made_at DESC);
CREATE TABLE webhook_message (id text PRIMARY KEY, event text NOT NULL, body text NOT NULL, key text NOT NULL UNIQUE, at timestamptz NOT NULL DEFAULT now());
CREATE INDEX webhook_message_at ON webhook_message (at);
CREATE TABLE webhook_delivery (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, endpoint_id uuid NOT NULL REFERENCES webhook_endpoint ON DELETE CASCADE, message_id text NOT NULL REFERENCES webhook_message ON DELETE CASCADE,
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sent', 'dead')), attempts int NOT NULL DEFAULT 0, next_at timestamptz NOT NULL DEFAULT now(), status int, problem text NOT NULL DEFAULT '', at timestamptz, UNIQUE (endpoint_id, message_id));
CREATE INDEX webhook_delivery_due ON webhook_delivery (endpoint_id, next_at) WHERE state = 'waiting';
CREATE INDEX webhook_delivery_list ON webhook_delivery (endpoint_id, id DESC);
CREATE INDEX webhook_delivery_message ON webhook_delivery (message_id);
