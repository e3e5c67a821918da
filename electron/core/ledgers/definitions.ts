// Making and changing officer-made ledgers and added fields. What rows hold is never lost by it: a field that is taken out keeps its
// values, and a change of kind that a stored value does not fit is refused with that value.

import type { Ctx } from '../context.js';
import { listIndicators } from '../store/indicator-store.js';
import {
  allLedgersOf,
  extraFields,
  findLedger,
  ledgersOf,
  nextOwnId,
  ownDefinition,
  saveDefinition,
} from '../store/ledger-list.js';
import { countRows, getRow, rowIds, updateRow, type StoredRow } from '../store/ledger-store.js';
import type { Store } from '../store/store.js';
import { listUnits } from '../store/unit-store.js';
import { write } from '../store/write.js';
import type { ParsedParams, Result } from '../../../shared/contract/index.js';
import { AppError } from '../../../shared/errors/app-error.js';
import type { FieldValue, Ledger } from '../../../shared/ledgers/define.js';
import { fieldText } from '../../../shared/ledgers/field-text.js';
import {
  definitionProblems,
  fieldsFrom,
  fieldProblems,
  ledgerFrom,
  type OwnField,
  type OwnLedger,
} from '../../../shared/ledgers/own.js';
import { proposeFields } from '../../../shared/ledgers/propose.js';
import { readField } from '../../../shared/ledgers/read-field.js';
import { LEDGERS } from '../../../shared/ledgers/registry.js';
import { fitsMeasure } from '../../../shared/ledgers/rollup.js';
import { isValueOf } from '../../../shared/ledgers/value-kind.js';
import { rowEnv } from './save.js';

export { planTable, readTable } from './read-table.js';

export function definition(ctx: Ctx, { ledger: id }: ParsedParams<'ledgers.definition'>): Result<'ledgers.definition'> {
  const ledger = findLedger(ctx.store, id);
  if (ledger === null) throw new AppError('data.not-found', { what: `台账“${id}”` });
  return {
    title: ledger.title,
    own: ownDefinition(ctx.store, id),
    extra: extraFields(ctx.store, id),
    rows: countRows(ctx.store, ledger),
  };
}

export function hidden(ctx: Ctx): Result<'ledgers.hidden'> {
  const shown = new Set(ledgersOf(ctx.store).map((ledger) => ledger.id));
  return {
    ledgers: allLedgersOf(ctx.store)
      .filter((ledger) => !shown.has(ledger.id))
      .map((ledger) => ({ id: ledger.id, title: ledger.title, rows: countRows(ctx.store, ledger) })),
  };
}

export function propose(ctx: Ctx, { heads, rows }: ParsedParams<'ledgers.propose'>): Result<'ledgers.propose'> {
  const { unitId } = rowEnv(ctx.store, null);
  return proposeFields(heads, rows, { isUnit: (text) => unitId(text) !== null });
}

/** The sentences that say why a definition cannot be used. */
function refuse(problems: readonly string[]): void {
  if (problems.length > 0) throw new AppError('input.invalid', { what: problems.join('；') });
}

/** What a roll-up must fit: an indicator that exists, flow or stock, money or a count. */
function rollupProblems(store: Store, definition: OwnLedger): string[] {
  const indicators = listIndicators(store);
  return definition.rollups.flatMap((rollup): string[] => {
    const indicator = indicators.find((one) => one.code === rollup.code);
    if (!indicator) return [`没有代码为${rollup.code}的指标，请先在“设置 › 指标”中登记`];
    const { name, measure } = indicator;
    const isStock = rollup.until !== null;
    if (indicator.kind !== (isStock ? 'stock' : 'flow'))
      return [
        isStock
          ? `“${name}”不是时点数，不能按期末在册计数`
          : `“${name}”不是累计数，请改为按期末在册计数（填写止于哪个日期）或换一个指标`,
      ];
    const { measure: what } = rollup;
    const summed = what.kind === 'sum' ? definition.fields.find((one) => one.name === what.field) : undefined;
    const isOfMoney = summed?.kind === 'amount';
    if (fitsMeasure(isOfMoney, measure)) return [];
    return [`“${name}”的计量单位是${measure}，${isOfMoney ? '不能' : '只能'}汇总金额`];
  });
}

/** Titles by which ledgers are told apart, also by the officer's eye. */
function titleProblems(store: Store, id: string | null, title: string): string[] {
  return allLedgersOf(store).some((ledger) => ledger.title === title && ledger.id !== id)
    ? [`已有名为“${title}”的台账（可能已停用），请换一个名称`]
    : [];
}

/** Fields as they shall be, with those that were left away taken out: their values are kept. */
function withKept(fields: readonly OwnField[], known: readonly OwnField[]): OwnField[] {
  const named = new Set(fields.map((field) => field.name));
  return [...fields, ...known.filter((field) => !named.has(field.name)).map((field) => ({ ...field, isHidden: true }))];
}

/** A ledger with the fields that were taken out: rows still hold their values, and they come back with the field. */
function withAll(ledger: Ledger, fields: readonly OwnField[]): Ledger {
  return { ...ledger, fields: { ...ledger.fields, ...fieldsFrom(fields.map((one) => ({ ...one, isHidden: false }))) } };
}

/**
 * Rows whose values must be written anew because the kind of their field changes: through their text, as if typed. Both ledgers with
 * all fields, those that are taken out included. Throws input.invalid where a value cannot be: nothing is changed then.
 */
