// The decisions that hold for a whole table: who, which period, 累计 or 当月. Inferred from exact evidence, else asked once.

import { normaliseName } from '../../../../shared/indicators/normalise.js';
import { periodTitle, type Period } from '../../../../shared/model/period.js';
import type { ReportingUnit } from '../../../../shared/model/unit.js';
import { isValidAt } from '../../../../shared/model/unit.js';
import { levelOfHead } from '../../../../shared/targets/target-words.js';
import { cellAddress } from '../1-read/raw-book.js';
import { roleOf } from '../2-recognise/figure-words.js';
import { lastingWords, withoutPeriods } from '../2-recognise/period-text.js';
import type { RowAxis } from '../2-recognise/row-axes.js';
import type { RecognisedTable } from '../2-recognise/recognise.js';
import { reporterOf } from './answers.js';
import { askInnerRows } from './ask-inner-rows.js';
import { askOtherRows } from './ask-other-rows.js';
import { askUnitColumns } from './ask-unit-columns.js';
import { decidePeriod } from './decide-period.js';
import { decideHolder, decideTotal } from './decide-targets.js';
import type { MapEnv } from './env.js';
import { isTelling, tellingWordsOf } from './file-words.js';
import { rowKey } from './row-key.js';
import { shortName } from './shorten.js';
import { saysMonth, saysSinceJanuary, scopeIssues } from './stated-scope.js';
import type { AnswerMemory, TableAsking } from './table-asking.js';
import { SKIP, unitById, unitOptions } from './unit-options.js';

export function resolveTable(asking: TableAsking): void {
  const { table, issues } = asking;
  decidePeriod(asking);
  issues.push(...scopeIssues(table));
  decideUnits(asking);
  settleBasis(asking);
  noteQuarter(asking);
  setRatioBasis(asking);
}

/** A ratio has the basis of its numerator. */
function setRatioBasis({ env, decisions }: TableAsking): void {
  for (const indicator of env.indicators.values()) {
    if (indicator.kind !== 'ratio' || indicator.numerator === null) continue;
    const numerator = env.indicators.get(indicator.numerator);
    decisions.ratioBasis.set(indicator.code, numerator?.kind === 'flow' ? (decisions.flowBasis ?? 'ytd') : 'asof');
  }
}

function decideUnits(asking: TableAsking): void {
  const { table, issues, decisions } = asking;
  if (table.form === 'benchmark') return;
  if (table.found.orientation === 'unit-rows' || table.rows.some((row) => row.unit !== null)) {
    decideRowUnits(asking);
    // Rows above the first line that names a unit are of whoever reports.
    const isIndicators = table.found.orientation === 'indicator-rows';
    if (isIndicators && table.rows.some((row) => row.unit === null && row.total === null && row.indicator !== null))
      decideTableUnit(asking);
  } else if (!table.columns.some((axis) => axis.unit !== null) && !decideHolder(asking)) decideTableUnit(asking);
  takeOwnColumns(asking);
  askUnitColumns(asking);
  decideTotal(asking);
  const used = [
    ...decisions.rowUnits.values(),
    ...(decisions.unit ? [decisions.unit] : []),
    ...table.columns.flatMap((axis) => axis.unit ?? []),
    ...[...decisions.columnUnits.values()].flatMap(({ unit }) => unit ?? []),
  ];
  const period = decisions.period;
  if (period === null) return;
  for (const unit of new Set(used))
    if (!isValidAt(unit, period))
      issues.push({
        severity: 'warn',
        rule: 'unit-not-valid',
        sheet: table.sheetName,
        cell: null,
        message: `“${unit.name}”在${periodTitle(period, 'month')}不在有效期内，接收后不计入合计。请在设置中核实填报单位的有效期。`,
      });
}

/** 本区 beside columns of units is whoever reports. */
function takeOwnColumns(asking: TableAsking): void {
  const { table, decisions } = asking;
  const own = table.columns.filter(
    (axis) => axis.role === null && axis.unit === null && axis.figureHeads.some((head) => OWN_HEAD.test(head.trim())),
  );
  if (own.length === 0 || !table.columns.some((axis) => axis.unit !== null)) return;
  decideTableUnit(asking);
  const unit = decisions.unit;
  for (const axis of own) decisions.columnUnits.set(axis.c, { name: axis.label, unit, isSkipped: false });
  decisions.unit = null;
}

