-- Imports of indicator series. The figures themselves are observations of the origin `import:<id>`.
CREATE SEQUENCE plan_series_import_id AS bigint;
CREATE TABLE plan_series_import (
  id text PRIMARY KEY DEFAULT nextval('plan_series_import_id')::text,
  file_name text NOT NULL,
  -- Of the file as it was sent: who has it can prove that it is the one.
  sha256 text NOT NULL,
  figures integer NOT NULL,
  -- How many of the figures revise one that was published before.
  revisions integer NOT NULL,
  imported_at timestamptz NOT NULL,
  imported_by text NOT NULL,
  organisation text
);
CREATE INDEX plan_series_import_by_time ON plan_series_import (imported_at);
