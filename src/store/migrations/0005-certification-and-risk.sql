-- Certification of benefits and leads on the fund (src/domain/contracts/certification-tables.ts, risk-tables.ts), and the
-- history of both: an episode lasts while state and basis, or state and finding, stay.

CREATE TABLE zhaoren.certification (
  person_id text COLLATE "C" NOT NULL,
  programme text COLLATE "C" NOT NULL,
  department text COLLATE "C",
  division text COLLATE "C",
  state text COLLATE "C",
  basis text COLLATE "C",
  reason text COLLATE "C",
  points integer,
  channels integer,
  proof_date date,
  proof_channel text COLLATE "C",
  strong_date date,
  due_date date,
  valid_to date,
  recognised_from text COLLATE "C",
  method text COLLATE "C",
  negative_channel text COLLATE "C",
  negative_date date,
  next_step text COLLATE "C",
  is_priority boolean,
  award_month text COLLATE "C",
  benefit_state text COLLATE "C",
  monthly_amount_fen bigint,
  evidence bigint[],
  rule text COLLATE "C",
  rule_version text COLLATE "C",
  previous_state text COLLATE "C",
  state_since date,
  PRIMARY KEY (person_id, programme)
);
CREATE INDEX ON zhaoren.certification (division);
CREATE INDEX ON zhaoren.certification (state);
CREATE INDEX ON zhaoren.certification (due_date);
COMMENT ON TABLE zhaoren.certification IS '待遇资格认证: one row per person and programme held';
COMMENT ON COLUMN zhaoren.certification.person_id IS 'person';
COMMENT ON COLUMN zhaoren.certification.programme IS 'programme, EMP_PENSION and so on';
COMMENT ON COLUMN zhaoren.certification.department IS 'department that pays';
COMMENT ON COLUMN zhaoren.certification.division IS 'village lived in, else of the hukou, 12 digits';
COMMENT ON COLUMN zhaoren.certification.state IS 'LOST, CONFLICT, TO_VERIFY, SUSPENDED, RESUMED, ENTITLED or OVERDUE';
COMMENT ON COLUMN zhaoren.certification.basis IS 'what ENTITLED rests on: STRONG, WEAK, EXEMPT or FIRST_TERM';
COMMENT ON COLUMN zhaoren.certification.reason IS 'code of the reason';
COMMENT ON COLUMN zhaoren.certification.points IS 'points of the evidence counted';
COMMENT ON COLUMN zhaoren.certification.channels IS 'channels counted';
COMMENT ON COLUMN zhaoren.certification.proof_date IS 'date of the proof';
COMMENT ON COLUMN zhaoren.certification.proof_channel IS 'channel of the proof, E01 and so on';
COMMENT ON COLUMN zhaoren.certification.strong_date IS 'date of the last strong proof';
COMMENT ON COLUMN zhaoren.certification.due_date IS 'next proof is due by';
COMMENT ON COLUMN zhaoren.certification.valid_to IS 'the decision holds until';
COMMENT ON COLUMN zhaoren.certification.recognised_from IS 'programme whose proof was recognised';
COMMENT ON COLUMN zhaoren.certification.method IS 'DATA, APP, COUNTER, VISIT or SHARED; null when not entitled by proof';
COMMENT ON COLUMN zhaoren.certification.negative_channel IS 'channel of the unresolved negative evidence';
COMMENT ON COLUMN zhaoren.certification.negative_date IS 'its date';
COMMENT ON COLUMN zhaoren.certification.next_step IS 'code of what is to be done next';
COMMENT ON COLUMN zhaoren.certification.is_priority IS 'urgent: visits to people of 80 or more or immobile, and whatever speaks against somebody';
COMMENT ON COLUMN zhaoren.certification.award_month IS 'first month of the benefit, YYYY-MM';
COMMENT ON COLUMN zhaoren.certification.benefit_state IS 'PAYING, SUSPENDED or TERMINATED as the roster has it';
COMMENT ON COLUMN zhaoren.certification.monthly_amount_fen IS 'benefit a month, fen';
COMMENT ON COLUMN zhaoren.certification.evidence IS 'source rows: batch number * 2^32 + line';
COMMENT ON COLUMN zhaoren.certification.rule IS 'rule that decided';
COMMENT ON COLUMN zhaoren.certification.rule_version IS 'its version';
COMMENT ON COLUMN zhaoren.certification.previous_state IS 'state before this one';
COMMENT ON COLUMN zhaoren.certification.state_since IS 'as-of date on which the state was first seen';
GRANT SELECT ON zhaoren.certification TO zhaoren_reader;

