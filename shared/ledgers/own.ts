// 自建台账 and 增加字段: definitions that the office makes, as data. They become the same Ledger that shipped declarations are, so
// that form, grid, import, export, history and roll-up need not know the difference. Not here: where they are stored
// (core/store/ledger-list.ts), proposing one from the heads of a table (propose.ts), the shipped definitions (own-shipped.ts).

import { z } from 'zod';

import type { Field, Fields, Ledger, Reminder, Rollup, Stages } from './define.js';
import { liesAhead } from './future-days.js';
import { headKey } from './heads.js';
import { canonicalStage } from './stages.js';
import { isNoCountByName } from './summed.js';

/** Kinds that the officer may choose, in the order of the list. */
export const OWN_KINDS = [
  'text',
  'longText',
  'integer',
  'personCount',
  'amount',
  'date',
  'period',
  'choice',
  'multiChoice',
  'yesNo',
  'unit',
  'enterprise',
  'code',
  'attachment',
  'status',
] as const satisfies readonly Field['kind'][];
export type OwnKind = (typeof OWN_KINDS)[number];

export const OWN_KIND_LABEL: Record<OwnKind, string> = {
  text: '文字',
  longText: '长文字',
  integer: '整数',
  personCount: '人数（人次）',
  amount: '金额（万元）',
  date: '日期',
  period: '年月',
  choice: '单选',
  multiChoice: '多选',
  yesNo: '是/否',
  unit: '填报单位',
  enterprise: '企业',
  code: '编号',
  attachment: '附件',
  status: '环节',
};

/** Numbers with a check; `certificate` is any number, only tidied. */
export const OWN_CODES = ['certificate', 'uscc', 'patent', 'trademark', 'document'] as const;
export const OWN_CODE_LABEL: Record<(typeof OWN_CODES)[number], string> = {
  certificate: '一般编号',
  uscc: '统一社会信用代码',
  patent: '专利号',
  trademark: '商标号',
  document: '文号',
};

/** Kinds that a ledger has once, under a fixed name: registers, stages and reports look for them there. */
const FIXED_NAME: Partial<Record<OwnKind, string>> = { unit: 'unit', enterprise: 'enterprise', status: 'status' };

const text = z.string().trim();
const label = text.min(1).max(30);
const option = text.min(1).max(40);

export const ownFieldSchema = z.object({
  name: z.string().regex(/^(x[1-9]\d{0,3}|unit|enterprise|uscc|status)$/), // identity; never reused within a ledger
  label,
  kind: z.enum(OWN_KINDS),
  required: z.boolean().default(false),
  options: z.array(option).max(200).default([]), //     单选, 多选
  isOpen: z.boolean().default(false), //                other values are admitted
  check: z.enum(OWN_CODES).default('certificate'), //   编号
  many: z.boolean().default(false), //                  a list of numbers
  aliases: z.array(label).max(30).default([]), //       other heads in workbooks
  help: text.max(100).default(''),
  isPersonal: z.boolean().default(false),
  remindAhead: z.number().int().min(1).max(250).nullable().default(null), // 日期: 到期提醒 from so many working days before
  isHidden: z.boolean().default(false), //              taken out: what was entered is kept, and comes back with the field
});
export type OwnField = z.infer<typeof ownFieldSchema>;

const ownRollupSchema = z.object({
  code: z.string().min(1).max(20), //                   指标代码
  measure: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('rows') }),
    z.object({ kind: z.literal('sum'), field: z.string() }),
    z.object({ kind: z.literal('enterprises') }),
  ]),
  on: z.string(), //                                    date field, or a field with the year
  until: z.string().nullable().default(null), //        date field: counts what holds on the last day, from `on` until then
  where: z
    .array(z.object({ field: z.string(), in: z.array(text.min(1)).min(1).max(50) }))
    .max(5)
    .default([]),
});
export type OwnRollup = z.infer<typeof ownRollupSchema>;

export const ownLedgerSchema = z.object({
  title: label,
  group: text.min(1).max(10).default('自建'),
  fields: z.array(ownFieldSchema).min(1).max(80),
  keys: z.array(z.array(z.string()).min(1).max(6)).max(4).default([]), // what makes two rows the same
  steps: z.array(option).max(20).default([]), //        环节 in order
  ends: z.array(option).max(20).default([]), //         end states off the way
  rollups: z.array(ownRollupSchema).max(20).default([]),
  isHidden: z.boolean().default(false), //              taken out of the list; rows are kept
});
export type OwnLedger = z.infer<typeof ownLedgerSchema>;

