-- The end of the audit chain, kept apart from the chain: without it, rows cut off at the end would not be missed.
-- Whoever appends locks this row, so that two transactions cannot continue from the same entry.
CREATE TABLE kernel_audit_head (
  singleton boolean PRIMARY KEY DEFAULT true CHECK (singleton),
  sequence bigint NOT NULL,
  hash text NOT NULL
);
INSERT INTO kernel_audit_head (sequence, hash) VALUES (0, repeat('0', 64));
