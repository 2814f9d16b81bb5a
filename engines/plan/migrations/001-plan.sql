-- The plan engine's tables. A register is loaded as a numbered version and never changed: rows of commitments and
-- observations are open until a later version closes them, so every evaluation can be traced to what it was made from.

-- Grows with every change that readers can see; caches key on it.
CREATE TABLE plan_state (
  singleton boolean PRIMARY KEY DEFAULT true CHECK (singleton),
  revision bigint NOT NULL
);
INSERT INTO plan_state (revision) VALUES (1);

CREATE TABLE plan_register (
  version integer PRIMARY KEY,
  region text NOT NULL,
  -- Hash of the region pack it was read from.
  hash text NOT NULL,
  loaded_at timestamptz NOT NULL DEFAULT now(),
  -- The small tables of the pack (plan, chapters, topics, systems, indicators, projects, milestones) as they were.
  frame jsonb NOT NULL
);

CREATE TABLE plan_commitment (
  id text NOT NULL,
  valid_from integer NOT NULL REFERENCES plan_register (version),
  -- First version in which the row no longer stands; null while it does.
  valid_to integer REFERENCES plan_register (version),
  ordinal integer NOT NULL,
  hash text NOT NULL,
  body jsonb NOT NULL,
  PRIMARY KEY (id, valid_from)
);

-- large: distributed by indicator
CREATE TABLE plan_observation (
  indicator text NOT NULL,
  place text NOT NULL,
  period text NOT NULL,
  period_end date NOT NULL,
  published_at date NOT NULL,
  -- Several publications of one figure on one day are kept apart by their order in the pack.
  ordinal integer NOT NULL,
  valid_from integer NOT NULL,
  valid_to integer,
  value double precision NOT NULL,
  unit text NOT NULL,
  published_basis text NOT NULL CHECK (published_basis IN ('stated', 'assumed')),
  source_title text NOT NULL,
  source_url text,
  note text,
  PRIMARY KEY (indicator, place, period, published_at, ordinal, valid_from, period_end)
) PARTITION BY RANGE (period_end);
CREATE TABLE plan_observation_default PARTITION OF plan_observation DEFAULT;

CREATE SEQUENCE plan_evaluation_id AS bigint;
CREATE TABLE plan_evaluation (
  id text PRIMARY KEY DEFAULT nextval('plan_evaluation_id')::text,
  register_version integer NOT NULL REFERENCES plan_register (version),
  as_of date NOT NULL,
  known_by date NOT NULL,
  state text NOT NULL CHECK (state IN ('draft', 'published')),
  created_at timestamptz NOT NULL,
  created_by text NOT NULL,
  published_at timestamptz,
  published_by text,
  -- Commitments by status, so that lists need no results.
  counts jsonb NOT NULL,
  CHECK ((state = 'published') = (published_at IS NOT NULL))
);
CREATE INDEX plan_evaluation_by_publication ON plan_evaluation (published_at);

-- large: distributed by evaluation
CREATE TABLE plan_result (
  evaluation text NOT NULL,
  commitment text NOT NULL,
  as_of date NOT NULL,
  ordinal integer NOT NULL,
  -- Hash of the register row that was judged.
  row_hash text NOT NULL,
  status text NOT NULL CHECK (status IN ('met', 'on-track', 'behind', 'missed', 'no-data', 'qualitative')),
  value double precision,
  lower_bound boolean NOT NULL,
  unit text NOT NULL,
  expected double precision,
  progress double precision,
  late boolean NOT NULL,
  summary jsonb NOT NULL,
  evidence jsonb NOT NULL,
  judgement jsonb NOT NULL,
  history jsonb NOT NULL,
  PRIMARY KEY (evaluation, commitment, as_of)
) PARTITION BY RANGE (as_of);
CREATE TABLE plan_result_default PARTITION OF plan_result DEFAULT;

CREATE TABLE plan_assessment (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  commitment text NOT NULL,
  as_of date NOT NULL,
  made_at timestamptz NOT NULL,
  -- The day of made_at in the region's time zone: what is known by a date is decided by it.
  made_on date NOT NULL,
  made_by text NOT NULL,
  organisation text,
  value_percent double precision CHECK (value_percent BETWEEN 0 AND 100),
  judgement text NOT NULL,
  evidence_title text NOT NULL,
  evidence_url text
);
CREATE INDEX plan_assessment_by_commitment ON plan_assessment (commitment, as_of);

-- What each joint system's health measure said, one row a day.
CREATE TABLE plan_system_sample (
  system text NOT NULL,
  day date NOT NULL,
  working boolean NOT NULL,
  checks jsonb NOT NULL,
  PRIMARY KEY (system, day)
);

-- Sentences of an official text, attached on this installation only.
CREATE TABLE plan_official_sentence (
  citation text PRIMARY KEY,
  ordinal integer NOT NULL,
  text text NOT NULL,
  hash text NOT NULL,
  attached_at timestamptz NOT NULL
);
