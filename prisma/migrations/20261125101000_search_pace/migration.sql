-- What is written waits in a short list that every search reads too, and goes into the word indexes some hundred texts at a time:
-- one by one, each of a text's words is a walk down a tree. The list stays short, so that neither a search nor the write that
-- empties it waits long.
ALTER INDEX search_document_tsv SET (fastupdate = on, gin_pending_list_limit = 512);
ALTER INDEX search_document_title SET (fastupdate = on, gin_pending_list_limit = 512);
ALTER INDEX search_document_like SET (fastupdate = on, gin_pending_list_limit = 512);
CREATE OR REPLACE FUNCTION search_index() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  CREATE UNIQUE INDEX search_document_subject ON search_document (kind, subject_id);
  CREATE INDEX search_document_tsv ON search_document USING gin (tsv) WITH (fastupdate = on, gin_pending_list_limit = 512);
  CREATE INDEX search_document_title ON search_document USING gin (title_tsv) WITH (fastupdate = on, gin_pending_list_limit = 512) WHERE title IS NOT NULL;
  CREATE INDEX search_document_like ON search_document USING gin (public.search_fold(title) gin_trgm_ops) WITH (fastupdate = on, gin_pending_list_limit = 512) WHERE title IS NOT NULL;
  CREATE INDEX search_document_exact ON search_document (public.search_fold(title)) WHERE title IS NOT NULL;
  CREATE INDEX search_document_fresh ON search_document (created_at DESC, id DESC);
  CREATE INDEX search_document_topic ON search_document (topic_id);
  CREATE INDEX search_document_post ON search_document (post_id);
  CREATE INDEX search_document_category ON search_document (category_id, created_at DESC, id DESC);
  CREATE INDEX search_document_author ON search_document (author_id, created_at DESC, id DESC);
  CREATE INDEX search_word_like ON search_word USING gin (word gin_trgm_ops);
  ALTER TABLE search_document
    ADD CONSTRAINT search_document_topic_fkey FOREIGN KEY (topic_id) REFERENCES topic ON DELETE CASCADE, ADD CONSTRAINT search_document_post_fkey FOREIGN KEY (post_id) REFERENCES post ON DELETE CASCADE,
    ADD CONSTRAINT search_document_category_fkey FOREIGN KEY (category_id) REFERENCES category, ADD CONSTRAINT search_document_author_fkey FOREIGN KEY (author_id) REFERENCES account ON DELETE CASCADE;
END $$;

-- The language of a text is looked for once, and a title read once. A plan made while the tables were small must not read them whole
-- when they have grown.
CREATE OR REPLACE FUNCTION search_keep(posts bigint[]) RETURNS void LANGUAGE plpgsql SET enable_seqscan = off AS $$
BEGIN
  DELETE FROM search_document WHERE post_id = ANY(posts);
  WITH told AS MATERIALIZED (SELECT * FROM search_forum WHERE post_id = ANY(posts)),
    read AS MATERIALIZED (SELECT told.*, search_vector(language, title) AS title_tsv FROM told),
    kept AS (
      INSERT INTO search_document (kind, subject_id, topic_id, post_id, category_id, author_id, language, title, title_tsv, tsv, score, created_at)
      SELECT kind, subject_id, topic_id, post_id, category_id, author_id, language, title, title_tsv,
        CASE WHEN title IS NULL THEN search_vector(language, source) ELSE setweight(title_tsv, 'A') || search_vector(language, source) END, score, created_at
      FROM read RETURNING id)
  INSERT INTO search_fresh (document_id) SELECT id FROM kept;
END $$;

-- Votes change by the thousand in an import: they are followed once per statement, the rest row by row.
CREATE OR REPLACE FUNCTION search_post_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM search_keep(ARRAY[NEW.id]);
  RETURN NULL;
END $$;
DROP TRIGGER search_post_changed ON post;
CREATE TRIGGER search_post_changed AFTER UPDATE ON post FOR EACH ROW
  WHEN ((OLD.source, OLD.deleted_at IS NULL, OLD.topic_id, OLD.number, OLD.author_id) IS DISTINCT FROM (NEW.source, NEW.deleted_at IS NULL, NEW.topic_id, NEW.number, NEW.author_id))
  EXECUTE FUNCTION search_post_changed();
CREATE FUNCTION search_post_scored() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
BEGIN
  UPDATE search_document d SET score = n.score FROM fresh n WHERE d.kind = 'post' AND d.subject_id = n.id::text AND d.score <> n.score;
  RETURN NULL;
END $$;
CREATE TRIGGER search_post_scored AFTER UPDATE ON post REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION search_post_scored();

CREATE OR REPLACE FUNCTION search_topic_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.deleted_at IS NULL) IS DISTINCT FROM (NEW.deleted_at IS NULL) THEN PERFORM search_keep(ARRAY(SELECT id FROM post WHERE topic_id = NEW.id));
  ELSIF OLD.title <> NEW.title THEN PERFORM search_keep(ARRAY(SELECT id FROM post WHERE topic_id = NEW.id AND number = 1));
  END IF;
  IF OLD.category_id <> NEW.category_id THEN UPDATE search_document SET category_id = NEW.category_id WHERE topic_id = NEW.id; END IF;
  RETURN NULL;
END $$;
DROP TRIGGER search_topic_changed ON topic;
CREATE TRIGGER search_topic_changed AFTER UPDATE ON topic FOR EACH ROW
  WHEN ((OLD.deleted_at IS NULL, OLD.title, OLD.category_id) IS DISTINCT FROM (NEW.deleted_at IS NULL, NEW.title, NEW.category_id))
  EXECUTE FUNCTION search_topic_changed();
CREATE FUNCTION search_topic_scored() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
BEGIN
  UPDATE search_document d SET score = n.score FROM fresh n WHERE d.kind = 'topic' AND d.subject_id = n.id::text AND d.score <> n.score;
  RETURN NULL;
END $$;
CREATE TRIGGER search_topic_scored AFTER UPDATE ON topic REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION search_topic_scored();
