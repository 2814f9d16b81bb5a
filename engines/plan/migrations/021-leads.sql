-- A lead that the region's rules have proposed is told from one that the register names.
ALTER TABLE plan_assignment DROP CONSTRAINT plan_assignment_basis_check;
ALTER TABLE plan_assignment ADD CONSTRAINT plan_assignment_basis_check CHECK (basis IN ('register', 'rule', 'office'));
