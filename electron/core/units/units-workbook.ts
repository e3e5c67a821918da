// The list of reporting units as a workbook: export, check, import. Population at year ends is a column per year.
// What a row means: the unit of that name; a new name is a new unit; a unit that is not in the file stays as it is.

import type { ListImportResult } from '../../../shared/contract/calls/units.js';
import type { ParsedParams } from '../../../shared/contract/index.js';
import { AppError, errorText } from '../../../shared/errors/app-error.js';
import { normaliseName } from '../../../shared/indicators/normalise.js';
import type { CheckIssue } from '../../../shared/import/plan.js';
import type { FileRef } from '../../../shared/model/file-ref.js';
import { UNIT_KIND_LABEL, UNIT_KINDS, type ReportingUnit, type UnitDraft } from '../../../shared/model/unit.js';
import { countsByKind, guessKind, HEADS_OF_NAMES, isTotalName, readKind } from '../../../shared/model/unit-kind.js';
import { unitDraftSchema } from '../../../shared/model/unit-schema.js';
import { chinaDate } from '../../../shared/tasks/working-days.js';
import type { Ctx } from '../context.js';
import {
  Expected,
  readInteger,
  readMonth,
  readYesNo,
  splitNames,
  YES_NO,
  yesNo,
  type ListColumn,
} from '../lists/list-column.js';
import { block, headKey, readList, type ListRow } from '../lists/read-list.js';
import { writeList } from '../lists/write-list.js';
import type { Store } from '../store/store.js';
import { listUnits } from '../store/unit-store.js';
import { saveUnit } from '../store/unit-edit-store.js';
import { write } from '../store/write.js';
import type { RawBook } from '../workbook/1-read/raw-book.js';
import { checkUnits } from './check-units.js';
import { peopleInDoubt } from './people-twice.js';
import { addPopulations, listPopulation, populationsOf, readPopulation } from './population.js';

/** A unit as a row shows it: the parent by name, populations by year as plain decimals in 万人. */
interface UnitItem extends UnitDraft {
  id: number | null;
  parentName: string;
  populations: Readonly<Record<number, string>>;
}