const OWN_HEAD = /^(?:本单位|[本我][区县市])$/u;

/** Where a table says itself who reports. */
const NAMED_BY_ITSELF = new Set(['填报单位', '落款', '标题']);

/** 全省知识产权统计表; not 全国知识产权宣传周活动统计表, which names an event that units report on. */
const HIGHER_TITLE = /^\s*(?:\d{4}年)?(?:[\d—–-]+月份?)?全[省国](?!.*(?:宣传周|行动|专项|活动|示范|优势|试点|强))/u;

/** A title or a sheet of the province or the country: in the file of a unit it is none of that unit's. */
function higherName(table: RecognisedTable): string | undefined {
  const { sheetName, context } = table;
  const title = context.titles.find(({ text }) => HIGHER_TITLE.test(text));
  return title?.text ?? (/^\s*(?:全[省国]|国家|省级?)\s*$/u.test(sheetName ?? '') ? sheetName! : undefined);
}

function decideTableUnit(asking: TableAsking): void {
  const { table, env, issues, decisions } = asking;
  const line = table.unit.find((evidence) => evidence.where === '填报单位');
  // 江北区、江南区2024年…统计表 is of both, whichever of them the file is called by.
  const together = table.unit.find(({ where, match, text }) => {
    if (where !== '标题' || match.kind !== 'ambiguous') return false;
    return /[、,，和及与]/u.test(text);
  });
  const found = table.unit.filter((evidence) => evidence.match.kind === 'found');
  const isOwnNamed = found[0] !== undefined && NAMED_BY_ITSELF.has(found[0].where);
  const isHigher = !isOwnNamed && higherName(table) !== undefined;
  const first = (together !== undefined && found[0]?.where !== '填报单位') || isHigher ? undefined : found[0];
  const isLineUnknown = line?.match.kind === 'none' && !isBureauLine(line.text, env);
  if (first && first.match.kind === 'found' && (!isLineUnknown || first === line)) {
    const unit = first.match.unit;
    decisions.unit = unit;
    decisions.reasons.push(`填报单位：${unit.name}（依据${first.where}“${shortName(first.text)}”）`);
    const other = found.find((evidence) => evidence.match.kind === 'found' && evidence.match.unit.id !== unit.id);
    if (other && other.match.kind === 'found')
      issues.push({
        severity: 'warn',
        rule: 'unit-contradiction',
        sheet: table.sheetName,
        cell: null,
        message: `${first.where}是“${unit.name}”，${other.where}“${shortName(other.text)}”却像是“${other.match.unit.name}”。已按${first.where}处理，请核实是否发错了文件。`,
      });
    return;
  }
  const ambiguous = table.unit.find((evidence) => evidence.match.kind === 'ambiguous');
  const named = line?.text ?? ambiguous?.text ?? null;
  const title = table.context.titles[0]?.text ?? '';
  // A title that all units share (知识产权工作月报) says nothing about who sent it, nor does the name that all their offices have:
  // what is remembered hangs on the file's name then.
  const isNamed = named !== null && isTelling(named, env);
  const sheet = table.sheetName ?? '';
  // A sheet 江北 beside others: a unit of ours in short.
  const ofSheet = env.words.units.suggestions(sheet).length > 0 ? normaliseName(sheet) : '';
  const words = isNamed ? named : tellingWordsOf(table, env) || ofSheet;
  const suggested =
    ambiguous?.match.kind === 'ambiguous'
      ? ambiguous.match.candidates
      : ([words, title].map((text) => env.words.units.suggestions(text)).find((found) => found.length > 0) ?? []);
  const isOfSheet = words === '' || isHigher;
  const answer = asking.ask({
    id: `unit:${table.id}`,
    kind: 'unit',
    text: isHigher
      ? `“${shortName(higherName(table)!)}”不像是哪一个填报单位的数。确实是填报单位的，请选择是哪个单位；不是的可以不答，这张表不导入。`
      : ambiguous
        ? `“${shortName(named ?? '')}”可能指${suggested.map((unit) => unit.name).join('或')}。是哪个填报单位？`
        : named === null
          ? `${title === '' ? '表中' : `标题“${shortName(title)}”`}和文件名都没有写名单中的填报单位。是哪个填报单位报的？`
          : `“${shortName(named)}”不在填报单位名单中。是哪个填报单位报的？`,
    options: [
      // That a sheet is of whom the other sheets name holds for the next workbook, too.
      ...unitOptions(env.units, suggested).map((option) =>
        isOfSheet && option.value !== String(table.unitBeside) ? { ...option, kept: null } : option,
      ),
      ...(named === null || isHigher ? [{ value: SKIP, label: '不导入这张表', kept: '不导入' }] : []),
    ],
    default: suggested.length === 1 && !isHigher ? String(suggested[0]!.id) : null,
    memory: isOfSheet
      ? leftSheet(asking, isHigher)
      : {
          topic: isNamed ? `unit:${named}` : `unit-file:${withoutPeriods(named ?? title)}|${words}`,
          unitId: null,
          asks: isNamed ? `“${shortName(named)}”是哪个填报单位` : `文件名中的“${words}”是哪个填报单位`,
        },
    isOptional: isHigher,
  });
  decisions.unit = unitById(env, answer);
  decisions.isLeftOut = answer === SKIP;
}

