-- How word of mouth is set: risk by its points (what is not named is as usual), from when on somebody looks, and what a point is worth in the shop.
ALTER TABLE referral_setting
  ADD COLUMN risk jsonb NOT NULL DEFAULT '{}', ADD COLUMN burst int NOT NULL DEFAULT 5 CHECK (burst BETWEEN 1 AND 1000),
  ADD COLUMN held_from int NOT NULL DEFAULT 60 CHECK (held_from BETWEEN 1 AND 1000), ADD COLUMN review_from int NOT NULL DEFAULT 30 CHECK (review_from BETWEEN 1 AND 1000),
  ADD COLUMN point_cents int CHECK (point_cents BETWEEN 1 AND 10000), ADD COLUMN coupon_least int NOT NULL DEFAULT 50 CHECK (coupon_least BETWEEN 1 AND 1000000), ADD COLUMN version int NOT NULL DEFAULT 1,
  ADD CHECK (review_from <= held_from);

-- Points that became a coupon of the shop: made by its member, carried over by somebody or a webhook, used with an order.
CREATE TABLE referral_coupon (
  id uuid PRIMARY KEY, account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE, code text NOT NULL UNIQUE, points int NOT NULL CHECK (points > 0), cents int NOT NULL CHECK (cents > 0), currency text NOT NULL,
  spend_id uuid REFERENCES point_spend ON DELETE SET NULL, made_at timestamptz NOT NULL DEFAULT now(), batch uuid, exported_at timestamptz, used_at timestamptz, order_label text, returned_at timestamptz);
CREATE INDEX referral_coupon_account ON referral_coupon (account_id, made_at DESC, id DESC);
CREATE INDEX referral_coupon_made ON referral_coupon (made_at DESC, id DESC);
CREATE INDEX referral_coupon_waiting ON referral_coupon (made_at, id) WHERE batch IS NULL AND returned_at IS NULL;
CREATE INDEX referral_coupon_batch ON referral_coupon (batch, made_at, id) WHERE batch IS NOT NULL;
CREATE INDEX referral_coupon_spend ON referral_coupon (spend_id);
-- A coupon is of its member's points, whatever they were for.
ALTER TABLE referral_reward DROP COLUMN exported_at, DROP COLUMN coupon;

-- A referral that a merge of two accounts made none, with its rewards and orders: it comes back when the merge is taken back.
CREATE TABLE referral_set_aside (
  referral_id uuid PRIMARY KEY, account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE, was uuid NOT NULL, rewards jsonb NOT NULL, orders jsonb NOT NULL, at timestamptz NOT NULL DEFAULT now());
CREATE INDEX referral_set_aside_account ON referral_set_aside (account_id);

-- A mark lives two hours and leads nowhere: to look its link up again for each visit was half of what a visit cost.
ALTER TABLE touch_mark DROP CONSTRAINT touch_mark_link_id_fkey;
DROP INDEX touch_mark_link;