CREATE TABLE zhaoren.certification_statistic (
  division text COLLATE "C" NOT NULL,
  programme text COLLATE "C" NOT NULL,
  level integer,
  held integer,
  due integer,
  done integer,
  entitled integer,
  exempt integer,
  to_verify integer,
  conflict integer,
  overdue integer,
  suspended integer,
  lost integer,
  by_data integer,
  by_app integer,
  by_counter integer,
  by_visit integer,
  by_shared integer,
  rate double precision,
  PRIMARY KEY (division, programme)
);
COMMENT ON TABLE zhaoren.certification_statistic IS '认证统计: one row per division and programme, ALL for all of them';
COMMENT ON COLUMN zhaoren.certification_statistic.division IS 'division code, 2–12 digits';
COMMENT ON COLUMN zhaoren.certification_statistic.programme IS 'programme, or ALL';
COMMENT ON COLUMN zhaoren.certification_statistic.level IS '1 province … 5 village';
COMMENT ON COLUMN zhaoren.certification_statistic.held IS 'programmes drawn, counted per person, not lost';
COMMENT ON COLUMN zhaoren.certification_statistic.due IS 'of these that have to prove: neither exempt nor in their first term';
COMMENT ON COLUMN zhaoren.certification_statistic.done IS 'of these certified by proof';
COMMENT ON COLUMN zhaoren.certification_statistic.entitled IS 'of state ENTITLED or RESUMED';
COMMENT ON COLUMN zhaoren.certification_statistic.exempt IS 'entitled without proof: basis EXEMPT or FIRST_TERM';
COMMENT ON COLUMN zhaoren.certification_statistic.to_verify IS 'of state TO_VERIFY';
COMMENT ON COLUMN zhaoren.certification_statistic.conflict IS 'of state CONFLICT';
COMMENT ON COLUMN zhaoren.certification_statistic.overdue IS 'of state OVERDUE';
COMMENT ON COLUMN zhaoren.certification_statistic.suspended IS 'of state SUSPENDED';
COMMENT ON COLUMN zhaoren.certification_statistic.lost IS 'of state LOST';
COMMENT ON COLUMN zhaoren.certification_statistic.by_data IS 'certified by data alone';
COMMENT ON COLUMN zhaoren.certification_statistic.by_app IS 'certified by face in an app';
COMMENT ON COLUMN zhaoren.certification_statistic.by_counter IS 'certified at a counter, kiosk or village point';
COMMENT ON COLUMN zhaoren.certification_statistic.by_visit IS 'certified at home';
COMMENT ON COLUMN zhaoren.certification_statistic.by_shared IS 'certified by another programme''s proof';
COMMENT ON COLUMN zhaoren.certification_statistic.rate IS 'done over due, 0–1';
GRANT SELECT ON zhaoren.certification_statistic TO zhaoren_reader;

CREATE TABLE zhaoren.channel_statistic (
  channel text COLLATE "C" NOT NULL,
  department text COLLATE "C",
  rows bigint,
  people integer,
  decided integer,
  share double precision,
  PRIMARY KEY (channel)
);
COMMENT ON TABLE zhaoren.channel_statistic IS '证据渠道统计: one row per channel';
COMMENT ON COLUMN zhaoren.channel_statistic.channel IS 'E01 and so on; RECORD: certified by data, as the core system has it';
COMMENT ON COLUMN zhaoren.channel_statistic.department IS 'department that delivers it';
COMMENT ON COLUMN zhaoren.channel_statistic.rows IS 'rows of evidence';
COMMENT ON COLUMN zhaoren.channel_statistic.people IS 'people with a row';
COMMENT ON COLUMN zhaoren.channel_statistic.decided IS 'people whose proof it is';
COMMENT ON COLUMN zhaoren.channel_statistic.share IS 'decided over all people with a proof, 0–1';
GRANT SELECT ON zhaoren.channel_statistic TO zhaoren_reader;

