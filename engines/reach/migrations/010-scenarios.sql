-- Scenarios: what if a timetable were another. Each belongs to the account that made it; a shared one is read by all.
CREATE SEQUENCE reach_scenario_id AS bigint;
CREATE TABLE reach_scenario (
  id text PRIMARY KEY DEFAULT nextval('reach_scenario_id')::text,
  name text NOT NULL,
  -- The feed that it changes.
  feed text NOT NULL,
  -- In the order in which they are applied.
  modifications jsonb NOT NULL,
  -- Grows with every change; whoever changes it says which version was seen.
  version integer NOT NULL DEFAULT 1,
  shared boolean NOT NULL,
  -- Account; `local` for the command line at the machine.
  owner text NOT NULL,
  owner_name text NOT NULL,
  organisation text,
  created_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  changed_by text NOT NULL
);
CREATE INDEX reach_scenario_by_owner ON reach_scenario (owner);
