-- A member's rewards are listed by when they were earned.
CREATE INDEX referral_reward_earned ON referral_reward (account_id, earned_at DESC, id DESC);
DROP INDEX referral_reward_account;
