-- What a night found of serving as an investment (model, section 7): before and after, beside matched customers, per segment.
CREATE TABLE investment_look (day date PRIMARY KEY, made jsonb NOT NULL, made_at timestamptz NOT NULL DEFAULT now());

-- The latest changes of stage, whoever made them.
CREATE INDEX stage_change_latest ON stage_change (at DESC, id DESC) WHERE taken_back_at IS NULL;