/** Fields that the office added to a shipped ledger. */
export const extraFieldsSchema = z.object({ fields: z.array(ownFieldSchema).max(40) });

/** Identity of an officer-made ledger, as no shipped one is called. */
export function isOwnId(id: string): boolean {
  return /^own[1-9]\d{0,5}$/.test(id);
}

/** Steps at which nothing is left to be done: the last one, and from 办结 on what only files it away. */
function doneSteps(steps: readonly string[]): readonly string[] {
  const at = steps.findIndex((step) => /办结|办毕|结案|完成/.test(step));
  return steps.slice(at < 0 ? -1 : at);
}

/** 到期提醒 of dates that ask for it, until the row stands at the last step of its way, has come to nothing, or has ended. */
function remindersFrom(own: readonly OwnField[], ledger: Pick<Ledger, 'fields' | 'stages' | 'rollups'>): Reminder[] {
  const { fields, stages } = ledger;
  const status = Object.entries(fields).find(([, field]) => field.kind === 'status')?.[0];
  const done = stages ? [...stages.paths.flatMap(({ steps }) => doneSteps(steps)), ...stages.ends] : [];
  const named = Object.entries(fields).find(([, { kind }]) => kind === 'enterprise' || kind === 'text')?.[0];
  const ended = ledger.rollups.flatMap(({ when }) => (when.kind === 'validAt' ? when.to : []));
  return own.flatMap((one): Reminder[] => {
    if (one.isHidden || one.kind !== 'date' || one.remindAhead === null) return [];
    const unless = [...new Set(ended)].filter((name) => name !== one.name);
    return [
      {
        id: `date-${one.name}`,
        what: one.label,
        on: one.name,
        ahead: one.remindAhead,
        ...(unless.length > 0 ? { unless } : {}),
        ...(status === undefined ? {} : { where: [{ field: status, notIn: done }] }),
        name: named ?? one.name,
      },
    ];
  });
}

/** Definition of one field → what the rest of the program knows as a field. */
export function fieldFrom(own: OwnField, siblings: readonly OwnField[] = []): Field {
  const base = {
    label: own.label,
    isExtra: true,
    ...(own.required ? { required: true } : {}),
    ...(own.aliases.length > 0 ? { aliases: own.aliases } : {}),
    ...(own.help === '' ? {} : { help: own.help }),
    ...(own.isPersonal ? { isPersonal: true } : {}),
  };
  switch (own.kind) {
    case 'choice':
    case 'multiChoice':
      return { ...base, kind: own.kind, options: own.options, isOpen: own.isOpen };
    case 'code':
      return { ...base, kind: 'code', check: own.check, ...(own.many ? { many: true } : {}) };
    case 'enterprise':
      return {
        ...base,
        kind: 'enterprise',
        ...(siblings.some((one) => one.name === 'uscc' && !one.isHidden) ? { codeField: 'uscc' } : {}),
      };
    case 'date':
      return { ...base, kind: 'date', ...(liesAhead(own.label) ? { mayLieAhead: true } : {}) };
    case 'integer':
      return { ...base, kind: 'integer', ...(isNoCountByName(own.label) ? { isNoCount: true } : {}) };
    default:
      return { ...base, kind: own.kind };
  }
}

/** Fields in their order, those taken out left away. */
export function fieldsFrom(fields: readonly OwnField[]): Fields {
  return Object.fromEntries(fields.filter((one) => !one.isHidden).map((one) => [one.name, fieldFrom(one, fields)]));
}

function stagesFromSteps(definition: OwnLedger): Stages {
  return { paths: [{ name: definition.title, steps: definition.steps }], ends: definition.ends, aliases: {} };
}