function convertedRows(store: Store, before: Ledger, after: Ledger, fields: readonly OwnField[]): StoredRow[] {
  const env = rowEnv(store, null);
  const units = new Map(listUnits(store).map((unit) => [unit.id, unit.name]));
  const text = { unitName: (id: number): string => units.get(id) ?? '' };
  const changed = fields.filter(({ name }) => {
    const [was, is] = [before.fields[name], after.fields[name]];
    return was !== undefined && is !== undefined && (was.kind !== is.kind || was.kind === 'code');
  });
  const wrong = new Map<string, string[]>();
  const rows: StoredRow[] = [];
  for (const id of rowIds(store, before)) {
    const stored = getRow(store, before, id)!;
    const values: Record<string, FieldValue> = {};
    for (const own of changed) {
      const value = stored.row[own.name] ?? null;
      const field = after.fields[own.name]!;
      if (value === null || (before.fields[own.name]!.kind === own.kind && isValueOf(field, value))) continue;
      const plain = fieldText(before.fields[own.name]!, value, text);
      const read = readField(after, own.name, field, plain, env);
      if (read.value === null) wrong.set(own.label, [...(wrong.get(own.label) ?? []), plain]);
      else values[own.name] = read.value;
    }
    if (Object.keys(values).length > 0) rows.push({ ...stored, row: { ...stored.row, ...values } });
  }
  refuse(
    [...wrong].map(
      ([label, texts]) =>
        `已有${texts.length}条的“${label}”不能改成所选的种类（如“${texts[0]!}”），请先改这些内容，或另外增加一个字段`,
    ),
  );
  return rows;
}

/** Stages that rows are at must stay; `before` with all fields, as rows keep theirs while 环节 is taken out. */
function stageProblems(store: Store, before: Ledger | null, definition: OwnLedger): string[] {
  if (before === null || !Object.hasOwn(before.fields, 'status')) return [];
  const kept = new Set([...definition.steps, ...definition.ends]);
  if (definition.fields.every((field) => field.name !== 'status' || field.isHidden)) return [];
  const used = new Map<string, number>();
  for (const id of rowIds(store, before)) {
    const stage = getRow(store, before, id)!.row['status'];
    if (typeof stage === 'string' && !kept.has(stage)) used.set(stage, (used.get(stage) ?? 0) + 1);
  }
  return [...used].map(([stage, rows]) => `还有${rows}条在环节“${stage}”，不能去掉这一环节`);
}

export function define(ctx: Ctx, params: ParsedParams<'ledgers.define'>): Result<'ledgers.define'> {
  const { store } = ctx;
  const id = params.ledger;
  const known = id === null ? null : ownDefinition(store, id);
  if (id !== null && known === null) throw new AppError('data.not-found', { what: `自建台账“${id}”` });
  const definition: OwnLedger = {
    ...params.definition,
    fields: withKept(params.definition.fields, known?.fields ?? []),
  };
  const before = id === null ? null : withAll(findLedger(store, id)!, known!.fields);
  refuse([
    ...definitionProblems(definition),
    ...titleProblems(store, id, definition.title),
    ...rollupProblems(store, definition),
    ...stageProblems(store, before, definition),
  ]);
  const whole = withAll(ledgerFrom(id ?? '', definition), definition.fields);
  const rows = before === null ? [] : convertedRows(store, before, whole, definition.fields);
  const { title } = definition;
  const label =
    id === null
      ? `新建台账：${title}`
      : known!.isHidden === definition.isHidden
        ? `修改台账设置：${title}`
        : `${definition.isHidden ? '停用' : '恢复'}台账：${title}`;
  const saved = write(
    store,
    { kind: 'definitions', label, operator: ctx.operator, topics: ['ledgers'] },
    (): string => {
      const name = id ?? nextOwnId(store);
      saveDefinition(store, name, definition);
      for (const row of rows) updateRow(store, whole, row);
      return name;
    },
  );
  return { ledger: saved };
}

export function extend(ctx: Ctx, params: ParsedParams<'ledgers.extend'>): Result<'ledgers.extend'> {
  const { store } = ctx;
  const shipped = LEDGERS.find((ledger) => ledger.id === params.ledger);
  if (!shipped) throw new AppError('data.not-found', { what: `台账“${params.ledger}”` });
  const standing = extraFields(store, shipped.id);
  const fields = withKept(params.fields, standing);
  const own = fields.find((field) => ['unit', 'enterprise', 'status'].includes(field.kind));
  refuse([
    ...fieldProblems(fields, shipped.fields, standing),
    ...(own ? [`“${own.label}”：这种字段由程序规定，不能另外增加`] : []),
    ...(fields.some((field) => field.name === 'uscc')
      ? ['统一社会信用代码请用程序已有的字段，或把种类改为一般编号']
      : []),
  ]);
  const after = withAll(shipped, fields);
  const rows = convertedRows(store, withAll(findLedger(store, shipped.id)!, standing), after, fields);
  write(
    store,
    {
      kind: 'definitions',
      label: `${shipped.title}：增加或修改字段`,
      operator: ctx.operator,
      topics: ['ledgers'],
      detail: fields
        .filter((field) => !field.isHidden)
        .map((field) => field.label)
        .join('、'),
    },
    () => {
      saveDefinition(store, shipped.id, { fields });
      for (const row of rows) updateRow(store, after, row);
    },
  );
  return {};
}
