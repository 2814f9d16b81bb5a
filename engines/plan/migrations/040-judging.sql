-- Judging: what units say about a draft, who approved it, and what the public says about commitments.

CREATE SEQUENCE plan_consultation_id AS bigint;
CREATE TABLE plan_consultation (
  id text PRIMARY KEY DEFAULT nextval('plan_consultation_id')::text,
  evaluation text NOT NULL REFERENCES plan_evaluation (id),
  -- Last day, in the region's zone, on which units may comment.
  due date NOT NULL,
  note text NOT NULL,
  opened_at timestamptz NOT NULL,
  opened_by text NOT NULL,
  closed_at timestamptz,
  closed_by text
);
-- One at a time for each draft.
CREATE UNIQUE INDEX plan_consultation_open ON plan_consultation (evaluation) WHERE closed_at IS NULL;

CREATE TABLE plan_unit_comment (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  consultation text NOT NULL REFERENCES plan_consultation (id),
  commitment text NOT NULL,
  organisation text NOT NULL,
  opinion text NOT NULL CHECK (opinion IN ('agree', 'object', 'note')),
  body text NOT NULL,
  made_at timestamptz NOT NULL,
  made_by text NOT NULL,
  decision text CHECK (decision IN ('adopted', 'not-adopted')),
  answer text,
  answered_at timestamptz,
  answered_by text,
  CHECK ((decision IS NULL) = (answered_at IS NULL)),
  -- What is not adopted is owed a reason.
  CHECK (decision IS DISTINCT FROM 'not-adopted' OR answer <> '')
);
CREATE INDEX plan_unit_comment_by_consultation ON plan_unit_comment (consultation, commitment);

-- An evaluation never changes once computed, so what was approved is what is published.
CREATE TABLE plan_approval (
  evaluation text PRIMARY KEY REFERENCES plan_evaluation (id),
  note text NOT NULL,
  approved_at timestamptz NOT NULL,
  approved_by text NOT NULL
);

CREATE TABLE plan_public_comment (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  commitment text NOT NULL,
  -- As the sender calls himself; empty when he does not say.
  sender text NOT NULL,
  body text NOT NULL,
  sent_at timestamptz NOT NULL,
  state text NOT NULL CHECK (state IN ('waiting', 'accepted', 'refused')),
  reason text NOT NULL DEFAULT '',
  decided_at timestamptz,
  decided_by text,
  CHECK ((state = 'waiting') = (decided_at IS NULL))
);
CREATE INDEX plan_public_comment_by_commitment ON plan_public_comment (commitment, sent_at);
CREATE INDEX plan_public_comment_by_state ON plan_public_comment (state, sent_at);

-- Only to limit how often one address writes; kept a day, and apart from the comments.
CREATE TABLE plan_public_comment_attempt (
  id bigserial PRIMARY KEY,
  address text NOT NULL,
  attempted_at timestamptz NOT NULL
);
CREATE INDEX plan_public_comment_attempt_by_address ON plan_public_comment_attempt (address, attempted_at);
