-- Plans that are being imported from their text. Texts stay in this installation's database; nothing here is a register
-- before people have decided about every sentence.

CREATE SEQUENCE plan_import_id AS bigint;
CREATE TABLE plan_import (
  id text PRIMARY KEY DEFAULT nextval('plan_import_id')::text,
  name text NOT NULL,
  sha256 text NOT NULL,
  size_bytes integer NOT NULL,
  title text NOT NULL,
  language text NOT NULL CHECK (language IN ('zh', 'en')),
  state text NOT NULL CHECK (state IN ('review', 'complete')),
  -- Printed headings of chapters and sections, in order.
  headings jsonb NOT NULL,
  -- Plan id, titles, period, and what stands for every sentence that says nothing of its own.
  settings jsonb NOT NULL,
  -- Grows with every change of settings or state; who writes says which version he has read.
  version integer NOT NULL,
  created_at timestamptz NOT NULL,
  created_by text NOT NULL,
  completed_at timestamptz,
  completed_by text,
  CHECK ((state = 'complete') = (completed_at IS NOT NULL))
);

-- Sentences of an imported text with what the importer found in them and what a person decided.
CREATE TABLE plan_import_sentence (
  import text NOT NULL REFERENCES plan_import (id) ON DELETE CASCADE,
  ordinal integer NOT NULL,
  -- Number of the paragraph in the whole text.
  paragraph integer NOT NULL,
  citation text NOT NULL,
  hash text NOT NULL,
  text text NOT NULL,
  label text NOT NULL,
  heading text NOT NULL,
  analysis jsonb NOT NULL,
  commits boolean NOT NULL,
  doubtful boolean NOT NULL,
  -- `merged`: it belongs to the commitment of an earlier sentence, merged_into.
  state text NOT NULL CHECK (state IN ('undecided', 'accepted', 'corrected', 'split', 'merged', 'rejected')),
  -- Commitments as decided; null while undecided, empty when it commits nobody.
  commitments jsonb,
  merged_into integer,
  version integer NOT NULL,
  decided_at timestamptz,
  decided_by text,
  PRIMARY KEY (import, ordinal),
  CHECK ((state = 'merged') = (merged_into IS NOT NULL))
);
CREATE INDEX plan_import_sentence_by_paragraph ON plan_import_sentence (import, paragraph);

-- Every decision with what stood before it, so that it can be undone and told.
CREATE SEQUENCE plan_import_event_id AS bigint;
CREATE TABLE plan_import_event (
  id bigint PRIMARY KEY DEFAULT nextval('plan_import_event_id'),
  import text NOT NULL REFERENCES plan_import (id) ON DELETE CASCADE,
  ordinal integer NOT NULL,
  act text NOT NULL CHECK (act IN ('accepted', 'corrected', 'split', 'merged', 'rejected', 'undone')),
  at timestamptz NOT NULL,
  by text NOT NULL,
  commitments jsonb,
  -- State, commitments and merger of every sentence that it changed, as they were.
  before jsonb NOT NULL,
  undone boolean NOT NULL
);
CREATE INDEX plan_import_event_by_sentence ON plan_import_event (import, ordinal, id);