function rollupFrom(definition: OwnLedger, own: OwnRollup): Rollup {
  const field = (name: string): OwnField | undefined => definition.fields.find((one) => one.name === name);
  const isYear = field(own.on)?.kind === 'integer';
  const when: Rollup['when'] =
    own.until !== null
      ? { kind: 'validAt', from: own.on, to: [own.until] }
      : isYear
        ? { kind: 'yearIs', field: own.on }
        : { kind: 'dateIn', fields: [own.on] };
  const day = field(own.on)?.label ?? '';
  const period =
    own.until !== null
      ? `期末当日已过${day}、未过${field(own.until)?.label ?? ''}`
      : `${day}${isYear ? '为本年' : '在期内'}`;
  const parts = own.where.map((one) => `${field(one.field)?.label ?? ''}为${one.in.join('、')}`);
  const what =
    own.measure.kind === 'sum'
      ? `${field(own.measure.field)?.label ?? ''}之和`
      : own.measure.kind === 'enterprises'
        ? '不重复企业数'
        : '记录数';
  return {
    code: own.code,
    measure:
      own.measure.kind === 'sum'
        ? { sum: own.measure.field }
        : own.measure.kind === 'enterprises'
          ? { distinct: 'enterprise' }
          : 'rows',
    when,
    where: own.where.map((one) => ({
      field: one.field,
      in: field(one.field)?.kind === 'yesNo' ? one.in.map((value) => value === '是') : one.in,
    })),
    rule: `${[period, ...parts].join('、')}的${what}`,
  };
}

/** Definition → ledger. Its rows lie in the table of all officer-made ledgers. */
export function ledgerFrom(id: string, definition: OwnLedger): Ledger {
  const fields = fieldsFrom(definition.fields);
  const isThere = (name: string): boolean => Object.hasOwn(fields, name);
  const rollups = definition.rollups.filter(
    (one) =>
      isThere(one.on) &&
      (one.until === null || isThere(one.until)) &&
      one.where.every(({ field }) => isThere(field)) &&
      (one.measure.kind !== 'sum' || isThere(one.measure.field)),
  );
  const ledger: Ledger = {
    id,
    title: definition.title,
    table: 'ledger_own',
    group: definition.group,
    isOwn: true,
    titleWords: [definition.title.replace(/台账$/, '')],
    fields,
    keys: definition.keys.filter((key) => key.every(isThere)),
    ...(isThere('status') ? { stages: stagesFromSteps(definition) } : {}),
    rollups: rollups.map((one) => rollupFrom(definition, one)),
  };
  return { ...ledger, reminders: remindersFrom(definition.fields, ledger) };
}

/**
 * A shipped ledger with what the office added to it. A label that a newer program declares itself stays with the program; the field
 * of the office stands beside it as 放款金额（自加）, with all that was entered.
 */
export function withExtraFields(ledger: Ledger, extra: readonly OwnField[]): Ledger {
  if (extra.length === 0) return ledger;
  const taken = new Set(Object.values(ledger.fields).map((field) => headKey(field.label)));
  const free = extra.map((one) =>
    taken.has(headKey(one.label)) ? { ...one, label: `${one.label}（自加）`, aliases: [] } : one,
  );
  // What counts for a period by a date says nothing about dates of the office.
  const reminders = [...(ledger.reminders ?? []), ...remindersFrom(free, { ...ledger, rollups: [] })];
  return { ...ledger, fields: { ...ledger.fields, ...fieldsFrom(free) }, reminders };
}

/**
 * What is wrong with added fields, in Chinese; `others`: fields of the program in the same ledger, `standing`: fields of the office as
 * they are stored. A head that a newer program has come to use, too, is no fault of theirs and stops no other change.
 */
export function fieldProblems(
  fields: readonly OwnField[],
  others: Fields = {},
  standing: readonly OwnField[] = [],
): string[] {
  const problems: string[] = [];
  const heads = new Map<string, string>();
  const stood = new Map(standing.map((one) => [one.name, new Set([one.label, ...one.aliases].map(headKey))]));
  const note = (head: string, owner: string): void => {
    const key = headKey(head);
    if (key === '') problems.push(`“${head}”不能作列名，请换一个名称`);
    const known = heads.get(key);
    heads.set(key, owner);
    if (known === undefined || known === owner) return;
    const shipped = others[known];
    if (shipped === undefined) {
      const other = fields.find(({ name }) => name === known)?.label ?? head;
      problems.push(`“${head}”与${other === head ? '另一个字段' : `字段“${other}”`}重名，请改其中一个的名称或别名`);
    } else if (stood.get(owner)?.has(key) !== true) {
      const same = shipped.label === head ? '' : `“${shipped.label}”的另一种列名`;
      problems.push(`“${head}”是程序已有的字段${same}，请直接用那个字段，或换一个名称`);
    }
  };
  for (const [name, field] of Object.entries(others))
    for (const head of [field.label, ...(field.aliases ?? [])]) note(head, name);
  const names = new Set<string>();
  for (const field of fields) {
    if (names.has(field.name)) problems.push(`“${field.label}”的内部名称重复`);
    names.add(field.name);
    if (!field.isHidden) for (const head of [field.label, ...field.aliases]) note(head, field.name);
    const fixed = FIXED_NAME[field.kind];
    if (fixed !== undefined && field.name !== fixed)
      problems.push(`“${field.label}”：一个台账只能有一个“${OWN_KIND_LABEL[field.kind]}”字段`);
    if (fixed === undefined && ['unit', 'enterprise', 'status'].includes(field.name))
      problems.push(`“${field.label}”的种类不能由${OWN_KIND_LABEL[field.name as OwnKind]}改为其他种类`);
    if (field.name === 'uscc' && (field.kind !== 'code' || field.check !== 'uscc' || field.many))
      problems.push(`“${field.label}”的种类应为统一社会信用代码`);
    if ((field.kind === 'choice' || field.kind === 'multiChoice') && field.options.length === 0 && !field.isOpen)
      problems.push(`“${field.label}”没有选项，请填写选项或允许其他值`);
    if (new Set(field.options).size !== field.options.length) problems.push(`“${field.label}”有相同的选项`);
    if (field.options.some((one) => field.kind === 'multiChoice' && /[;；、,，]/.test(one)))
      problems.push(`“${field.label}”是多选，选项中不能有分号、顿号和逗号`);
  }
  return problems;
}

