import type { PersonEvent, PersonHistory } from '#pipeline/explain/person-history.ts';

const RULES: Readonly<Record<string, string>> = {
  DECIDED_SAME: '人工认定为同一人',
  DECIDED_DIFFERENT: '人工认定为不同人',
  UNDONE_SAME: '撤销“同一人”的认定',
  UNDONE_DIFFERENT: '撤销“不同人”的认定',
  LINKED: '按证据自动关联',
  NUMBER_CORRECTED: '号码笔误,自动更正',
  SAME_UNKNOWN: '无可用号码,按证据判为同一人',
  NO_USABLE_ID: '无可用号码',
  NUMBER_VOTE: '按各来源可信度改用另一号码',
};

/** What became of a person's id, one line each, with the decision behind it. */
export function formatPersonHistory({ formerIds, events }: PersonHistory, personId: string): string[] {
  if (formerIds.length === 0 && events.length === 0) return [];
  const own = new Set([personId, ...formerIds]);
  return [
    '',
    '编号沿革',
    ...(formerIds.length > 0 ? [`  曾用编号 ${formerIds.join('、')}`] : []),
    ...events.flatMap((event) => [
      `  第 ${event.publication} 期(${event.asOf})  ${sentence(event, own)}  ${RULES[event.rule ?? ''] ?? `规则 ${event.rule ?? '—'}`}`,
      ...decisionLines(event),
    ]),
  ];
}

function sentence({ kind, personId, otherId, records }: PersonEvent, own: ReadonlySet<string>): string {
  const count = `${records} 条记录`;
  switch (kind) {
    case 'MERGE':
      return `${personId} 并入 ${otherId}(${count})`;
    case 'SPLIT':
      return `${own.has(personId) ? '分出' : `由 ${personId} 分出`} ${otherId}(${count})`;
    case 'ATTACHED':
      return otherId === null ? `新增 ${count}` : `${count}由 ${otherId} 转入`;
    case 'DETACHED':
      return `${count}转到 ${otherId}`;
    case 'CORRECTED':
      return `采信的身份号码更正(${count})`;
    default:
      return kind satisfies never;
  }
}

function decisionLines({ decision }: PersonEvent): string[] {
  if (!decision) return [];
  const { key, on, by, reason, undoneOn, undoneBy, undoneReason } = decision;
  return [
    `    认定 ${key}  ${on}  ${by}  ${reason}`,
    ...(undoneOn === null ? [] : [`    撤销 ${undoneOn}  ${undoneBy}  ${undoneReason}`]),
  ];
}
