-- What can be found. One row per thing: a topic with its first post, every further post, a product, a review, a question, a
-- person. Kept by triggers, in the transaction of what it follows from, whoever writes: what is removed is gone from here when it
-- is gone from there. Who may see a row says its category, or its own audience where it stands in none.
CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;
CREATE EXTENSION IF NOT EXISTS unaccent WITH SCHEMA public;

-- The stemmer of each language behind one rule that takes accents off. There is none for Polish: it is searched as it is written,
-- and a query looks for the beginnings of its words instead (search_term), among Polish texts only, which a mark '~pl' tells.
DO $$ DECLARE language text; BEGIN
  FOREACH language IN ARRAY ARRAY['english', 'french', 'german', 'spanish', 'simple'] LOOP
    EXECUTE format('CREATE TEXT SEARCH CONFIGURATION search_%s (COPY = pg_catalog.%s)', language, language);
    EXECUTE format('ALTER TEXT SEARCH CONFIGURATION search_%s ALTER MAPPING FOR hword, hword_part, word WITH unaccent, %s', language, CASE language WHEN 'simple' THEN 'simple' ELSE language || '_stem' END);
  END LOOP;
  CREATE TEXT SEARCH CONFIGURATION search_polish (COPY = search_simple);
END $$;

CREATE FUNCTION search_config(language text) RETURNS regconfig LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE language WHEN 'en' THEN 'search_english' WHEN 'fr' THEN 'search_french' WHEN 'de' THEN 'search_german' WHEN 'es' THEN 'search_spanish' WHEN 'pl' THEN 'search_polish' ELSE 'search_simple' END::regconfig
$$;

