import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import type { Defect } from './defect.ts';
import type { FieldPath, YamlFile } from './yaml-file.ts';

const ajv = new Ajv({ allErrors: true, verbose: true, strict: true, strictRequired: false });

/** Compiles a JSON schema (draft 7) to a check that returns the defects of a file's value, or of a part of it. */
export function schemaCheck(schema: object): (file: YamlFile, value?: unknown, at?: FieldPath) => Defect[] {
  const validate: ValidateFunction = ajv.compile(schema);
  return (file, value = file.value, at = []) => {
    if (validate(value)) return [];
    return (validate.errors ?? [])
      .filter((error) => error.keyword !== 'propertyNames')
      .map((error) => file.defect([...at, ...pathOf(error, value)], reasonOf(error)));
  };
}

function pathOf(error: ErrorObject, value: unknown): FieldPath {
  const steps = error.instancePath
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  const path: (string | number)[] = [];
  let node = value;
  for (const step of steps) {
    path.push(Array.isArray(node) ? Number(step) : step);
    node = (node as Record<string, unknown> | undefined)?.[step];
  }
  if (error.keyword === 'additionalProperties') path.push(String(error.params.additionalProperty));
  else if (error.keyword === 'required') path.push(String(error.params.missingProperty));
  else if (error.propertyName !== undefined) path.push(error.propertyName);
  return path;
}

const TYPE_NAMES: Readonly<Record<string, string>> = Object.freeze({
  string: '文字（数字形式的代码请加引号）',
  integer: '整数',
  number: '数字',
  boolean: 'true 或 false',
  array: '列表',
  object: '若干“项: 值”',
});

function reasonOf(error: ErrorObject): string {
  const { keyword, params, parentSchema } = error;
  switch (keyword) {
    case 'required':
      return '缺少这一项，请补上';
    case 'additionalProperties':
      return `没有这样的项，请删去或改名；可用的项：${Object.keys(parentSchema?.properties ?? {}).join('、')}`;
    case 'type':
      return `应为${[params.type]
        .flat()
        .map((type: string) => TYPE_NAMES[type] ?? type)
        .join('或')}`;
    case 'enum':
      return `只能是以下之一：${(params.allowedValues as unknown[]).join('、')}`;
    case 'const':
      return `只能是 ${String(params.allowedValue)}`;
    case 'pattern':
      return `写法不对，应符合 ${String(params.pattern)}`;
    case 'minimum':
      return `不得小于 ${String(params.limit)}`;
    case 'maximum':
      return `不得大于 ${String(params.limit)}`;
    case 'minItems':
    case 'minLength':
    case 'minProperties':
      return '不能为空，请至少填一个值';
    case 'uniqueItems':
      return '列表里有重复的值，请删去一个';
    default:
      return `不符合要求（${keyword}: ${error.message ?? ''}）`;
  }
}
