-- One flat row for every customer: what lists sort and filter by, and what segments ask first. Who they are is kept by triggers, what
-- they did by the ledger's consumer, where they stand by the night, which writes the table afresh and puts it in the place of the old.
CREATE TABLE customer_fact (
  customer_id uuid NOT NULL, name text NOT NULL, handle text NOT NULL, sort_name text COLLATE "C" NOT NULL, tier smallint NOT NULL, locale text NOT NULL, joined_at timestamptz NOT NULL,
  last_at timestamptz, orders int NOT NULL DEFAULT 0, first_order_at timestamptz, last_order_at timestamptz, spent_cents bigint NOT NULL DEFAULT 0,
  rf real, net_cents bigint, rank int, vital boolean NOT NULL DEFAULT false, segment "char", segment_since date, stage smallint NOT NULL DEFAULT 0,
  alive real, next_year real, value_cents bigint, loss_cents bigint, changed_at timestamptz NOT NULL DEFAULT clock_timestamp());

CREATE FUNCTION customer_fact_indexes(named text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE part text;
BEGIN
  EXECUTE format('CREATE UNIQUE INDEX ON %I (customer_id)', named);
  FOREACH part IN ARRAY ARRAY['sort_name','tier','locale','joined_at','last_at','orders','last_order_at','spent_cents','rf','net_cents','rank','segment','segment_since','stage','alive','next_year','value_cents','loss_cents'] LOOP
    EXECUTE format('CREATE INDEX ON %I (%I, customer_id)', named, part);
  END LOOP;
  EXECUTE format('CREATE INDEX ON %I (net_cents) WHERE vital', named);
  EXECUTE format('CREATE INDEX ON %I (changed_at)', named);
  EXECUTE format('CREATE INDEX ON %I USING gin (sort_name gin_trgm_ops)', named);
END $$;
SELECT customer_fact_indexes('customer_fact');

INSERT INTO customer_fact (customer_id, name, handle, sort_name, tier, locale, joined_at, last_at, orders, first_order_at, last_order_at, spent_cents)
  SELECT a.id, a.name, a.handle::text, search_fold(a.name), a.tier, a.locale, a.created_at, r.last_at, coalesce(o.orders, 0), o.first, o.last, coalesce(o.spent, 0)
  FROM account a LEFT JOIN relationship r ON r.customer_id = a.id
    LEFT JOIN (SELECT customer_id, count(*) FILTER (WHERE net_cents > 0) AS orders, min(placed_at) FILTER (WHERE net_cents > 0) AS first, max(placed_at) FILTER (WHERE net_cents > 0) AS last, sum(net_cents) AS spent FROM purchase GROUP BY 1) o ON o.customer_id = a.id
  WHERE a.role = 'customer';

CREATE FUNCTION keep_customer_facts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO customer_fact (customer_id, name, handle, sort_name, tier, locale, joined_at)
    SELECT id, name, handle::text, search_fold(name), tier, locale, created_at FROM fresh WHERE role = 'customer' ON CONFLICT (customer_id) DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER customer_fact_joined AFTER INSERT ON account REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION keep_customer_facts();
CREATE FUNCTION change_customer_facts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.role <> 'customer' THEN
    DELETE FROM customer_fact WHERE customer_id = NEW.id;
  ELSIF OLD.role <> 'customer' THEN
    INSERT INTO customer_fact (customer_id, name, handle, sort_name, tier, locale, joined_at)
      VALUES (NEW.id, NEW.name, NEW.handle::text, search_fold(NEW.name), NEW.tier, NEW.locale, NEW.created_at) ON CONFLICT (customer_id) DO NOTHING;
  ELSE
    UPDATE customer_fact SET name = NEW.name, handle = NEW.handle::text, sort_name = search_fold(NEW.name), tier = NEW.tier, locale = NEW.locale, joined_at = NEW.created_at, changed_at = clock_timestamp() WHERE customer_id = NEW.id;
  END IF;
  RETURN NULL;
END $$;
-- Only when one of these is set: what is counted on an account all day long never comes here.
CREATE TRIGGER customer_fact_changed AFTER UPDATE OF name, handle, tier, locale, role, created_at ON account FOR EACH ROW
  WHEN ((OLD.name, OLD.handle, OLD.tier, OLD.locale, OLD.role, OLD.created_at) IS DISTINCT FROM (NEW.name, NEW.handle, NEW.tier, NEW.locale, NEW.role, NEW.created_at)) EXECUTE FUNCTION change_customer_facts();
CREATE FUNCTION drop_customer_facts() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN DELETE FROM customer_fact WHERE customer_id = OLD.id; RETURN NULL; END $$;
CREATE TRIGGER customer_fact_gone AFTER DELETE ON account FOR EACH ROW EXECUTE FUNCTION drop_customer_facts();

-- What staff noted of a customer, with what it said before.
CREATE TABLE customer_note (
  id uuid PRIMARY KEY, customer_id uuid NOT NULL REFERENCES account ON DELETE CASCADE, author_id uuid NOT NULL REFERENCES account ON DELETE CASCADE, body text NOT NULL,
  version int NOT NULL DEFAULT 1, created_at timestamptz NOT NULL DEFAULT now(), edited_at timestamptz, deleted_at timestamptz);
CREATE INDEX customer_note_customer ON customer_note (customer_id, created_at DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX customer_note_of ON customer_note (customer_id);
CREATE INDEX customer_note_author ON customer_note (author_id);
CREATE TABLE customer_note_version (
  note_id uuid NOT NULL REFERENCES customer_note ON DELETE CASCADE, version int NOT NULL, body text NOT NULL, editor_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
  written_at timestamptz NOT NULL, PRIMARY KEY (note_id, version));
CREATE INDEX customer_note_version_editor ON customer_note_version (editor_id);
-- Who of the house looked at somebody's data, and at what: the person may ask.
CREATE TABLE personal_read (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE, reader_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
  what text NOT NULL, at timestamptz NOT NULL DEFAULT now());
CREATE INDEX personal_read_account ON personal_read (account_id, id DESC);
CREATE INDEX personal_read_reader ON personal_read (reader_id);

-- A list as somebody likes to see it: columns, order, filter; their own, or everybody's in the studio.
CREATE TABLE customer_view (
  id uuid PRIMARY KEY, owner_id uuid NOT NULL REFERENCES account ON DELETE CASCADE, name text NOT NULL, shared boolean NOT NULL DEFAULT false, setting jsonb NOT NULL,
  version int NOT NULL DEFAULT 1, created_at timestamptz NOT NULL DEFAULT now(), changed_at timestamptz NOT NULL DEFAULT now());
CREATE INDEX customer_view_owner ON customer_view (owner_id);
CREATE INDEX customer_view_shared ON customer_view (name) WHERE shared;

-- Customers picked by hand, as a set that segments can be made of.
CREATE TABLE customer_selection (id uuid PRIMARY KEY, name text NOT NULL DEFAULT '', made_by uuid REFERENCES account ON DELETE SET NULL, count int NOT NULL, made_at timestamptz NOT NULL DEFAULT now());
CREATE INDEX customer_selection_made_by ON customer_selection (made_by);
CREATE TABLE customer_selected (selection_id uuid NOT NULL REFERENCES customer_selection ON DELETE CASCADE, customer_id uuid NOT NULL REFERENCES account ON DELETE CASCADE, PRIMARY KEY (selection_id, customer_id));
CREATE INDEX customer_selected_customer ON customer_selected (customer_id);

-- Segments: rules, every version of them, and what uses them.
CREATE TABLE segment (
  id uuid PRIMARY KEY, name text NOT NULL, description text NOT NULL DEFAULT '', rule jsonb NOT NULL, version int NOT NULL DEFAULT 1, made_by uuid REFERENCES account ON DELETE SET NULL,
  client_id uuid, made_at timestamptz NOT NULL DEFAULT now(), changed_at timestamptz NOT NULL DEFAULT now(), archived_at timestamptz, counted int, counted_at timestamptz, UNIQUE (made_by, client_id));
CREATE INDEX segment_changed ON segment (changed_at DESC, id DESC) WHERE archived_at IS NULL;
CREATE TABLE segment_version (
  segment_id uuid NOT NULL REFERENCES segment ON DELETE CASCADE, version int NOT NULL, name text NOT NULL, description text NOT NULL, rule jsonb NOT NULL,
  back_to int, made_by uuid REFERENCES account ON DELETE SET NULL, made_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (segment_id, version));
CREATE INDEX segment_version_made_by ON segment_version (made_by);
CREATE TABLE segment_use (segment_id uuid NOT NULL REFERENCES segment ON DELETE CASCADE, kind text NOT NULL, subject_id text NOT NULL, PRIMARY KEY (segment_id, kind, subject_id));
CREATE INDEX purchase_line_product ON purchase_line (product_code, customer_id);
-- The lifetime models of a night drawn and fitted again, for the intervals of what they say.
CREATE TABLE lifetime_replicate (day date PRIMARY KEY, made jsonb NOT NULL, customers int NOT NULL, made_at timestamptz NOT NULL DEFAULT now());
