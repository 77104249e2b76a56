-- What a person's coverage status was, and when: an episode lasts while status, scheme and grade stay.

CREATE TABLE zhaoren.coverage_status_history (
  person_id text COLLATE "C" NOT NULL,
  publication integer NOT NULL,
  status text COLLATE "C",
  scheme text COLLATE "C",
  grade text COLLATE "C",
  gap_months integer,
  reason text COLLATE "C",
  rule text COLLATE "C",
  rule_version text COLLATE "C",
  evidence bigint[],
  valid_from date NOT NULL,
  valid_to date,
  PRIMARY KEY (person_id, publication)
);
COMMENT ON TABLE zhaoren.coverage_status_history IS 'one row per person and episode of coverage status';
COMMENT ON COLUMN zhaoren.coverage_status_history.person_id IS 'person';
COMMENT ON COLUMN zhaoren.coverage_status_history.publication IS 'publication that began the episode';
COMMENT ON COLUMN zhaoren.coverage_status_history.status IS 'status of the episode';
COMMENT ON COLUMN zhaoren.coverage_status_history.scheme IS 'pension scheme of the episode';
COMMENT ON COLUMN zhaoren.coverage_status_history.grade IS 'grade of the gap in the episode';
COMMENT ON COLUMN zhaoren.coverage_status_history.gap_months IS 'months unpaid when it began';
COMMENT ON COLUMN zhaoren.coverage_status_history.reason IS 'reason when it began';
COMMENT ON COLUMN zhaoren.coverage_status_history.rule IS 'rule that decided when it began';
COMMENT ON COLUMN zhaoren.coverage_status_history.rule_version IS 'its version';
COMMENT ON COLUMN zhaoren.coverage_status_history.evidence IS 'source rows when it began';
COMMENT ON COLUMN zhaoren.coverage_status_history.valid_from IS 'as-of date of the publication that began it';
COMMENT ON COLUMN zhaoren.coverage_status_history.valid_to IS 'as-of date of the publication that ended it, exclusive; null while it lasts';
GRANT SELECT ON zhaoren.coverage_status_history TO zhaoren_reader;
