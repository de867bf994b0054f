-- What a member shows at the desk is marked as used there, by whom, and unmarked again where a hand slipped. Each time is a round of its own: entries are never changed.
ALTER TABLE privilege_claim ADD COLUMN used_by uuid REFERENCES account ON DELETE SET NULL, ADD COLUMN round smallint NOT NULL DEFAULT 1, ADD CHECK (used_by IS NULL OR state = 'used');
CREATE INDEX privilege_claim_used_by ON privilege_claim (used_by) WHERE used_by IS NOT NULL;
ALTER TABLE privilege_entry ADD COLUMN round smallint NOT NULL DEFAULT 1;
ALTER TABLE privilege_entry DROP CONSTRAINT privilege_entry_kind_check, ADD CONSTRAINT privilege_entry_kind_check CHECK (kind IN ('claimed','used','unused','returned','expired'));
ALTER TABLE privilege_entry DROP CONSTRAINT privilege_entry_claim_id_kind_key, ADD CONSTRAINT privilege_entry_once UNIQUE (claim_id, kind, round);
