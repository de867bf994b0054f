-- Who a post calls. `via` is the group they were called with, or empty.
CREATE TABLE mention (
  post_id bigint NOT NULL REFERENCES post, account_id uuid NOT NULL REFERENCES account, via text NOT NULL DEFAULT '',
  created_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (post_id, account_id));
CREATE INDEX mention_account ON mention (account_id, post_id DESC);
-- People by how their handle or name begins.
CREATE INDEX account_handle_begins ON account (lower(handle::text) text_pattern_ops);
CREATE INDEX account_name_begins ON account (lower(name) text_pattern_ops);
