-- The tree of who brought whom, as the studio asks it: beside each person stand how many are below them and what those bought, so
-- that a branch of a million answers at once. A join, an order, a decision changes the row of the person and of those above them.
CREATE TABLE referral_node (
  account_id uuid PRIMARY KEY REFERENCES account ON DELETE CASCADE, parent_id uuid REFERENCES account ON DELETE SET NULL,
  brought int NOT NULL DEFAULT 0, below int NOT NULL DEFAULT 0, own_cents bigint NOT NULL DEFAULT 0, below_cents bigint NOT NULL DEFAULT 0, joined_at timestamptz);
CREATE INDEX referral_node_branch ON referral_node (parent_id, below DESC, account_id DESC);
CREATE INDEX referral_node_roots ON referral_node (below DESC, account_id DESC) WHERE parent_id IS NULL AND below > 0;

-- Whose place may have changed: a line for every change, so that one which commits while another is taken is never lost.
CREATE TABLE referral_due (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, newcomer_id uuid NOT NULL REFERENCES account ON DELETE CASCADE);
CREATE INDEX referral_due_newcomer ON referral_due (newcomer_id);
CREATE FUNCTION note_referral_due() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO referral_due (newcomer_id) SELECT id FROM account WHERE id = coalesce(NEW.newcomer_id, OLD.newcomer_id);
  IF TG_OP = 'UPDATE' AND NEW.newcomer_id <> OLD.newcomer_id THEN INSERT INTO referral_due (newcomer_id) VALUES (OLD.newcomer_id); END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER referral_made AFTER INSERT OR DELETE ON referral FOR EACH ROW EXECUTE FUNCTION note_referral_due();
CREATE TRIGGER referral_changed AFTER UPDATE OF newcomer_id, referrer_id, verdict, net_cents ON referral FOR EACH ROW
  WHEN ((OLD.newcomer_id, OLD.referrer_id, OLD.verdict, OLD.net_cents) IS DISTINCT FROM (NEW.newcomer_id, NEW.referrer_id, NEW.verdict, NEW.net_cents)) EXECUTE FUNCTION note_referral_due();

-- Somebody and everybody above them. Parents never lead in a circle, so this ends.
CREATE FUNCTION referral_above(person uuid) RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
  WITH RECURSIVE above AS (SELECT account_id, parent_id FROM referral_node WHERE account_id = person UNION ALL SELECT n.account_id, n.parent_id FROM above a JOIN referral_node n ON n.account_id = a.parent_id)
  SELECT account_id FROM above $$;

-- Brings the place of one person to what their referral says now, whatever it was before: done twice it changes nothing.
CREATE FUNCTION settle_referral(person uuid) RETURNS void LANGUAGE plpgsql AS $$
DECLARE wanted uuid; cents bigint := 0; joined timestamptz; was referral_node; before uuid; above uuid[];
BEGIN
  SELECT referrer_id, net_cents, joined_at INTO wanted, cents, joined FROM referral WHERE newcomer_id = person AND verdict IN ('clear', 'review', 'approved');
  INSERT INTO referral_node (account_id) SELECT one FROM unnest(ARRAY[person, wanted]) one WHERE one IS NOT NULL ON CONFLICT DO NOTHING;
  SELECT * INTO was FROM referral_node WHERE account_id = person;
  before := was.parent_id;
  IF before IS DISTINCT FROM wanted AND before IS NOT NULL THEN
    UPDATE referral_node SET below = below - was.below - 1, below_cents = below_cents - was.below_cents - was.own_cents, brought = brought - (account_id = before)::int WHERE account_id IN (SELECT referral_above(before));
    UPDATE referral_node SET parent_id = NULL, own_cents = 0, joined_at = NULL WHERE account_id = person;
    was.parent_id := NULL; was.own_cents := 0;
    -- Whoever stands at the top there may have been kept from their place by the ring that this one closed.
    INSERT INTO referral_due (newcomer_id) SELECT n.account_id FROM referral_node n JOIN referral r ON r.newcomer_id = n.account_id WHERE n.parent_id IS NULL AND n.account_id IN (SELECT referral_above(before));
  END IF;
  IF wanted IS NOT NULL THEN
    above := ARRAY(SELECT referral_above(wanted));
    -- Who brings the one who brought them closes a ring, which is no tree: the later stays where they are.
    IF NOT person = ANY(above) THEN
      UPDATE referral_node SET below = below + CASE WHEN was.parent_id IS NULL THEN was.below + 1 ELSE 0 END, below_cents = below_cents + cents - was.own_cents + CASE WHEN was.parent_id IS NULL THEN was.below_cents ELSE 0 END,
        brought = brought + (was.parent_id IS NULL AND account_id = wanted)::int WHERE account_id = ANY(above);
      UPDATE referral_node SET parent_id = wanted, own_cents = cents, joined_at = joined WHERE account_id = person;
    END IF;
  END IF;
  -- Who neither was brought nor brought anybody has no place.
  DELETE FROM referral_node WHERE account_id IN (person, wanted, before) AND parent_id IS NULL AND below = 0;
END $$;

-- Referrals there are already.
INSERT INTO referral_due (newcomer_id) SELECT newcomer_id FROM referral ORDER BY joined_at, id;