CREATE TABLE zhaoren.risk_lead (
  lead_id text COLLATE "C" NOT NULL,
  subject text COLLATE "C",
  person_id text COLLATE "C",
  uscc text COLLATE "C",
  operator_key text COLLATE "C",
  division text COLLATE "C",
  cause text COLLATE "C",
  rule text COLLATE "C",
  rules text[] COLLATE "C",
  grade text COLLATE "C",
  programmes text[] COLLATE "C",
  from_month text COLLATE "C",
  to_month text COLLATE "C",
  amount_fen bigint,
  evidence bigint[],
  rule_version text COLLATE "C",
  state text COLLATE "C",
  is_true boolean,
  close_reason text COLLATE "C",
  amount_due_fen bigint,
  recovered_fen bigint,
  first_seen date,
  last_seen date,
  state_since date,
  actions_after date,
  PRIMARY KEY (lead_id)
);
CREATE INDEX ON zhaoren.risk_lead (division);
CREATE INDEX ON zhaoren.risk_lead (state);
CREATE INDEX ON zhaoren.risk_lead (person_id);
CREATE INDEX ON zhaoren.risk_lead (uscc);
COMMENT ON TABLE zhaoren.risk_lead IS '基金疑点: one row per subject and cause';
COMMENT ON COLUMN zhaoren.risk_lead.lead_id IS 'stable id';
COMMENT ON COLUMN zhaoren.risk_lead.subject IS 'PERSON, UNIT or OPERATOR: whom it is about';
COMMENT ON COLUMN zhaoren.risk_lead.person_id IS 'the person';
COMMENT ON COLUMN zhaoren.risk_lead.uscc IS 'the unit, by unified social credit code';
COMMENT ON COLUMN zhaoren.risk_lead.operator_key IS 'the operator, as a token';
COMMENT ON COLUMN zhaoren.risk_lead.division IS 'village of the person, division of the unit';
COMMENT ON COLUMN zhaoren.risk_lead.cause IS 'what the rules that fit have in common; one lead a cause';
COMMENT ON COLUMN zhaoren.risk_lead.rule IS 'gravest rule, R01 and so on';
COMMENT ON COLUMN zhaoren.risk_lead.rules IS 'all rules that fit';
COMMENT ON COLUMN zhaoren.risk_lead.grade IS 'H, M or L';
COMMENT ON COLUMN zhaoren.risk_lead.programmes IS 'programmes that paid';
COMMENT ON COLUMN zhaoren.risk_lead.from_month IS 'first month that a rule shows, YYYY-MM';
COMMENT ON COLUMN zhaoren.risk_lead.to_month IS 'latest month that a rule ever showed, YYYY-MM';
COMMENT ON COLUMN zhaoren.risk_lead.amount_fen IS 'amount at stake, fen; each month of a programme once';
COMMENT ON COLUMN zhaoren.risk_lead.evidence IS 'source rows: batch number * 2^32 + line';
COMMENT ON COLUMN zhaoren.risk_lead.rule_version IS 'version of the gravest rule';
COMMENT ON COLUMN zhaoren.risk_lead.state IS 'NEW, ASSIGNED, VERIFIED, STOPPED, RECOVERING or CLOSED';
COMMENT ON COLUMN zhaoren.risk_lead.is_true IS 'what verification found; null before';
COMMENT ON COLUMN zhaoren.risk_lead.close_reason IS 'why closed: UNTRUE, RECOVERED, SETTLED or NO_LONGER_SHOWN';
COMMENT ON COLUMN zhaoren.risk_lead.amount_due_fen IS 'amount found to be paid back, fen';
COMMENT ON COLUMN zhaoren.risk_lead.recovered_fen IS 'of this paid back, fen';
COMMENT ON COLUMN zhaoren.risk_lead.first_seen IS 'as-of date on which it was first seen';
COMMENT ON COLUMN zhaoren.risk_lead.last_seen IS 'as-of date on which a rule last showed it';
COMMENT ON COLUMN zhaoren.risk_lead.state_since IS 'day of the action that made the state, else as-of date on which it was first seen';
COMMENT ON COLUMN zhaoren.risk_lead.actions_after IS 'only what was done after it counts: the end of an earlier opening; null for none';
GRANT SELECT ON zhaoren.risk_lead TO zhaoren_reader;

CREATE TABLE zhaoren.risk_statistic (
  division text COLLATE "C" NOT NULL,
  rule text COLLATE "C" NOT NULL,
  level integer,
  leads integer,
  open integer,
  verified_true integer,
  verified_false integer,
  amount_fen bigint,
  recovered_fen bigint,
  PRIMARY KEY (division, rule)
);
COMMENT ON TABLE zhaoren.risk_statistic IS '基金疑点统计: one row per division and rule, ALL for all of them';
COMMENT ON COLUMN zhaoren.risk_statistic.division IS 'division code, 2–12 digits';
COMMENT ON COLUMN zhaoren.risk_statistic.rule IS 'gravest rule of the leads, or ALL';
COMMENT ON COLUMN zhaoren.risk_statistic.level IS '1 province … 5 village';
COMMENT ON COLUMN zhaoren.risk_statistic.leads IS 'leads';
COMMENT ON COLUMN zhaoren.risk_statistic.open IS 'of these not closed';
COMMENT ON COLUMN zhaoren.risk_statistic.verified_true IS 'found true';
COMMENT ON COLUMN zhaoren.risk_statistic.verified_false IS 'found untrue';
COMMENT ON COLUMN zhaoren.risk_statistic.amount_fen IS 'amount at stake, fen';
COMMENT ON COLUMN zhaoren.risk_statistic.recovered_fen IS 'paid back, fen';
GRANT SELECT ON zhaoren.risk_statistic TO zhaoren_reader;

