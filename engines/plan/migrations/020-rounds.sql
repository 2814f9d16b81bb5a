-- Reporting rounds: who answers for what, what units report, its review, evidence, supervision and closing of tasks.

-- Figures that units report and superiors accept stand beside those of the region pack; loading a pack leaves them alone.
ALTER TABLE plan_observation ADD COLUMN origin text NOT NULL DEFAULT 'pack';

-- Duties that the office has decided. A commitment without a row here has the duties that the register implies.
CREATE TABLE plan_assignment (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  commitment text NOT NULL,
  organisation text NOT NULL,
  role text NOT NULL CHECK (role IN ('lead', 'responsible', 'support')),
  valid_from date NOT NULL,
  -- Last day; null while it stands. Before valid_from: it never came into force.
  valid_to date,
  -- `register`: taken over from the register when the office first decided about the commitment.
  basis text NOT NULL CHECK (basis IN ('register', 'office')),
  note text NOT NULL,
  made_at timestamptz NOT NULL,
  made_by text NOT NULL,
  ended_at timestamptz,
  ended_by text
);
CREATE UNIQUE INDEX plan_assignment_standing ON plan_assignment (commitment, organisation) WHERE valid_to IS NULL;

CREATE SEQUENCE plan_round_id AS bigint;
CREATE TABLE plan_round (
  id text PRIMARY KEY DEFAULT nextval('plan_round_id')::text,
  title text NOT NULL,
  period_from date NOT NULL,
  period_to date NOT NULL CHECK (period_to >= period_from),
  due date NOT NULL,
  note text NOT NULL,
  scope jsonb NOT NULL,
  state text NOT NULL CHECK (state IN ('draft', 'open', 'closed')),
  created_at timestamptz NOT NULL,
  created_by text NOT NULL,
  opened_at timestamptz,
  opened_on date,
  opened_by text,
  closed_at timestamptz,
  closed_by text
);

-- One task of one unit in one round.
-- large: distributed by round
CREATE TABLE plan_round_item (
  round text NOT NULL,
  organisation text NOT NULL,
  commitment text NOT NULL,
  opened_on date NOT NULL,
  ordinal integer NOT NULL,
  role text NOT NULL CHECK (role IN ('lead', 'responsible', 'support')),
  state text NOT NULL CHECK (state IN ('not-started', 'draft', 'submitted', 'returned', 'accepted')),
  -- Grows with every change of content or state; who writes says which version he has read.
  version integer NOT NULL,
  content jsonb,
  -- What the content said when the round closed, if somebody went on typing afterwards: it counts, the later text does not.
  closed_content jsonb,
  -- True once somebody has written after the closing.
  late boolean NOT NULL DEFAULT false,
  saved_at timestamptz,
  saved_by text,
  submitted_at timestamptz,
  submitted_by text,
  reviewed_at timestamptz,
  reviewed_by text,
  return_reason text,
  PRIMARY KEY (round, organisation, commitment, opened_on)
) PARTITION BY RANGE (opened_on);
CREATE TABLE plan_round_item_default PARTITION OF plan_round_item DEFAULT;
CREATE INDEX plan_round_item_by_unit ON plan_round_item (organisation, commitment);

-- Every act on an item with what it said at the time.
CREATE SEQUENCE plan_round_event_id AS bigint;
-- large: distributed by round
CREATE TABLE plan_round_event (
  round text NOT NULL,
  organisation text NOT NULL,
  commitment text NOT NULL,
  id bigint NOT NULL DEFAULT nextval('plan_round_event_id'),
  at timestamptz NOT NULL,
  act text NOT NULL CHECK (act IN ('imported', 'submitted', 'withdrawn', 'returned', 'accepted')),
  version integer NOT NULL,
  made_by text NOT NULL,
  reason text,
  content jsonb,
  PRIMARY KEY (round, organisation, commitment, id, at)
) PARTITION BY RANGE (at);
CREATE TABLE plan_round_event_default PARTITION OF plan_round_event DEFAULT;

-- Files that prove something. The bytes lie in pieces, so that no statement carries a whole file.
CREATE TABLE plan_evidence_file (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  organisation text NOT NULL,
  commitment text NOT NULL,
  -- The round it was sent in; null for evidence of a task that is to be closed.
  round text,
  name text NOT NULL,
  media_type text NOT NULL,
  size_bytes integer NOT NULL,
  sha256 text NOT NULL,
  uploaded_at timestamptz NOT NULL,
  uploaded_by text NOT NULL,
  removed_at timestamptz,
  removed_by text
);
CREATE INDEX plan_evidence_file_by_task ON plan_evidence_file (organisation, commitment);

-- large: distributed by file
CREATE TABLE plan_evidence_piece (
  file uuid NOT NULL,
  ordinal integer NOT NULL,
  uploaded_at timestamptz NOT NULL,
  bytes bytea NOT NULL,
  PRIMARY KEY (file, ordinal, uploaded_at)
) PARTITION BY RANGE (uploaded_at);
CREATE TABLE plan_evidence_piece_default PARTITION OF plan_evidence_piece DEFAULT;

-- Closing of finished tasks: proposed by the unit, decided by the office. Rows are never deleted.
CREATE TABLE plan_closure (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  commitment text NOT NULL,
  organisation text NOT NULL,
  state text NOT NULL CHECK (state IN ('proposed', 'confirmed', 'refused', 'revoked')),
  reason text NOT NULL,
  proposed_at timestamptz NOT NULL,
  proposed_by text NOT NULL,
  decided_at timestamptz,
  -- The day of decided_at in the region's time zone.
  decided_on date,
  decided_by text,
  decision_note text,
  revoked_at timestamptz,
  revoked_on date,
  revoked_by text,
  revoke_note text
);
CREATE UNIQUE INDEX plan_closure_standing ON plan_closure (commitment, organisation)
  WHERE state IN ('proposed', 'confirmed');

-- Supervision of laggards: a notice with a deadline, its answers, and its end.
CREATE SEQUENCE plan_supervision_id AS bigint;
CREATE TABLE plan_supervision (
  id text PRIMARY KEY DEFAULT nextval('plan_supervision_id')::text,
  organisation text NOT NULL,
  commitments text[] NOT NULL,
  round text,
  subject text NOT NULL,
  deadline date NOT NULL,
  state text NOT NULL CHECK (state IN ('issued', 'answered', 'lifted')),
  issued_at timestamptz NOT NULL,
  issued_by text NOT NULL,
  -- The organisation of who issued it; null for the office.
  issuer text
);
CREATE INDEX plan_supervision_by_unit ON plan_supervision (organisation, state);
CREATE TABLE plan_supervision_entry (
  supervision text NOT NULL REFERENCES plan_supervision (id),
  ordinal integer NOT NULL,
  act text NOT NULL CHECK (act IN ('issued', 'answered', 'returned', 'lifted')),
  words text NOT NULL,
  at timestamptz NOT NULL,
  made_by text NOT NULL,
  PRIMARY KEY (supervision, ordinal)
);
