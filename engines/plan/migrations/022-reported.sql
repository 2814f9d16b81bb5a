-- What units report beside figures, once it is accepted: events of named projects, and assessments. And from which state
-- of the data an evaluation was made: what came in later makes a new one due.

-- A report says more than before; what was written before says nothing about it.
UPDATE plan_round_item SET content = '{"milestones": [], "assessment": null}'::jsonb || content WHERE content IS NOT NULL;
UPDATE plan_round_item SET closed_content = '{"milestones": [], "assessment": null}'::jsonb || closed_content
  WHERE closed_content IS NOT NULL;
UPDATE plan_round_event SET content = '{"milestones": [], "assessment": null}'::jsonb || content WHERE content IS NOT NULL;

-- Events of projects that units reported and reviewers accepted, beside those of the region pack. Never changed: what a
-- unit says later about the same event takes over.
CREATE TABLE plan_milestone (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  project text NOT NULL,
  event text NOT NULL CHECK (event IN ('opened', 'part opened', 'completed', 'rebuilt')),
  -- A month or a day, as it was reported; date_end is the last day that it can mean.
  date text NOT NULL,
  date_end date NOT NULL,
  -- The day of acceptance in the region's time zone: known from then on.
  published_at date NOT NULL,
  organisation text NOT NULL,
  source_title text NOT NULL,
  note text NOT NULL,
  accepted_at timestamptz NOT NULL,
  accepted_by text NOT NULL,
  -- The state of the data that it made, as in the tables below.
  revision bigint NOT NULL
);
CREATE INDEX plan_milestone_by_project ON plan_milestone (project, date_end);

-- The revision of plan_state that a record made; 0 for what was there before such things were counted.
ALTER TABLE plan_observation ADD COLUMN revision bigint NOT NULL DEFAULT 0;
ALTER TABLE plan_assessment ADD COLUMN revision bigint NOT NULL DEFAULT 0;
-- The revision whose data an evaluation used.
ALTER TABLE plan_evaluation ADD COLUMN revision bigint NOT NULL DEFAULT 0;
