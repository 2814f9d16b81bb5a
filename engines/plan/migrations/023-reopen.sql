-- A closed round that the office has opened again: when last, by whom, why. Every time is in the audit log.
ALTER TABLE plan_round ADD COLUMN reopened_at timestamptz;
ALTER TABLE plan_round ADD COLUMN reopened_by text;
ALTER TABLE plan_round ADD COLUMN reopen_reason text;