CREATE TABLE zhaoren.certification_history (
  person_id text COLLATE "C" NOT NULL,
  programme text COLLATE "C" NOT NULL,
  publication integer NOT NULL,
  state text COLLATE "C",
  basis text COLLATE "C",
  reason text COLLATE "C",
  points integer,
  proof_date date,
  proof_channel text COLLATE "C",
  due_date date,
  negative_channel text COLLATE "C",
  negative_date date,
  rule text COLLATE "C",
  rule_version text COLLATE "C",
  evidence bigint[],
  valid_from date NOT NULL,
  valid_to date,
  PRIMARY KEY (person_id, programme, publication)
);
COMMENT ON TABLE zhaoren.certification_history IS 'one row per person, programme and episode of certification';
COMMENT ON COLUMN zhaoren.certification_history.person_id IS 'person';
COMMENT ON COLUMN zhaoren.certification_history.programme IS 'programme';
COMMENT ON COLUMN zhaoren.certification_history.publication IS 'publication that began the episode';
COMMENT ON COLUMN zhaoren.certification_history.state IS 'state of the episode';
COMMENT ON COLUMN zhaoren.certification_history.basis IS 'basis of the episode';
COMMENT ON COLUMN zhaoren.certification_history.reason IS 'reason when it began';
COMMENT ON COLUMN zhaoren.certification_history.points IS 'points when it began';
COMMENT ON COLUMN zhaoren.certification_history.proof_date IS 'date of the proof when it began';
COMMENT ON COLUMN zhaoren.certification_history.proof_channel IS 'channel of the proof when it began';
COMMENT ON COLUMN zhaoren.certification_history.due_date IS 'next proof due when it began';
COMMENT ON COLUMN zhaoren.certification_history.negative_channel IS 'channel of the negative evidence when it began';
COMMENT ON COLUMN zhaoren.certification_history.negative_date IS 'its date';
COMMENT ON COLUMN zhaoren.certification_history.rule IS 'rule that decided when it began';
COMMENT ON COLUMN zhaoren.certification_history.rule_version IS 'its version';
COMMENT ON COLUMN zhaoren.certification_history.evidence IS 'source rows when it began';
COMMENT ON COLUMN zhaoren.certification_history.valid_from IS 'as-of date of the publication that began it';
COMMENT ON COLUMN zhaoren.certification_history.valid_to IS 'as-of date of the publication that ended it, exclusive; null while it lasts';
GRANT SELECT ON zhaoren.certification_history TO zhaoren_reader;

CREATE TABLE zhaoren.risk_lead_history (
  lead_id text COLLATE "C" NOT NULL,
  publication integer NOT NULL,
  state text COLLATE "C",
  is_true boolean,
  rule text COLLATE "C",
  grade text COLLATE "C",
  close_reason text COLLATE "C",
  amount_fen bigint,
  amount_due_fen bigint,
  recovered_fen bigint,
  rule_version text COLLATE "C",
  evidence bigint[],
  valid_from date NOT NULL,
  valid_to date,
  PRIMARY KEY (lead_id, publication)
);
COMMENT ON TABLE zhaoren.risk_lead_history IS 'one row per lead and episode of its state';
COMMENT ON COLUMN zhaoren.risk_lead_history.lead_id IS 'lead';
COMMENT ON COLUMN zhaoren.risk_lead_history.publication IS 'publication that began the episode';
COMMENT ON COLUMN zhaoren.risk_lead_history.state IS 'state of the episode';
COMMENT ON COLUMN zhaoren.risk_lead_history.is_true IS 'finding of the episode';
COMMENT ON COLUMN zhaoren.risk_lead_history.rule IS 'gravest rule when it began';
COMMENT ON COLUMN zhaoren.risk_lead_history.grade IS 'grade when it began';
COMMENT ON COLUMN zhaoren.risk_lead_history.close_reason IS 'why closed';
COMMENT ON COLUMN zhaoren.risk_lead_history.amount_fen IS 'amount at stake when it began, fen';
COMMENT ON COLUMN zhaoren.risk_lead_history.amount_due_fen IS 'amount to be paid back when it began, fen';
COMMENT ON COLUMN zhaoren.risk_lead_history.recovered_fen IS 'paid back when it began, fen';
COMMENT ON COLUMN zhaoren.risk_lead_history.rule_version IS 'version of the rule when it began';
COMMENT ON COLUMN zhaoren.risk_lead_history.evidence IS 'source rows when it began';
COMMENT ON COLUMN zhaoren.risk_lead_history.valid_from IS 'as-of date of the publication that began it';
COMMENT ON COLUMN zhaoren.risk_lead_history.valid_to IS 'as-of date of the publication that ended it, exclusive; null while it lasts';
GRANT SELECT ON zhaoren.risk_lead_history TO zhaoren_reader;