/**
 * A sheet that names nobody in a workbook of one unit: that it is left out holds for the next workbook of that unit. Not where no title
 * says what is in it: 指标 | 数量 of a Sheet2 may be something else each month.
 */
function leftSheet(asking: TableAsking, isHigher: boolean): AnswerMemory | null {
  const { table } = asking;
  const unitId = (isHigher ? reporterOf(table)?.id : undefined) ?? table.unitBeside;
  const title = withoutPeriods(table.context.titles[0]?.text ?? '');
  if (unitId === undefined || (title === '' && !isHigher)) return null;
  const name = withoutPeriods(table.sheetName ?? '') || title;
  const asks = `工作表“${shortName(name)}”是哪个填报单位的`;
  return { topic: asking.topicOf(`unit-sheet:${name}`), unitId, asks };
}

/** 填报单位：枣庄市知识产权局 on a city table: the bureau itself, no district. */
function isBureauLine(text: string, env: MapEnv): boolean {
  return text.startsWith(env.words.place);
}

function rowQuestion({ unitLabel: written, r, within: outer, unit }: RowAxis): string {
  const unitLabel = shortName(written);
  const within = outer === undefined ? undefined : shortName(outer);
  if (unitLabel === '') return `第${r + 1}行有数字但没有单位名称。是哪个填报单位？`;
  if (within !== undefined && unit?.kind === 'ambiguous')
    return `表中“${unitLabel}”写在“${within}”下面，是填报单位“${unit.candidates[0]!.name}”的数，还是“${within}”数中的一部分？`;
  return `表中“${unitLabel}”不在填报单位名单中。是哪个填报单位？`;
}

/** The one unit that an unknown name is like, unless it has a row of its own: 江北新区 beside 江北区 is somebody else. */
function likeliest({ unit }: RowAxis, suggested: readonly ReportingUnit[], table: RecognisedTable): string | null {
  const [only] = suggested;
  if (only === undefined || suggested.length > 1 || unit?.kind !== 'none') return null;
  const hasOwnRow = table.rows.some((row) => row.unit?.kind === 'found' && row.unit.unit.id === only.id);
  return hasOwnRow ? null : String(only.id);
}

