-- What was shared in a thread, in its order: the list of a room's files is one range of an index, however long the room is.
CREATE TABLE thread_file (
  thread_id bigint NOT NULL REFERENCES thread ON DELETE CASCADE, seq int NOT NULL, media_id uuid NOT NULL REFERENCES media ON DELETE CASCADE,
  PRIMARY KEY (thread_id, seq, media_id));
CREATE INDEX thread_file_media ON thread_file (media_id);
INSERT INTO thread_file (thread_id, seq, media_id)
  SELECT x.thread_id, x.seq, u.media_id FROM media_use u JOIN message x ON x.id = u.subject_id::bigint WHERE u.subject_type = 'message' ON CONFLICT DO NOTHING;

-- Which groups may be called is said once for forum and chat.
CREATE TABLE house_setting (name text PRIMARY KEY, value jsonb NOT NULL);
INSERT INTO house_setting (name, value) SELECT name, value FROM forum_setting WHERE name = 'calledGroups';
DELETE FROM forum_setting WHERE name = 'calledGroups';
