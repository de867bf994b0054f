-- Products on sale, published reviews, questions with their answers, and the people of the directory can be found, too. One
-- definition for triggers and for making all anew; of a person nothing but the name, whatever else their page shows.
CREATE VIEW search_shelf AS
  SELECT 'product' AS kind, p.id, NULL::uuid AS author_id, coalesce(search_language(p.description), search_language(p.name), 'en') AS language, p.name AS title, concat_ws(E'\n', p.code, p.brand, p.description) AS source, p.created_at
    FROM product p WHERE p.active
  UNION ALL SELECT 'review', r.id, r.author_id, coalesce(search_language(r.source), a.locale), r.title, concat_ws(E'\n', r.source, array_to_string(r.pros, E'\n'), array_to_string(r.cons, E'\n'), p.name), r.created_at
    FROM review r JOIN product p ON p.id = r.product_id AND p.active JOIN account a ON a.id = r.author_id WHERE r.state = 'published'
  UNION ALL SELECT 'question', q.id, q.author_id, coalesce(search_language(q.text), a.locale), q.text,
      concat_ws(E'\n', p.name, (SELECT string_agg(x.source, E'\n' ORDER BY x.id) FROM product_answer x WHERE x.question_id = q.id AND x.deleted_at IS NULL)), q.at
    FROM product_question q JOIN product p ON p.id = q.product_id AND p.active JOIN account a ON a.id = q.author_id WHERE q.deleted_at IS NULL;
CREATE VIEW search_people AS
  SELECT a.id AS author_id, a.locale AS language, a.name AS title, a.handle::text AS source, a.created_at FROM account a WHERE a.listed AND a.suspended_at IS NULL;

CREATE FUNCTION search_shelve(of_kind text, ids bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM search_document WHERE kind = of_kind AND subject_id = ANY(ids::text[]);
  INSERT INTO search_document (kind, subject_id, audience, author_id, language, title, title_tsv, tsv, created_at)
  SELECT kind, id::text, 'public', author_id, language, title, search_vector(language, title), setweight(search_vector(language, title), 'A') || search_vector(language, source), created_at
  FROM search_shelf WHERE kind = of_kind AND id = ANY(ids);
END $$;
CREATE FUNCTION search_name(ids uuid[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM search_document WHERE author_id = ANY(ids) AND kind = 'person';
  INSERT INTO search_document (kind, subject_id, audience, author_id, language, title, title_tsv, tsv, created_at)
  SELECT 'person', author_id::text, 'public', author_id, language, title, to_tsvector('search_simple', title || ' ' || source), setweight(to_tsvector('search_simple', title || ' ' || source), 'A'), created_at FROM search_people WHERE author_id = ANY(ids);
END $$;

CREATE FUNCTION search_shelf_written() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM search_shelve(TG_ARGV[0], ARRAY(SELECT id FROM written));
  RETURN NULL;
END $$;
CREATE FUNCTION search_shelf_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM search_shelve(TG_ARGV[0], ARRAY[coalesce(NEW.id, OLD.id)]);
  RETURN NULL;
END $$;
CREATE TRIGGER search_product_written AFTER INSERT ON product REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION search_shelf_written('product');
CREATE TRIGGER search_review_written AFTER INSERT ON review REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION search_shelf_written('review');
CREATE TRIGGER search_question_written AFTER INSERT ON product_question REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION search_shelf_written('question');
CREATE TRIGGER search_review_changed AFTER UPDATE ON review FOR EACH ROW
  WHEN ((OLD.title, OLD.source, OLD.pros, OLD.cons, OLD.state, OLD.author_id, OLD.product_id) IS DISTINCT FROM (NEW.title, NEW.source, NEW.pros, NEW.cons, NEW.state, NEW.author_id, NEW.product_id)) EXECUTE FUNCTION search_shelf_changed('review');
CREATE TRIGGER search_question_changed AFTER UPDATE ON product_question FOR EACH ROW
  WHEN ((OLD.text, OLD.deleted_at IS NULL, OLD.author_id) IS DISTINCT FROM (NEW.text, NEW.deleted_at IS NULL, NEW.author_id)) EXECUTE FUNCTION search_shelf_changed('question');
CREATE TRIGGER search_product_gone AFTER DELETE ON product FOR EACH ROW EXECUTE FUNCTION search_shelf_changed('product');
CREATE TRIGGER search_review_gone AFTER DELETE ON review FOR EACH ROW EXECUTE FUNCTION search_shelf_changed('review');
CREATE TRIGGER search_question_gone AFTER DELETE ON product_question FOR EACH ROW EXECUTE FUNCTION search_shelf_changed('question');

-- What is said of a product goes and comes with it.
CREATE FUNCTION search_product_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM search_shelve('product', ARRAY[NEW.id]);
  IF (OLD.active, OLD.name) IS DISTINCT FROM (NEW.active, NEW.name) THEN
    PERFORM search_shelve('review', ARRAY(SELECT id FROM review WHERE product_id = NEW.id)), search_shelve('question', ARRAY(SELECT id FROM product_question WHERE product_id = NEW.id));
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER search_product_changed AFTER UPDATE ON product FOR EACH ROW
  WHEN ((OLD.code, OLD.name, OLD.brand, OLD.description, OLD.active) IS DISTINCT FROM (NEW.code, NEW.name, NEW.brand, NEW.description, NEW.active)) EXECUTE FUNCTION search_product_changed();
CREATE FUNCTION search_answer_written() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM search_shelve('question', ARRAY(SELECT DISTINCT question_id FROM written));
  RETURN NULL;
END $$;
CREATE TRIGGER search_answer_written AFTER INSERT ON product_answer REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION search_answer_written();
CREATE FUNCTION search_answer_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM search_shelve('question', ARRAY[NEW.question_id]);
  RETURN NULL;
END $$;
CREATE TRIGGER search_answer_changed AFTER UPDATE ON product_answer FOR EACH ROW
  WHEN ((OLD.source, OLD.deleted_at IS NULL) IS DISTINCT FROM (NEW.source, NEW.deleted_at IS NULL)) EXECUTE FUNCTION search_answer_changed();

CREATE FUNCTION search_person_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM search_name(ARRAY[NEW.id]);
  RETURN NULL;
END $$;
CREATE TRIGGER search_person_written AFTER INSERT ON account FOR EACH ROW WHEN (NEW.listed) EXECUTE FUNCTION search_person_changed();
CREATE TRIGGER search_person_changed AFTER UPDATE ON account FOR EACH ROW
  WHEN ((OLD.listed OR NEW.listed) AND (OLD.listed, OLD.name, OLD.handle, OLD.suspended_at IS NULL) IS DISTINCT FROM (NEW.listed, NEW.name, NEW.handle, NEW.suspended_at IS NULL)) EXECUTE FUNCTION search_person_changed();

-- All of it anew, after an import that went past the triggers.
CREATE FUNCTION search_refill() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM search_document WHERE kind IN ('product', 'review', 'question', 'person');
  PERFORM search_shelve('product', ARRAY(SELECT id FROM product)), search_shelve('review', ARRAY(SELECT id FROM review)), search_shelve('question', ARRAY(SELECT id FROM product_question)), search_name(ARRAY(SELECT id FROM account WHERE listed));
END $$;
SELECT search_refill();