function decideRowUnits(asking: TableAsking): void {
  const { table, issues, decisions } = asking;
  const rowsOf = new Map<string, { row: RowAxis; unit: ReportingUnit }[]>();
  if (askInnerRows(asking)) return;
  const others = askOtherRows(asking);
  for (const row of table.rows) {
    if (row.total !== null || row.unit === null) continue;
    if (others.rows.has(row)) {
      if (others.isLeftOut) decisions.skippedRows.add(rowKey(row));
      continue;
    }
    if (table.form === 'targets' && row.unit.kind !== 'found') {
      if (levelOfHead(row.unitLabel) !== null) continue;
      if (roleOf(row.unitLabel) === 'mode') {
        decisions.skippedRows.add(rowKey(row));
        continue;
      }
    }
    if (row.unit.kind === 'found') {
      decisions.rowUnits.set(rowKey(row), row.unit.unit);
    } else {
      const answer = askRowUnit(asking, row);
      const unit = unitById(asking.env, answer);
      if (unit) decisions.rowUnits.set(rowKey(row), unit);
      else if (answer === SKIP) decisions.skippedRows.add(rowKey(row));
    }
    const unit = decisions.rowUnits.get(rowKey(row));
    // Blocks side by side have other indicators for the same units.
    const key = `${unit?.id ?? ''}|${row.labelColumn}`;
    if (unit) rowsOf.set(key, [...(rowsOf.get(key) ?? []), { row, unit }]);
  }
  for (const group of rowsOf.values()) {
    const isKeyed = (row: RowAxis): boolean =>
      row.indicator !== null || row.figure !== null || row.period !== null || row.category !== null;
    if (group.length < 2 || group.some((entry) => isKeyed(entry.row))) continue;
    const cells = group.map((entry) => cellAddress(entry.row.r, entry.row.labelColumn)).join('、');
    issues.push({
      severity: 'warn',
      rule: 'duplicate-unit',
      sheet: table.sheetName,
      cell: cellAddress(group[1]!.row.r, group[1]!.row.labelColumn),
      message: `“${group[0]!.unit.name}”出现了${group.length}次（${cells}）。数值相同的按一次处理，不同的必须改正。`,
    });
  }
}

/** The unit of a row whose name is none of ours, or of several: its id, SKIP, or undefined while it is open. */
function askRowUnit(asking: TableAsking, row: RowAxis): string | undefined {
  const { table, env } = asking;
  const label = row.unitLabel;
  const suggested = row.unit?.kind === 'ambiguous' ? row.unit.candidates : env.words.units.suggestions(label);
  const address = cellAddress(row.r, row.unitColumn);
  return asking.ask({
    id: `row-unit:${table.id}:${address}`,
    kind: 'unit',
    cell: address,
    text: rowQuestion(row),
    options: [...unitOptions(env.units, suggested), { value: SKIP, label: '不导入这一行', kept: '不导入' }],
    default: likeliest(row, suggested, table),
    memory:
      label === ''
        ? null
        : {
            // 高新区 below another unit's row is another question: it may be a part of that one's number.
            topic: `row-unit:${row.within === undefined ? '' : `${row.within}/`}${label}`,
            unitId: asking.reporterId,
            asks: `“${shortName(label)}”是哪个填报单位`,
          },
  });
}

/** Basis of plain figures, where title or heads tell; null: to be asked if any cell needs it. */
function settleBasis({ table, decisions }: TableAsking): void {
  const period = table.period ?? table.halfPeriod;
  const hasYtdColumn = [...table.columns, ...table.rows].some((axis) => axis.figure === 'ytd');
  const isPlainMonth = period?.shape === 'single' && !period.isCumulative && !hasYtdColumn;
  // A sheet 累计 beside a sheet 当月.
  if (isPlainMonth && /^(?:\d{1,2}月)?(?:本年|全年)?累计(?:数|表|数据|情况)?$/u.test(table.sheetName?.trim() ?? '')) {
    decisions.flowBasis = 'ytd';
    return;
  }
  if (isPlainMonth && table.isBesideYtd === true) {
    decisions.flowBasis = 'month';
    return;
  }
  const ofSection = basisOfSection(table);
  if (ofSection !== null && isPlainMonth) {
    decisions.flowBasis = ofSection;
    return;
  }
  if (saysMonth(table) !== null) return;
  // 2024年3月当月统计表, 2024年3月1日—31日 with nothing beside it that says another thing.
  const isMonth = table.context.titles.some(({ text }) => /月份?(?:当月|单月|本月)/.test(text));
  if ((isMonth || period?.isWholeMonth === true) && isPlainMonth) {
    decisions.flowBasis = 'month';
    return;
  }
  // 第三季度累计, 第三季度 above a note 以上为1—9月累计数: the quarter, or all since January?
  if (period?.shape === 'quarter' && (period.isCumulative || (!hasYtdColumn && saysSinceJanuary(table) !== null)))
    return;
  if (period?.shape === 'quarter') decisions.flowBasis = 'quarter';
  else if (period && (period.isCumulative || period.shape === 'range')) decisions.flowBasis = 'ytd';
  else if (hasYtdColumn || decisions.period?.endsWith('-01')) decisions.flowBasis = 'ytd';
}

