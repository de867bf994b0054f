-- Who brought most themselves, in their order.
CREATE INDEX referral_node_brought ON referral_node (brought DESC, account_id DESC) WHERE brought > 0;
