-- What became of ids: events from publication to publication, and where an id that no longer lives leads.

CREATE TABLE zhaoren.person_event (
  event_id text COLLATE "C" NOT NULL,
  publication integer,
  as_of date,
  kind text COLLATE "C",
  person_id text COLLATE "C",
  other_id text COLLATE "C",
  records bigint,
  rule text COLLATE "C",
  decision_key text COLLATE "C",
  PRIMARY KEY (event_id)
);
CREATE INDEX ON zhaoren.person_event (person_id);
CREATE INDEX ON zhaoren.person_event (other_id);
COMMENT ON TABLE zhaoren.person_event IS '人员编号变动: one row per thing that happened to an id; only ever added to';
COMMENT ON COLUMN zhaoren.person_event.event_id IS 'stable id';
COMMENT ON COLUMN zhaoren.person_event.publication IS 'publication with which it happened';
COMMENT ON COLUMN zhaoren.person_event.as_of IS 'as-of date of that publication';
COMMENT ON COLUMN zhaoren.person_event.kind IS 'MERGE, SPLIT, ATTACHED, DETACHED or CORRECTED';
COMMENT ON COLUMN zhaoren.person_event.person_id IS 'person to whom it happened';
COMMENT ON COLUMN zhaoren.person_event.other_id IS 'MERGE: lives on in; SPLIT, DETACHED: records went to; ATTACHED: came from, null when new';
COMMENT ON COLUMN zhaoren.person_event.records IS 'source rows concerned';
COMMENT ON COLUMN zhaoren.person_event.rule IS 'rule that linked them, DECIDED_… or UNDONE_… when a decision was the cause';
COMMENT ON COLUMN zhaoren.person_event.decision_key IS 'decision that was the cause';
GRANT SELECT ON zhaoren.person_event TO zhaoren_reader;

CREATE TABLE zhaoren.person_alias (
  old_person_id text COLLATE "C" NOT NULL,
  person_id text COLLATE "C" NOT NULL,
  kind text COLLATE "C",
  PRIMARY KEY (old_person_id, person_id)
);
CREATE INDEX ON zhaoren.person_alias (person_id);
COMMENT ON TABLE zhaoren.person_alias IS '人员旧编号: one row per id that no longer lives and person who has its records';
COMMENT ON COLUMN zhaoren.person_alias.old_person_id IS 'id that was published once';
COMMENT ON COLUMN zhaoren.person_alias.person_id IS 'living person; of GONE the last that had its records';
COMMENT ON COLUMN zhaoren.person_alias.kind IS 'MERGED: one has its records; SPLIT: several; GONE: none is delivered any more';
GRANT SELECT ON zhaoren.person_alias TO zhaoren_reader;
