-- Decisions of the plan office on how reach is judged. A decision is never changed; the newest that holds counts.
CREATE SEQUENCE reach_settings_id AS bigint;
CREATE TABLE reach_settings (
  id bigint PRIMARY KEY DEFAULT nextval('reach_settings_id'),
  valid_from date NOT NULL,
  settings jsonb NOT NULL,
  reason text NOT NULL,
  decided_at timestamptz NOT NULL,
  -- The day of decided_at in the region's time zone.
  decided_on date NOT NULL,
  decided_by text NOT NULL
);

-- Which cities surround a capital, from a day on; before the first decision the region pack's proposal holds.
CREATE SEQUENCE reach_surrounding_id AS bigint;
CREATE TABLE reach_surrounding (
  id bigint PRIMARY KEY DEFAULT nextval('reach_surrounding_id'),
  capital text NOT NULL,
  cities jsonb NOT NULL,
  valid_from date NOT NULL,
  reason text NOT NULL,
  decided_at timestamptz NOT NULL,
  decided_on date NOT NULL,
  decided_by text NOT NULL
);
CREATE INDEX reach_surrounding_by_capital ON reach_surrounding (capital, valid_from);

-- Timetables brought by users. The file itself is kept in pieces, so that every server of an installation has it.
CREATE SEQUENCE reach_feed_import_id AS bigint;
CREATE TABLE reach_feed_import (
  id text PRIMARY KEY DEFAULT nextval('reach_feed_import_id')::text,
  -- Name under which it is asked for; free again once it is removed.
  feed text NOT NULL,
  file_name text NOT NULL,
  size_bytes integer NOT NULL,
  sha256 text NOT NULL,
  -- How the file was read: title, day of publication, day for measures.
  options jsonb NOT NULL,
  -- What it is, as answered; and what was found in it.
  body jsonb NOT NULL,
  report jsonb NOT NULL,
  imported_at timestamptz NOT NULL,
  imported_by text NOT NULL,
  removed_at timestamptz,
  removed_by text
);
CREATE UNIQUE INDEX reach_feed_import_in_use ON reach_feed_import (feed) WHERE removed_at IS NULL;

-- large: distributed by import
CREATE TABLE reach_feed_piece (
  import text NOT NULL,
  ordinal integer NOT NULL,
  imported_at timestamptz NOT NULL,
  bytes bytea NOT NULL,
  PRIMARY KEY (import, ordinal, imported_at)
) PARTITION BY RANGE (imported_at);
CREATE TABLE reach_feed_piece_default PARTITION OF reach_feed_piece DEFAULT;
