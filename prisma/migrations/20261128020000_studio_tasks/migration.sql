-- What takes the studio longer than somebody waits at a page: asked for, computed by a job, kept with what came out.
CREATE TABLE studio_task (
  id uuid PRIMARY KEY, kind text NOT NULL CHECK (kind IN ('look', 'calibration', 'version-preview', 'ladder-preview')), asked jsonb NOT NULL,
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'running', 'done', 'failed')), progress real NOT NULL DEFAULT 0, result jsonb, problem text,
  made_by uuid REFERENCES account ON DELETE SET NULL, made_at timestamptz NOT NULL DEFAULT now(), seen_at timestamptz NOT NULL DEFAULT now(), ended_at timestamptz);
CREATE INDEX studio_task_latest ON studio_task (kind, made_at DESC, id DESC);
CREATE INDEX studio_task_made_by ON studio_task (made_by);

-- Figures over everybody that a page shows with the time they were made at; a job makes them again when what they rest on changes.
CREATE TABLE studio_figure (name text PRIMARY KEY, value jsonb NOT NULL, seconds real NOT NULL, made_at timestamptz NOT NULL DEFAULT now());
