-- What the ledger told of a referral that a merge made none: it is told again when the merge is taken back.
ALTER TABLE referral_set_aside ADD COLUMN told jsonb NOT NULL DEFAULT '[]';