/** What is wrong with a definition, in Chinese; empty: it can be used. */
export function definitionProblems(definition: OwnLedger): string[] {
  const problems = fieldProblems(definition.fields);
  const field = (name: string): OwnField | undefined =>
    definition.fields.find((one) => one.name === name && !one.isHidden);
  if (definition.fields.every((one) => one.isHidden)) problems.push('至少保留一个字段');
  const hasStatus = field('status') !== undefined;
  if (hasStatus && definition.steps.length === 0) problems.push('有环节字段，请填写环节的名称');
  if (!hasStatus && definition.steps.length > 0) problems.push('填写了环节，但没有种类为“环节”的字段');
  const stages = [...definition.steps, ...definition.ends];
  if (new Set(stages).size !== stages.length) problems.push('环节的名称有重复');
  if (hasStatus && stages.some((one) => canonicalStage(stagesFromSteps(definition), one) === null))
    problems.push('环节的名称中不能有空格和全角字母、数字');
  for (const key of definition.keys)
    if (!key.every((name) => field(name) !== undefined)) problems.push('判断重复所用的字段已不在台账中');
  for (const rollup of definition.rollups) {
    const on = field(rollup.on);
    if (on === undefined || (on.kind !== 'date' && on.kind !== 'integer'))
      problems.push(`汇总到${rollup.code}：请选择日期或年度字段`);
    if (rollup.until !== null && (on?.kind !== 'date' || field(rollup.until)?.kind !== 'date'))
      problems.push(`汇总到${rollup.code}：按期末在册计数时，起止都应为日期字段`);
    if (rollup.measure.kind === 'sum') {
      const kind = field(rollup.measure.field)?.kind;
      if (kind !== 'amount' && kind !== 'integer' && kind !== 'personCount')
        problems.push(`汇总到${rollup.code}：求和的字段应为金额、整数或人数`);
    }
    if (rollup.measure.kind === 'enterprises' && field('enterprise') === undefined)
      problems.push(`汇总到${rollup.code}：没有企业字段，不能按企业计数`);
    for (const one of rollup.where)
      if (!['choice', 'status', 'yesNo', 'text', 'period', 'code'].includes(field(one.field)?.kind ?? ''))
        problems.push(`汇总到${rollup.code}：条件的字段应为单选、环节、是/否或文字`);
  }
  return [...new Set(problems)];
}

/** Names for fields that have none yet: fixed ones by kind, else the next number that was never used. */
export function nameFields(
  fields: readonly (Omit<OwnField, 'name'> & { name: string | null })[],
  known: readonly OwnField[],
): OwnField[] {
  const used = new Set([...known, ...fields].map((one) => one.name));
  let next = 1;
  return fields.map((field): OwnField => {
    if (field.name !== null) return { ...field, name: field.name };
    const fixed = field.kind === 'code' && field.check === 'uscc' && !field.many ? 'uscc' : FIXED_NAME[field.kind];
    if (fixed !== undefined && !used.has(fixed)) {
      used.add(fixed);
      return { ...field, name: fixed };
    }
    while (used.has(`x${next}`)) next += 1;
    used.add(`x${next}`);
    return { ...field, name: `x${next}` };
  });
}
