-- The post or message that a mail became: by it whoever may read all of the mail finds it where it stands.
ALTER TABLE incoming_mail ADD COLUMN became_type text CHECK (became_type IN ('post', 'message'));
ALTER TABLE incoming_mail ADD COLUMN became_id bigint;
ALTER TABLE incoming_mail ADD CONSTRAINT incoming_mail_became CHECK ((became_type IS NULL) = (became_id IS NULL));
CREATE INDEX incoming_mail_became_id ON incoming_mail (became_type, became_id) WHERE became_id IS NOT NULL;
