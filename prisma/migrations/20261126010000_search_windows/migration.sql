-- A word index that can be asked of a stretch of the texts alone: beside its words stands which stretch of some thirty thousand a row
-- was kept in (from one on, in the order of keeping) and which room it stands in (below zero; nought stands for none). The word
-- index skips through a word said a hundred thousand times to those of the newest stretch, or of one room.
CREATE FUNCTION search_keys(id bigint, category_id bigint) RETURNS bigint[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT ARRAY[(id >> 15) + 1, -coalesce(category_id, 0)] $$;

-- What a row follows from is held by its post and its author: a post holds its topic, a topic its room. Two locks less for each
-- reply, on rows that everybody who writes there locks too.
CREATE OR REPLACE FUNCTION search_index() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  CREATE UNIQUE INDEX search_document_subject ON search_document (kind, subject_id);
  CREATE INDEX search_document_tsv ON search_document USING gin (tsv, public.search_keys(id, category_id)) WITH (fastupdate = on, gin_pending_list_limit = 512);
  CREATE INDEX search_document_title ON search_document USING gin (title_tsv, public.search_keys(id, category_id)) WITH (fastupdate = on, gin_pending_list_limit = 512) WHERE title IS NOT NULL;
  CREATE INDEX search_document_like ON search_document USING gin (public.search_fold(title) gin_trgm_ops) WITH (fastupdate = on, gin_pending_list_limit = 512) WHERE title IS NOT NULL;
  CREATE INDEX search_document_exact ON search_document (public.search_fold(title)) WHERE title IS NOT NULL;
  CREATE INDEX search_document_titles ON search_document (created_at DESC, id DESC) WHERE title IS NOT NULL;
  CREATE INDEX search_document_fresh ON search_document (created_at DESC, id DESC);
  CREATE INDEX search_document_topic ON search_document (topic_id);
  CREATE INDEX search_document_post ON search_document (post_id);
  CREATE INDEX search_document_category ON search_document (category_id, created_at DESC, id DESC);
  CREATE INDEX search_document_author ON search_document (author_id, created_at DESC, id DESC);
  CREATE INDEX search_word_like ON search_word USING gin (word gin_trgm_ops);
  ALTER TABLE search_document
    ADD CONSTRAINT search_document_post_fkey FOREIGN KEY (post_id) REFERENCES post ON DELETE CASCADE, ADD CONSTRAINT search_document_author_fkey FOREIGN KEY (author_id) REFERENCES account ON DELETE CASCADE;
END $$;
ALTER TABLE search_document DROP CONSTRAINT search_document_topic_fkey, DROP CONSTRAINT search_document_category_fkey;
DROP INDEX search_document_tsv, search_document_title;
CREATE INDEX search_document_tsv ON search_document USING gin (tsv, search_keys(id, category_id)) WITH (fastupdate = on, gin_pending_list_limit = 512);
CREATE INDEX search_document_title ON search_document USING gin (title_tsv, search_keys(id, category_id)) WITH (fastupdate = on, gin_pending_list_limit = 512) WHERE title IS NOT NULL;
CREATE INDEX search_document_titles ON search_document (created_at DESC, id DESC) WHERE title IS NOT NULL;

-- What is new has no row yet that would have to go first.
CREATE FUNCTION search_add(posts bigint[]) RETURNS void LANGUAGE plpgsql SET enable_seqscan = off AS $$
BEGIN
  WITH told AS MATERIALIZED (SELECT * FROM search_forum WHERE post_id = ANY(posts)),
    read AS MATERIALIZED (SELECT told.*, search_vector(language, title) AS title_tsv FROM told),
    kept AS (
      INSERT INTO search_document (kind, subject_id, topic_id, post_id, category_id, author_id, language, title, title_tsv, tsv, score, created_at)
      SELECT kind, subject_id, topic_id, post_id, category_id, author_id, language, title, title_tsv,
        CASE WHEN title IS NULL THEN search_vector(language, source) ELSE setweight(title_tsv, 'A') || search_vector(language, source) END, score, created_at
      FROM read RETURNING id)
  INSERT INTO search_fresh (document_id) SELECT id FROM kept;
END $$;
CREATE OR REPLACE FUNCTION search_keep(posts bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM search_document WHERE post_id = ANY(posts);
  PERFORM search_add(posts);
END $$;
CREATE OR REPLACE FUNCTION search_post_written() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM search_add(ARRAY(SELECT id FROM written));
  RETURN NULL;
END $$;

-- A reply changes its topic's row, and no score: a trigger of the statement would gather its rows all the same, one of the row asks
-- first whether there is anything to do.
DROP TRIGGER search_post_scored ON post;
DROP TRIGGER search_topic_scored ON topic;
CREATE OR REPLACE FUNCTION search_post_scored() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE search_document SET score = NEW.score WHERE kind = 'post' AND subject_id = NEW.id::text;
  RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION search_topic_scored() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE search_document SET score = NEW.score WHERE kind = 'topic' AND subject_id = NEW.id::text;
  RETURN NULL;
END $$;
CREATE TRIGGER search_post_scored AFTER UPDATE ON post FOR EACH ROW WHEN (OLD.score <> NEW.score) EXECUTE FUNCTION search_post_scored();
CREATE TRIGGER search_topic_scored AFTER UPDATE ON topic FOR EACH ROW WHEN (OLD.score <> NEW.score) EXECUTE FUNCTION search_topic_scored();

-- Rooms whose language changed, with the last row that was kept in the former one: a job reads them again, some at a time, and
-- what it keeps anew comes after that row.
CREATE TABLE search_stale (category_id bigint PRIMARY KEY REFERENCES category ON DELETE CASCADE, upto bigint NOT NULL);
CREATE FUNCTION search_category_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO search_stale (category_id, upto) SELECT NEW.id, coalesce(max(id), 0) FROM search_document ON CONFLICT (category_id) DO UPDATE SET upto = excluded.upto;
  RETURN NULL;
END $$;
CREATE TRIGGER search_category_changed AFTER UPDATE ON category FOR EACH ROW WHEN (OLD.locale IS DISTINCT FROM NEW.locale) EXECUTE FUNCTION search_category_changed();
CREATE FUNCTION search_relearn(most int) RETURNS int LANGUAGE plpgsql AS $$
DECLARE room search_stale; posts bigint[];
BEGIN
  SELECT * INTO room FROM search_stale ORDER BY category_id LIMIT 1 FOR UPDATE SKIP LOCKED;
  IF NOT FOUND THEN RETURN 0; END IF;
  posts := ARRAY(SELECT post_id FROM search_document WHERE category_id = room.category_id AND id <= room.upto AND post_id IS NOT NULL ORDER BY created_at DESC, id DESC LIMIT most);
  IF cardinality(posts) = 0 THEN DELETE FROM search_stale WHERE category_id = room.category_id; ELSE PERFORM search_keep(posts); END IF;
  RETURN greatest(1, cardinality(posts));
END $$;

-- Each text's language is looked for once, and its title read once; OFFSET 0 keeps the planner from asking again for every column.
CREATE OR REPLACE PROCEDURE search_rebuild() LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('work_mem', '256MB', true);
  DELETE FROM search_document WHERE kind IN ('topic', 'post');
  TRUNCATE search_fresh, search_word, search_stale;
  DROP INDEX IF EXISTS search_document_subject, search_document_tsv, search_document_title, search_document_like, search_document_exact, search_document_titles, search_document_fresh, search_document_topic, search_document_post, search_document_category, search_document_author, search_word_like;
  ALTER TABLE search_document DROP CONSTRAINT IF EXISTS search_document_post_fkey, DROP CONSTRAINT IF EXISTS search_document_author_fkey;
  INSERT INTO search_document (kind, subject_id, topic_id, post_id, category_id, author_id, language, title, title_tsv, tsv, score, created_at)
  SELECT kind, subject_id, topic_id, post_id, category_id, author_id, language, title, title_tsv,
    CASE WHEN title IS NULL THEN search_vector(language, source) ELSE setweight(title_tsv, 'A') || search_vector(language, source) END, score, created_at
  FROM (SELECT told.*, search_vector(language, title) AS title_tsv FROM (SELECT * FROM search_forum ORDER BY created_at OFFSET 0) told OFFSET 0) read;
  INSERT INTO search_word (word, language, n) SELECT word, 'simple', ndoc FROM ts_stat($q$SELECT to_tsvector('search_simple', left(CASE p.number WHEN 1 THEN t.title || ' ' ELSE '' END || p.source, 2000)) FROM post p JOIN topic t ON t.id = p.topic_id WHERE p.deleted_at IS NULL ORDER BY p.id DESC LIMIT 200000$q$)
    WHERE word ~ '^[a-z]{3,30}$';
  PERFORM search_index();
  ANALYZE search_document, search_word;
END $$;
