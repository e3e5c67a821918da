// The list of reporting units as a workbook: export, check, import. Population at year ends is a column per year.
// What a row means: the unit of that name; a new name is a new unit; a unit that is not in the file stays as it is.

import type { ListImportResult } from '../../../shared/contract/calls/units.js';
import type { ParsedParams } from '../../../shared/contract/index.js';
import { AppError } from '../../../shared/errors/app-error.js';
import { normaliseName } from '../../../shared/indicators/normalise.js';
import type { CheckIssue } from '../../../shared/import/plan.js';
import type { FileRef } from '../../../shared/model/file-ref.js';
import type { ReportingUnit } from '../../../shared/model/unit.js';
import { countsByKind, guessKind, isTotalName } from '../../../shared/model/unit-kind.js';
import { unitDraftSchema } from '../../../shared/model/unit-schema.js';
import { chinaDate } from '../../../shared/tasks/working-days.js';
import type { Ctx } from '../context.js';
import { importRows, openList, refusalText } from '../lists/import-list.js';
import { block, readList, type ListRow } from '../lists/read-list.js';
import { writeList } from '../lists/write-list.js';
import type { Store } from '../store/store.js';
import { listUnits } from '../store/unit-store.js';
import { saveUnit } from '../store/unit-edit-store.js';
import { checkUnits } from './check-units.js';
import { unitColumns, yearsOf, type UnitItem } from './list-columns.js';
import { peopleInDoubt } from './people-twice.js';
import { addPopulations, listPopulation, populationsOf, readPopulation } from './population.js';

const SHEET = '填报单位';
/** Columns that lists of others have and nothing is taken from. */
const PASSED_OVER = ['序号', '编号', 'No'];

export async function exportList(ctx: Ctx): Promise<FileRef> {
  const items = itemsOf(ctx.store);
  const years = new Set(items.flatMap((item) => Object.keys(item.populations).map(Number)));
  years.add(Number(chinaDate(ctx.store.now()).slice(0, 4)) - 1);
  const output = ctx.files.output('填报单位清单.xlsx');
  await writeList(output.path, {
    name: SHEET,
    columns: unitColumns(
      ctx.store,
      [...years].sort((a, b) => a - b),
    ),
    items,
    notes: [
      '填报单位清单：在“填报单位”表中修改或增加行，保存后在“设置—填报单位”中导入。列的顺序可以变，列名不要改。',
      '按填报单位名称对应：名称相同的行修改该填报单位，新名称增加填报单位。清单中没有的填报单位保持不变，删除请在程序中操作。',
      '导入前会先检查并列出变化；有一处必改问题时整份不导入。导入后可以撤销。',
    ],
  });
  return output.finish();
}

export async function importList(
  ctx: Ctx,
  { file, apply, populationYear }: ParsedParams<'units.import'>,
): Promise<ListImportResult> {
  const book = await openList(ctx, file);
  const stored = itemsOf(ctx.store);
  const byName = new Map(stored.map((item) => [normaliseName(item.name), item]));
  const nextOrder = Math.max(0, ...stored.map((item) => item.order)) + 1;
  const { columns, rows, issues } = readList<UnitItem>(book, {
    columns: unitColumns(ctx.store, yearsOf(book, populationYear), populationYear),
    passedOver: PASSED_OVER,
    isLeftOut: isTotalName,
    keyColumn: 'name',
    schema: unitDraftSchema,
    find: (name) => byName.get(normaliseName(name)) ?? null,
    create: (name, index) => newItem(name, nextOrder + index),
    normaliseKey: normaliseName,
  });
  const units = resolve(ctx.store, rows, issues);
  return importRows(ctx, {
    columns,
    rows,
    issues,
    file,
    apply,
    list: '填报单位清单',
    counter: '个',
    kind: 'units',
    topics: ['units', 'values'],
    nameOf: ({ name }) => name,
    save: (_changed, changeSetId) => store(ctx.store, changeSetId, units, file.name),
  });
}

function itemsOf(store: Store): UnitItem[] {
  const units = listUnits(store);
  const names = new Map(units.map((unit) => [unit.id, unit.name]));
  const populations = Map.groupBy(listPopulation({ store }).populations, (population) => population.unitId);
  return units.map((unit) => ({
    ...unit,
    parentName: unit.parentId === null ? '' : (names.get(unit.parentId) ?? ''),
    populations: Object.fromEntries((populations.get(unit.id) ?? []).map(({ year, value }) => [year, value])),
  }));
}

function newItem(name: string, order: number): UnitItem {
  const kind = guessKind(name);
  return {
    id: null,
    name,
    aliases: [],
    kind,
    order,
    ...countsByKind(kind),
    parentId: null,
    parentName: '',
    gbCode: null,
    validFrom: null,
    validTo: null,
    contact: '',
    phone: '',
    populations: {},
  };
}