/** A quarter alone is no 1—9月: what tables since January print stays as it was. Heads of quarters say so themselves. */
function noteQuarter({ table, issues, decisions }: TableAsking): void {
  const { period, flowBasis } = decisions;
  if (period === null || flowBasis !== 'quarter' || table.period === null || table.period.where === '表头') return;
  const quarter = periodTitle(period, 'quarter');
  issues.push({
    severity: 'hint',
    rule: 'quarter-alone',
    sheet: table.sheetName,
    cell: null,
    message: `${table.period.where}写的是${quarter}，数值作为${quarter}当季数接收，不作为${periodTitle(period, 'ytd')}累计数。`,
  });
}

/** 一、本月情况, （二）累计完成情况 above a table of its own: what the heading of a part says of its numbers. */
function basisOfSection(table: RecognisedTable): 'month' | 'ytd' | null {
  for (const { text } of table.context.titles) {
    const said = SECTION_BASIS.exec(text.normalize('NFKC').replaceAll(/\s/g, ''))?.[1];
    if (said !== undefined) return said.endsWith('累计') ? 'ytd' : 'month';
  }
  return null;
}

const SECTION_BASIS =
  /^(?:\(?[一二三四五六七八九十\d]{1,2}[)、.])?(本月|当月|本年累计|累计|全年累计|年初至今累计)(?:新增|完成|发生)?(?:情况|数据|数|表)?(?:\([^()]*\))?$/;

function basisQuestion(table: RecognisedTable, period: Period): string {
  const stated = table.period;
  const month = saysMonth(table);
  if (month !== null && stated !== null && (stated.isCumulative || stated.shape === 'range'))
    return `${stated.where}写的是${periodTitle(period, 'ytd')}，${month}却说是当月数。是哪一种？`;
  if (stated?.shape === 'quarter') {
    const since = saysSinceJanuary(table);
    const other =
      stated.isCumulative || (since === null && month === null)
        ? '又写了“累计”'
        : since === null
          ? `${month!}却说是当月数`
          : `${since}却说是累计数`;
    return `${stated.where}写的是${periodTitle(period, 'quarter')}，${other}。是从1月起的累计数，还是这一季度的数？`;
  }
  if (month !== null) return `${month}说是当月数。${periodTitle(period, 'month')}的数是累计数还是当月数？`;
  return `表中只写了${periodTitle(period, 'month')}，没有说明是累计数还是当月数。是哪一种？`;
}

/** As they are kept: without the months of one file. */
const BASIS_OPTIONS = [
  { value: 'ytd', label: '累计' },
  { value: 'month', label: '当月' },
  { value: 'quarter', label: '当季' },
];

/** Asked where a cell with a number is neither 累计 nor 当月 by its own head or the table's. */
export function askBasis(asking: TableAsking): void {
  const { table, decisions } = asking;
  if (decisions.period === null) return;
  const alone = table.period?.shape === 'quarter' ? 'quarter' : 'month';
  // An answer to the plain question says nothing about a table that contradicts itself.
  const said = saysMonth(table) ?? (alone === 'quarter' ? saysSinceJanuary(table) : null);
  const plain = alone === 'quarter' ? 'basis-quarter' : 'basis';
  const answer = asking.ask({
    id: `basis:${table.id}`,
    kind: 'basis',
    text: basisQuestion(table, decisions.period),
    options: [
      { value: 'ytd', label: `${periodTitle(decisions.period, 'ytd')}累计` },
      { value: alone, label: `${periodTitle(decisions.period, alone)}${alone === 'quarter' ? '当季' : '当月'}` },
    ],
    default: 'ytd',
    memory: {
      topic: asking.topicOf(said === null ? plain : `basis-contradicted:${lastingWords(said)}`),
      unitId: decisions.unit?.id ?? null,
      asks: alone === 'quarter' ? '写季度又写累计时，是累计还是当季' : '没有写明时，是累计还是当月',
      options: BASIS_OPTIONS.filter(({ value }) => value === 'ytd' || value === alone),
    },
  });
  if (answer === undefined) return;
  decisions.flowBasis = answer;
  setRatioBasis(asking);
}
