-- What a member did in a topic is found by one look each, instead of one per post of the page.
ALTER TABLE reaction ADD COLUMN topic_id bigint REFERENCES topic;
UPDATE reaction SET topic_id = post.topic_id FROM post WHERE post.id = reaction.post_id;
ALTER TABLE reaction ALTER COLUMN topic_id SET NOT NULL;
CREATE INDEX reaction_mine ON reaction (account_id, topic_id);
CREATE INDEX post_removed ON post (topic_id, number) WHERE deleted_at IS NOT NULL;