interface ResolvedUnit extends ReportingUnit {
  row: ListRow<UnitItem>;
}

/** Rows that change something, parents as ids (negative: a new unit of this file), checked together with all others. */
function resolve(store: Store, rows: ListRow<UnitItem>[], issues: CheckIssue[]): ResolvedUnit[] {
  const stored = listUnits(store);
  const ids = new Map(stored.map((unit) => [normaliseName(unit.name), unit.id]));
  rows.forEach((row, index) => {
    if (row.existing === null) ids.set(normaliseName(row.draft.name), -1 - index);
  });
  const all = new Map(stored.map((unit) => [unit.id, unit]));
  const changed: ResolvedUnit[] = [];
  for (const row of rows) {
    const { parentName, populations: _populations, ...draft } = row.draft;
    const parentId = parentName === '' ? null : (ids.get(normaliseName(parentName)) ?? undefined);
    if (parentId === undefined) {
      const message = `“含于”是“${parentName}”，应为本清单或程序中已有的单位名称。`;
      issues.push(block(row.sheet, row.address('parentName'), 'list.value', message));
      continue;
    }
    const unit = { ...draft, id: ids.get(normaliseName(draft.name))!, parentId };
    all.set(unit.id, unit);
    if (!row.isSame) changed.push({ ...unit, row });
  }
  const others = [...all.values()];
  askAboutPeople(store, others, changed, issues);
  if (passes(others)) return changed;
  // Something clashes: add the changed rows one by one, and the first that fails names its cell.
  const accepted = others.filter((unit) => !changed.some((candidate) => candidate.id === unit.id));
  for (const { row, ...unit } of changed) {
    try {
      checkUnits([
        ...accepted,
        { ...unit, parentId: accepted.some((a) => a.id === unit.parentId) ? unit.parentId : null },
      ]);
      accepted.push(unit);
    } catch (error) {
      issues.push(block(row.sheet, row.address('name'), 'list.check', refusalText(error)));
    }
  }
  // A circle of parents shows only once all rows are there.
  if (!issues.some((issue) => issue.rule === 'list.check')) {
    try {
      checkUnits(others);
    } catch (error) {
      issues.push(block(changed[0]?.row.sheet ?? null, null, 'list.check', refusalText(error)));
    }
  }
  return changed;
}

/** Populations that may hold those of units that ended since (people-twice.ts) are typed one by one, where the answer can be given. */
function askAboutPeople(
  store: Store,
  units: readonly ReportingUnit[],
  changed: readonly ResolvedUnit[],
  issues: CheckIssue[],
): void {
  const years = new Set(changed.flatMap(({ row }) => Object.keys(row.draft.populations).map(Number)));
  for (const year of years) {
    const given = changed.flatMap((unit) => {
      const text = unit.row.draft.populations[year];
      const value = text === undefined ? null : readPopulation(store, text);
      return value === null ? [] : [[unit, value] as const];
    });
    const values = new Map(given.map(([unit, value]) => [unit.id, value]));
    const doubt = peopleInDoubt(store, { units, year, values, stored: populationsOf(store, year) });
    for (const { id } of doubt?.mayHold ?? []) {
      const { row } = changed.find((unit) => unit.id === id)!;
      const message = `${doubt!.text}。请在“设置 › 人口数”中填写这个数并说明是否已含；其余内容不受影响，清单中这一格请留空。`;
      issues.push(block(row.sheet, row.address(`population-${year}`), 'list.check', message));
    }
  }
}

function passes(units: ReportingUnit[]): boolean {
  try {
    checkUnits(units);
    return true;
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
}

function store(target: Store, changeSetId: number, units: ResolvedUnit[], fileName: string): void {
  const ids = new Map<number, number>();
  // New units first without parents: a parent may stand further down in the file.
  for (const unit of units)
    ids.set(unit.id, saveUnit(target, unit.id < 0 ? null : unit.id, { ...unit, parentId: null }));
  for (const unit of units)
    if (unit.parentId !== null)
      saveUnit(target, ids.get(unit.id)!, { ...unit, parentId: ids.get(unit.parentId) ?? unit.parentId });
  addPopulations(
    target,
    changeSetId,
    units.flatMap(({ id, row }) =>
      Object.entries(row.draft.populations)
        .filter(([year, text]) => row.existing?.populations[Number(year)] !== text)
        .map(([year, text]) => ({
          unitId: ids.get(id)!,
          year: Number(year),
          text,
          source: `填报单位清单“${fileName}”`,
          sheet: row.sheet,
          cell: row.address(`population-${year}`),
        })),
    ),
  );
}