-- Lower case without accents: how titles and words are compared.
CREATE FUNCTION search_fold(said text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT lower(public.unaccent('public.unaccent', said)) $$;

-- The language a text is written in, by the little words that only one language has; NULL when they do not say.
CREATE FUNCTION search_language(said text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN n[1] >= 2 AND n[1] > coalesce(n[2], 0) THEN l[1] END FROM (
    SELECT array_agg(language ORDER BY found DESC, language) AS l, array_agg(found ORDER BY found DESC, language) AS n FROM (
      SELECT language, count(*) AS found FROM (
        SELECT '{"the":"en","and":"en","of":"en","is":"en","it":"en","you":"en","that":"en","for":"en","with":"en","this":"en","have":"en","are":"en","not":"en","what":"en","they":"en","from":"en","been":"en","would":"en","which":"en","there":"en","your":"en","how":"en","does":"en","my":"en","can":"en","has":"en","when":"en",
          "le":"fr","les":"fr","des":"fr","est":"fr","une":"fr","dans":"fr","pas":"fr","vous":"fr","avec":"fr","sur":"fr","pour":"fr","qui":"fr","je":"fr","nous":"fr","mais":"fr","cette":"fr","ce":"fr","il":"fr","elle":"fr","du":"fr","au":"fr","sont":"fr","c''est":"fr","très":"fr","et":"fr","ça":"fr","être":"fr","comment":"fr","quelle":"fr",
          "der":"de","das":"de","und":"de","ist":"de","nicht":"de","ein":"de","eine":"de","ich":"de","mit":"de","auf":"de","für":"de","sie":"de","dem":"de","zu":"de","auch":"de","wie":"de","wird":"de","sich":"de","von":"de","haben":"de","aber":"de","oder":"de","wenn":"de","noch":"de","kann":"de","bei":"de","im":"de","einen":"de",
          "el":"es","los":"es","las":"es","por":"es","una":"es","para":"es","está":"es","del":"es","como":"es","pero":"es","más":"es","muy":"es","su":"es","qué":"es","cuando":"es","también":"es","esto":"es","yo":"es","hay":"es","porque":"es","sobre":"es","mi":"es","con":"es","son":"es","sin":"es",
          "w":"pl","na":"pl","się":"pl","nie":"pl","jest":"pl","że":"pl","jak":"pl","dla":"pl","czy":"pl","przez":"pl","tak":"pl","tylko":"pl","już":"pl","jeszcze":"pl","może":"pl","był":"pl","są":"pl","po":"pl","od":"pl","co":"pl","ale":"pl","oraz":"pl","jego":"pl","gdzie":"pl"}'::jsonb ->> word AS language
        FROM string_to_table(translate(lower(left(said, 240)), E'.,;:!?()"*_\n\t', '             '), ' ') AS word) AS known
      WHERE language IS NOT NULL GROUP BY 1) AS counted) AS ranked
$$;

-- Chinese, Japanese and Korean are written without spaces: each run of them stands as its pairs of neighbours, so that any part of
-- it is found as a phrase of pairs.
CREATE FUNCTION search_pairs(said text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT string_agg(CASE WHEN length(run[1]) = 1 THEN run[1] ELSE (SELECT string_agg(substr(run[1], at, 2), ' ' ORDER BY at) FROM generate_series(1, length(run[1]) - 1) AS at) END, ' ')
  FROM regexp_matches(said, '[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+', 'g') AS run
$$;

CREATE FUNCTION search_vector(language text, said text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN octet_length(said) > length(said) AND said ~ '[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]'
    THEN to_tsvector(search_config(language), said) || to_tsvector('search_simple', search_pairs(said))
    WHEN language = 'pl' THEN to_tsvector('search_polish', said) || $q$'~pl'$q$::tsvector
    ELSE to_tsvector(search_config(language), said) END
$$;

-- One thing that is looked for, in one language: a word, a phrase or the beginning of a word. Empty when the language passes over it.
CREATE FUNCTION search_term(language text, said text, is_phrase boolean, is_prefix boolean) RETURNS tsquery LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE pairs text := search_pairs(said); rest text := said; found tsquery; word text;
BEGIN
  IF pairs IS NOT NULL THEN
    found := to_tsquery('search_simple', array_to_string(ARRAY(SELECT quote_literal(p) || CASE WHEN length(p) = 1 THEN ':*' ELSE '' END FROM string_to_table(pairs, ' ') AS p), ' <-> '));
    rest := regexp_replace(said, '[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+', ' ', 'g');
    IF btrim(rest) = '' THEN RETURN found; END IF;
    RETURN found && plainto_tsquery(search_config(language), rest);
  END IF;
  IF is_phrase THEN RETURN phraseto_tsquery(search_config(language), said); END IF;
  word := replace(replace(said, '\', ' '), '''', ' ');
  IF is_prefix THEN RETURN to_tsquery(search_config(language), '''' || word || ''':*'); END IF;
  IF language = 'pl' AND said ~ '^[^[:space:][:punct:][:digit:]]{5,}$' THEN RETURN to_tsquery('search_polish', '''' || left(word, -greatest(1, least(3, length(word) / 4))) || ''':*'); END IF;
  RETURN plainto_tsquery(search_config(language), said);
END $$;

-- What a text must hold: groups that must all be there, each of alternatives, in the one language or the other, and nothing of what
-- is excluded, in none of them. `parts` is [[{"text", "phrase", "prefix"}, …], …], `without` [{"text", "phrase"}, …].
CREATE FUNCTION search_query(parts jsonb, without jsonb) RETURNS tsquery LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE answer tsquery; whole tsquery; choice tsquery; one tsquery; part jsonb; term jsonb; language text; seen text[] := '{}';
BEGIN
  FOREACH language IN ARRAY ARRAY['en', 'fr', 'de', 'es', 'pl', 'simple'] LOOP
    whole := NULL;
    FOR part IN SELECT jsonb_array_elements(parts) LOOP
      choice := NULL;
      FOR term IN SELECT jsonb_array_elements(part) LOOP
        one := search_term(language, term ->> 'text', (term ->> 'phrase')::boolean, (term ->> 'prefix')::boolean);
        IF numnode(one) > 0 THEN choice := CASE WHEN choice IS NULL THEN one ELSE choice || one END; END IF;
      END LOOP;
      IF choice IS NOT NULL THEN whole := CASE WHEN whole IS NULL THEN choice ELSE whole && choice END; END IF;
    END LOOP;
    CONTINUE WHEN whole IS NULL OR whole::text = ANY(seen);
    seen := seen || whole::text;
    IF language = 'pl' THEN whole := whole && $q$'~pl'$q$::tsquery; END IF;
    answer := CASE WHEN answer IS NULL THEN whole ELSE answer || whole END;
  END LOOP;
  IF answer IS NULL THEN RETURN ''::tsquery; END IF;
  FOR term IN SELECT jsonb_array_elements(without) LOOP
    FOREACH language IN ARRAY ARRAY['en', 'fr', 'de', 'es', 'simple'] LOOP
      one := search_term(language, term ->> 'text', (term ->> 'phrase')::boolean, false);
      IF numnode(one) > 0 AND NOT '!' || one::text = ANY(seen) THEN answer := answer && !! one; seen := seen || ('!' || one::text); END IF;
    END LOOP;
  END LOOP;
  RETURN answer;
END $$;

-- What is marked in a text that was found: anything of what was looked for.
CREATE FUNCTION search_marks(language text, parts jsonb) RETURNS tsquery LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE answer tsquery; one tsquery; term jsonb; tongue text;
BEGIN
  FOREACH tongue IN ARRAY ARRAY[language, 'simple'] LOOP
    FOR term IN SELECT jsonb_array_elements(jsonb_array_elements(parts)) LOOP
      one := search_term(tongue, term ->> 'text', (term ->> 'phrase')::boolean, (term ->> 'prefix')::boolean);
      IF numnode(one) > 0 THEN answer := CASE WHEN answer IS NULL THEN one ELSE answer || one END; END IF;
    END LOOP;
  END LOOP;
  RETURN coalesce(answer, ''::tsquery);
END $$;

CREATE TABLE search_document (
  id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('topic','post','product','review','question','person')), subject_id text NOT NULL,
  topic_id bigint, post_id bigint, category_id bigint, audience text NOT NULL DEFAULT 'staff', author_id uuid, language text NOT NULL, title text,
  title_tsv tsvector, tsv tsvector NOT NULL, score int NOT NULL DEFAULT 0, created_at timestamptz NOT NULL) WITH (fillfactor = 90);

-- Its indexes and foreign keys, made after it is filled: far faster than row by row.
CREATE FUNCTION search_index() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  CREATE UNIQUE INDEX search_document_subject ON search_document (kind, subject_id);
  CREATE INDEX search_document_tsv ON search_document USING gin (tsv) WITH (fastupdate = off);
  CREATE INDEX search_document_title ON search_document USING gin (title_tsv) WITH (fastupdate = off) WHERE title IS NOT NULL;
  CREATE INDEX search_document_like ON search_document USING gin (public.search_fold(title) gin_trgm_ops) WITH (fastupdate = off) WHERE title IS NOT NULL;
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

-- The words people have written, for "did you mean". It knows words of closed rooms too: nothing of it is shown before the asker's
-- own search has found the word. `search_fresh` names what was written and not yet read for its words.
CREATE TABLE search_word (word text NOT NULL, language text NOT NULL, n int NOT NULL DEFAULT 0, PRIMARY KEY (word, language));
CREATE TABLE search_fresh (id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, document_id bigint NOT NULL);

-- The forum's rows as they should stand: one definition for triggers and for making all anew.
CREATE VIEW search_forum AS
  SELECT CASE p.number WHEN 1 THEN 'topic' ELSE 'post' END AS kind, CASE p.number WHEN 1 THEN t.id ELSE p.id END::text AS subject_id, t.id AS topic_id, p.id AS post_id, t.category_id, p.author_id,
    coalesce(c.locale, search_language(p.source), search_language(t.title), a.locale) AS language, CASE p.number WHEN 1 THEN t.title END AS title, p.source, CASE p.number WHEN 1 THEN t.score ELSE p.score END AS score, p.created_at
  FROM post p JOIN topic t ON t.id = p.topic_id JOIN category c ON c.id = t.category_id JOIN account a ON a.id = p.author_id
  WHERE p.deleted_at IS NULL AND t.deleted_at IS NULL;

CREATE FUNCTION search_keep(posts bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM search_document WHERE post_id = ANY(posts);
  WITH kept AS (
    INSERT INTO search_document (kind, subject_id, topic_id, post_id, category_id, author_id, language, title, title_tsv, tsv, score, created_at)
    SELECT kind, subject_id, topic_id, post_id, category_id, author_id, language, title, search_vector(language, title),
      CASE WHEN title IS NULL THEN search_vector(language, source) ELSE setweight(search_vector(language, title), 'A') || search_vector(language, source) END, score, created_at
    FROM search_forum WHERE post_id = ANY(posts) RETURNING id)
  INSERT INTO search_fresh (document_id) SELECT id FROM kept;
END $$;

CREATE FUNCTION search_post_written() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM search_keep(ARRAY(SELECT id FROM written));
  RETURN NULL;
END $$;
CREATE TRIGGER search_post_written AFTER INSERT ON post REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION search_post_written();
CREATE FUNCTION search_post_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.source, OLD.deleted_at IS NULL, OLD.topic_id, OLD.number, OLD.author_id) IS DISTINCT FROM (NEW.source, NEW.deleted_at IS NULL, NEW.topic_id, NEW.number, NEW.author_id) THEN
    PERFORM search_keep(ARRAY[NEW.id]);
  ELSE UPDATE search_document SET score = NEW.score WHERE post_id = NEW.id AND kind = 'post';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER search_post_changed AFTER UPDATE ON post FOR EACH ROW
  WHEN ((OLD.source, OLD.deleted_at IS NULL, OLD.topic_id, OLD.number, OLD.author_id, OLD.score) IS DISTINCT FROM (NEW.source, NEW.deleted_at IS NULL, NEW.topic_id, NEW.number, NEW.author_id, NEW.score))
  EXECUTE FUNCTION search_post_changed();
CREATE FUNCTION search_topic_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.deleted_at IS NULL) IS DISTINCT FROM (NEW.deleted_at IS NULL) THEN PERFORM search_keep(ARRAY(SELECT id FROM post WHERE topic_id = NEW.id));
  ELSIF OLD.title <> NEW.title THEN PERFORM search_keep(ARRAY(SELECT id FROM post WHERE topic_id = NEW.id AND number = 1));
  END IF;
  IF OLD.category_id <> NEW.category_id THEN UPDATE search_document SET category_id = NEW.category_id WHERE topic_id = NEW.id; END IF;
  IF OLD.score <> NEW.score THEN UPDATE search_document SET score = NEW.score WHERE topic_id = NEW.id AND kind = 'topic'; END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER search_topic_changed AFTER UPDATE ON topic FOR EACH ROW
  WHEN ((OLD.deleted_at IS NULL, OLD.title, OLD.category_id, OLD.score) IS DISTINCT FROM (NEW.deleted_at IS NULL, NEW.title, NEW.category_id, NEW.score))
  EXECUTE FUNCTION search_topic_changed();

-- All of the forum anew, as fast as the database can, with the words of the newest 200,000 texts: after an import that went past the triggers, or when languages changed.
CREATE PROCEDURE search_rebuild() LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM search_document WHERE kind IN ('topic', 'post');
  TRUNCATE search_fresh, search_word;
  DROP INDEX IF EXISTS search_document_subject, search_document_tsv, search_document_title, search_document_like, search_document_exact, search_document_fresh, search_document_topic, search_document_post, search_document_category, search_document_author, search_word_like;
  ALTER TABLE search_document DROP CONSTRAINT IF EXISTS search_document_topic_fkey, DROP CONSTRAINT IF EXISTS search_document_post_fkey, DROP CONSTRAINT IF EXISTS search_document_category_fkey, DROP CONSTRAINT IF EXISTS search_document_author_fkey;
  INSERT INTO search_document (kind, subject_id, topic_id, post_id, category_id, author_id, language, title, title_tsv, tsv, score, created_at)
  SELECT kind, subject_id, topic_id, post_id, category_id, author_id, language, title, search_vector(language, title),
    CASE WHEN title IS NULL THEN search_vector(language, source) ELSE setweight(search_vector(language, title), 'A') || search_vector(language, source) END, score, created_at
  FROM search_forum ORDER BY created_at;
  INSERT INTO search_word (word, language, n) SELECT word, 'simple', ndoc FROM ts_stat($q$SELECT to_tsvector('search_simple', left(CASE p.number WHEN 1 THEN t.title || ' ' ELSE '' END || p.source, 2000)) FROM post p JOIN topic t ON t.id = p.topic_id WHERE p.deleted_at IS NULL ORDER BY p.id DESC LIMIT 200000$q$)
    WHERE word ~ '^[a-z]{3,30}$';
  PERFORM search_index();
  ANALYZE search_document, search_word;
END $$;
CALL search_rebuild();
