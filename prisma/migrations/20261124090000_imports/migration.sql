-- Votes that other systems tell of without saying whose they were. A post's score counts ups and downs beside its reactions;
-- a vote on something that is no post here (a tag's description, say) has no post_id.
CREATE TABLE imported_vote (
  origin text PRIMARY KEY, post_id bigint REFERENCES post, kind text NOT NULL, cast_at timestamptz NOT NULL);
CREATE INDEX imported_vote_post ON imported_vote (post_id);

-- Unit prices of other systems have parts of a cent; an invoice rounded to whole ones would not add up to its book.
ALTER TABLE purchase ALTER COLUMN net_cents TYPE numeric(20, 4);

-- Lists of one category in the other two orders, at the same cost for any page.
CREATE INDEX topic_category_top ON topic (category_id, score DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX topic_category_unanswered ON topic (category_id, created_at DESC, id DESC) WHERE deleted_at IS NULL AND post_count = 1;

-- TRUNCATE of a partition does not ask its parent, so each has a guard of its own. A month that rows of the default
-- partition already belong to stays there.
CREATE OR REPLACE FUNCTION ensure_interaction_partition(month date) RETURNS void LANGUAGE plpgsql AS $$
DECLARE lower date := date_trunc('month', month)::date; upper date := (lower + interval '1 month')::date; name text := 'interaction_' || to_char(lower, 'YYYY_MM');
BEGIN
  IF to_regclass(name) IS NOT NULL OR EXISTS (SELECT 1 FROM interaction_default WHERE recorded_at >= lower AND recorded_at < upper) THEN RETURN; END IF;
  EXECUTE format('CREATE TABLE %I PARTITION OF interaction FOR VALUES FROM (%L) TO (%L)', name, lower, upper);
  EXECUTE format('CREATE TRIGGER interaction_no_truncate BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_ledger_change()', name);
END $$;
DO $$ DECLARE part regclass; BEGIN
  FOR part IN SELECT inhrelid::regclass FROM pg_inherits WHERE inhparent = 'interaction'::regclass LOOP
    EXECUTE format('CREATE TRIGGER interaction_no_truncate BEFORE TRUNCATE ON %s FOR EACH STATEMENT EXECUTE FUNCTION refuse_ledger_change()', part);
  END LOOP;
END $$;