const SHEET = '填报单位';
const POPULATION_HEAD = /^(19[5-9]\d|20\d\d)年末(?:常住)?人口数?\(万人\)$/;
/** Heads that leave the year to whoever imports the list. */
const POPULATION_OF_NO_YEAR = [
  '常住人口（万人）',
  '常住人口数（万人）',
  '人口（万人）',
  '人口数（万人）',
  '年末常住人口（万人）',
];
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
  const { book } = await ctx.parser.read(
    { path: ctx.files.path(file.id), name: file.name },
    { signal: ctx.job.signal },
  );
  const stored = itemsOf(ctx.store);
  const byName = new Map(stored.map((item) => [normaliseName(item.name), item]));
  const nextOrder = Math.max(0, ...stored.map((item) => item.order)) + 1;
  const { rows, issues } = readList<UnitItem>(book, {
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
  const result: ListImportResult = {
    added: rows.filter((row) => row.existing === null).map((row) => row.draft.name),
    changed: rows.filter((row) => row.existing !== null && !row.isSame).map((row) => row.draft.name),
    same: rows.filter((row) => row.isSame).length,
    issues,
    applied: false,
  };
  if (!apply || issues.some((issue) => issue.severity === 'block')) return result;
  if (result.added.length + result.changed.length > 0) {
    ctx.job.step({ done: 0, total: 1, stage: '保存填报单位' });
    write(
      ctx.store,
      {
        kind: 'units',
        label: `导入填报单位清单：${[...counted('新增', result.added), ...counted('修改', result.changed)].join('、')}`,
        operator: ctx.operator,
        topics: ['units', 'values'],
        detail: file.name,
      },
      (changeSetId) => store(ctx.store, changeSetId, units, file.name),
    );
  }
  return { ...result, applied: true };
}

/** 新增3个, nothing for none. */
function counted(what: string, names: readonly string[]): string[] {
  return names.length === 0 ? [] : [`${what}${names.length}个`];
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

/** True where 计入合计 and 参与排名 are those of the kind, so that they follow it. */
function hasUsualCounts(item: UnitItem): boolean {
  const usual = countsByKind(item.kind);
  return item.countsInTotal === usual.countsInTotal && item.ranked === usual.ranked;
}

/** Years of the columns with people: those that heads name, and the one that a head without a year means. */
function yearsOf(book: RawBook, noYearMeans: number | undefined): number[] {
  const years = new Set<number>(noYearMeans === undefined ? [] : [noYearMeans]);
  for (const sheet of book.sheets)
    for (const cell of sheet.cells) {
      const match = cell.t === 's' ? POPULATION_HEAD.exec(headKey(String(cell.v))) : null;
      if (match) years.add(Number(match[1]));
    }
  return [...years];
}

function unitColumns(store: Store, years: readonly number[], noYearMeans?: number): ListColumn<UnitItem>[] {
  const month = (key: 'validFrom' | 'validTo', head: string, help: string): ListColumn<UnitItem> => ({
    key,
    head,
    width: 12,
    help,
    write: (item) => item[key] ?? '',
    read: (text) => {
      if (text === '') return { [key]: null };
      const period = readMonth(text);
      return period === null ? new Expected('应为年月，如2022-07') : { [key]: period };
    },
  });
  const flag = (key: 'countsInTotal' | 'ranked', head: string, help: string): ListColumn<UnitItem> => ({
    key,
    head,
    width: 10,
    help,
    options: YES_NO,
    write: (item) => yesNo(item[key]),
    read: (text) => {
      if (text === '') return {};
      const value = readYesNo(text);
      return value === null ? new Expected('应为“是”或“否”') : { [key]: value };
    },
  });
  return [
    {
      key: 'name',
      head: '单位名称',
      also: HEADS_OF_NAMES.slice(1),
      isRequired: true,
      width: 24,
      help: '应填写全称，1至60个字，不能与其他单位的名称或别名相同。',
      write: (item) => item.name,
      read: (text) => ({ name: text }),
    },
    {
      key: 'aliases',
      head: '别名',
      also: ['简称'],
      width: 30,
      help: '报表中可能出现的其他写法，多个之间用竖线 | 分开。',
      write: (item) => item.aliases.join('|'),
      read: (text) => ({ aliases: splitNames(text, '、') }),
    },
    {
      key: 'kind',
      head: '类型',
      also: ['单位类型', '类别'],
      width: 12,
      help: '应从下拉列表中选择。',
      options: UNIT_KINDS.map((kind) => UNIT_KIND_LABEL[kind]),
      write: (item) => UNIT_KIND_LABEL[item.kind],
      read: (text, draft) => {
        if (text === '') return {};
        const kind = readKind(text);
        if (kind === null) return new Expected(`应为${Object.values(UNIT_KIND_LABEL).join('、')}之一`);
        return draft.id === null && hasUsualCounts(draft) ? { kind, ...countsByKind(kind) } : { kind };
      },
    },
    {
      key: 'order',
      head: '顺序',
      width: 8,
      isNumber: true,
      help: '报表中的排列顺序，整数，小的在前；空白时新单位排在最后。',
      write: (item) => String(item.order),
      read: (text) => {
        if (text === '') return {};
        const order = readInteger(text);
        return order === null ? new Expected('应为整数') : { order };
      },
    },
    flag('countsInTotal', '计入合计', '是否计入合计行；已含在其他单位数据中的填“否”或填写“含于”。'),
    flag('ranked', '参与排名', '是否参加本级排名。'),
    {
      key: 'parentName',
      head: '含于',
      width: 18,
      help: '数据已含在哪个单位之内，填写该单位的名称；没有则留空。',
      optionsFrom: '$A$2:$A$1000',
      write: (item) => item.parentName,
      read: (text) => ({ parentName: text }),
    },
    {
      key: 'gbCode',
      head: '区划代码',
      also: ['行政区划代码'],
      width: 14,
      help: '应为6位或12位数字的行政区划代码，没有则留空。',
      write: (item) => item.gbCode ?? '',
      read: (text) => ({ gbCode: text === '' ? null : text }),
    },
    month('validFrom', '生效月份', '从哪个月起报送，如2022-07；一直有效则留空。'),
    month('validTo', '失效月份', '最后一个报送的月份，如2023-12；仍有效则留空。'),
    {
      key: 'contact',
      head: '联系人',
      width: 12,
      help: '可不填。',
      write: (item) => item.contact,
      read: (text) => ({ contact: text }),
    },
    {
      key: 'phone',
      head: '联系电话',
      width: 18,
      help: '可不填。',
      write: (item) => item.phone,
      read: (text) => ({ phone: text }),
    },
    ...years.map((year): ListColumn<UnitItem> => ({
      key: `population-${year}`,
      head: `${year}年末人口（万人）`,
      also: [
        `${year}年末常住人口（万人）`,
        `${year}年末人口数（万人）`,
        `${year}年末常住人口数（万人）`,
        ...(year === noYearMeans ? POPULATION_OF_NO_YEAR : []),
      ],
      width: 18,
      isNumber: true,
      help: '年末常住人口，计量单位万人，最多4位小数；留空表示不改动。',
      write: (item) => item.populations[year] ?? '',
      read: (text, draft) => {
        if (text === '') return {};
        if (readPopulation(store, text) === null) return new Expected('应为大于0、最多4位小数的万人数');
        return { populations: { ...draft.populations, [year]: text } };
      },
    })),
  ];
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
      issues.push(block(row.sheet, row.address('name'), 'list.check', messageOf(error)));
    }
  }
  // A circle of parents shows only once all rows are there.
  if (!issues.some((issue) => issue.rule === 'list.check')) {
    try {
      checkUnits(others);
    } catch (error) {
      issues.push(block(changed[0]?.row.sheet ?? null, null, 'list.check', messageOf(error)));
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

function messageOf(error: unknown): string {
  if (!(error instanceof AppError)) throw error;
  return error.code === 'input.invalid' ? `${error.params['what']}。` : errorText(error.code, error.params);
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
