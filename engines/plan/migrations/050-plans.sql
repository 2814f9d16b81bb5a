-- Several plans in one register. One of them is the region pack's; the others were taken in from imports. Versions of
-- all plans count in one row of numbers, so that a version tells its plan.

CREATE TABLE plan_plan (
  -- As it stands in addresses.
  id text PRIMARY KEY,
  title jsonb NOT NULL,
  period_start date NOT NULL,
  period_end date NOT NULL,
  origin text NOT NULL CHECK (origin IN ('region', 'import')),
  -- A draft is the office's own work. That a plan is superseded follows from its successors and is kept nowhere.
  state text NOT NULL CHECK (state IN ('draft', 'in-force')),
  -- The plan that it succeeds, or that it revises.
  predecessor text REFERENCES plan_plan (id) ON UPDATE CASCADE,
  -- Grows with every change; who writes says which version he has read.
  revision integer NOT NULL,
  taken_in_at timestamptz NOT NULL,
  taken_in_by text NOT NULL,
  CHECK (predecessor <> id)
);
-- The region's plan is the one that is meant where none is named.
CREATE UNIQUE INDEX plan_plan_of_region ON plan_plan (origin) WHERE origin = 'region';

INSERT INTO plan_plan (id, title, period_start, period_end, origin, state, predecessor, revision, taken_in_at, taken_in_by)
SELECT frame -> 'plan' ->> 'id', frame -> 'plan' -> 'title', (frame -> 'plan' ->> 'periodStart')::date,
  (frame -> 'plan' ->> 'periodEnd')::date, 'region', 'in-force', NULL, 0, loaded_at, 'system'
FROM plan_register ORDER BY version DESC LIMIT 1;

CREATE FUNCTION plan_of_region() RETURNS text LANGUAGE sql STABLE
AS $$ SELECT id FROM plan_plan WHERE origin = 'region' $$;

ALTER TABLE plan_register ADD COLUMN plan text REFERENCES plan_plan (id) ON UPDATE CASCADE;
ALTER TABLE plan_register ADD COLUMN import text REFERENCES plan_import (id);
ALTER TABLE plan_register ADD COLUMN loaded_by text;
UPDATE plan_register SET plan = plan_of_region();
ALTER TABLE plan_register ALTER COLUMN plan SET NOT NULL;
CREATE INDEX plan_register_by_plan ON plan_register (plan, version);

ALTER TABLE plan_commitment ADD COLUMN plan text REFERENCES plan_plan (id) ON UPDATE CASCADE;
UPDATE plan_commitment SET plan = plan_of_region();
ALTER TABLE plan_commitment ALTER COLUMN plan SET NOT NULL;
CREATE INDEX plan_commitment_by_plan ON plan_commitment (plan, ordinal) WHERE valid_to IS NULL;

ALTER TABLE plan_evaluation ADD COLUMN plan text REFERENCES plan_plan (id) ON UPDATE CASCADE;
UPDATE plan_evaluation SET plan = plan_of_region();
ALTER TABLE plan_evaluation ALTER COLUMN plan SET NOT NULL;

-- Assessments that name no plan are of the region's.
ALTER TABLE plan_assessment ADD COLUMN plan text REFERENCES plan_plan (id) ON UPDATE CASCADE DEFAULT plan_of_region();
ALTER TABLE plan_assessment ALTER COLUMN plan SET NOT NULL;
