-- What the page behind a bare link says of itself, once for everybody who links to it. Without a title nothing was found, and nothing is asked again until `stale_at`.
CREATE TABLE link_preview (
  url text PRIMARY KEY CHECK (length(url) <= 2000), title text, description text NOT NULL DEFAULT '', site text NOT NULL DEFAULT '',
  media_id uuid REFERENCES media ON DELETE SET NULL, fetched_at timestamptz NOT NULL DEFAULT now(), stale_at timestamptz NOT NULL);
CREATE INDEX link_preview_media ON link_preview (media_id);
