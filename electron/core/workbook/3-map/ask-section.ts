// 二、规上企业情况, 附：上年情况, 其中：保税区 above a table of the same indicators: its numbers are none of the unit's own for the
// period, although unit and period of the sheet would fit. Asked; a heading of the trade (二、商标) says nothing of the kind.

import { isRestricting } from '../../../../shared/indicators/lookup.js';
import { normaliseName } from '../../../../shared/indicators/normalise.js';
import type { ReportingUnit } from '../../../../shared/model/unit.js';
import { isDone, LINE_TAIL, type ColumnFigure } from '../2-recognise/figure-words.js';
import { isOfAllUnits } from '../2-recognise/names.js';
import { withoutPeriods } from '../2-recognise/period-text.js';
import type { RecognisedTable } from '../2-recognise/recognise.js';
import type { MapEnv } from './env.js';
import type { MappedCell } from './map-cells.js';
import { isUnitItself } from './own-zone.js';
import { rowKey } from './row-key.js';
import { isStored } from './read-values.js';
import { OTHERS, PART, PLANNED, SCOPES, SOME, TITLE_SCOPES } from './scope-words.js';
import { saidOfAll } from './stated-scope.js';
import type { TableAsking } from './table-asking.js';
import { leaveOut } from './undecided.js';
import { SKIP } from './unit-options.js';

const NUMBER = /^[(（]?(?:[一二三四五六七八九十]{1,3}|\d{1,2}|[IVX]{1,4})[)）、.．]/u;
const TAIL = new RegExp(`(?:${LINE_TAIL}|:|：)+$`, 'u');

/** True where the numbers may be taken for those of the unit and the period. */
export function decideSection(asking: TableAsking): boolean {
  const { table, env, decisions, questions } = asking;
  if (table.form === 'targets' || table.form === 'population' || table.form === 'benchmark') return true;
  // 去年同期 is asked about by its years.
  if (questions.some(({ id, text }) => id === `period:${table.id}` && text.includes('去年同期'))) return true;
  // Whose it is will be answered, or each of its rows.
  if (asking.hasAsked(`unit:${table.id}`) || isOfUnknownUnits(table)) return true;
  const found = table.context.titles
    .map(({ text }, index) => ({
      text,
      scope: index > 0 || isBelowTitle(table) ? ofSection(text, env, decisions.unit) : ofTitle(text, table, env),
    }))
    .concat(ofSheet(table, env, decisions.unit), ofNotes(table, env, decisions.unit))
    .find(({ scope }) => scope !== null);
  if (found === undefined) return true;
  const { text } = found;
  const { word, core } = found.scope!;
  if (isFigure(word) && saysItself(table)) return true;
  const isNote = table.context.notes.some((note) => note.text === text);
  const answer = asking.ask({
    id: `section:${table.id}`,
    kind: 'derived',
    text: `“${text.trim()}”${isNote ? '说' : '下面'}的数，是填报单位本期的数，还是${word}？`,
    options: [
      { value: 'own', label: '是填报单位本期的数，导入', kept: '是填报单位的数' },
      { value: SKIP, label: `是${word}，不导入这张表`, kept: `是${word}，不导入` },
    ],
    memory: {
      topic: `section:${core}`,
      // What one unit means by such a heading says nothing of another one that fills in the same form.
      unitId: decisions.unit?.id ?? null,
      asks: isNote ? `注明是“${core}”的数` : `标题“${core}”下面的数`,
    },
  });
  if (answer === SKIP) decisions.isLeftOut = true;
  return answer !== undefined;
}

/** Below another table of its sheet, or, in a text, of the text: what stands above it heads a part. */
function isBelowTitle({ id, period }: RecognisedTable): boolean {
  return !id.endsWith(':0') || period?.where === '上方标题';
}

/** The same of lines among the rows: the numbers below each are left until it is answered. */
export function askLines(asking: TableAsking, cells: readonly MappedCell[]): void {
  const { table } = asking;
  const headings = new Map(table.rows.flatMap((row) => (row.headings ? [[rowKey(row), row.headings] as const] : [])));
  if (headings.size === 0) return;
  const labelColumns = new Map(table.columns.map(({ c, labelColumn }) => [c, labelColumn]));
  const below = new Map<string, { scope: Scope; cells: MappedCell[] }>();
  for (const cell of cells) {
    if (!isStored(cell.role) || cell.raw === undefined || cell.undecided !== '') continue;
    for (const heading of headings.get(rowKey({ r: cell.r, labelColumn: labelColumns.get(cell.c) ?? -1 })) ?? []) {
      const scope = below.get(heading)?.scope ?? ofLine(heading, asking);
      if (scope === null || !isOpenBelow(cell, heading, scope, asking)) continue;
      const known = below.get(heading);
      if (known) known.cells.push(cell);
      else below.set(heading, { scope, cells: [cell] });
      break;
    }
  }
  for (const [heading, { scope, cells: own }] of below) {
    const { word, core } = scope;
    const answer = asking.ask({
      id: `section:${table.id}:${core}`,
      kind: 'derived',
      cell: own[0]!.cell,
      text: `“${heading.trim()}”下面的数（${own[0]!.cell}等${own.length}个），是填报单位本期的数，还是${word}？`,
      options: [
        { value: 'own', label: '是填报单位本期的数，导入', kept: '是填报单位的数' },
        { value: SKIP, label: `是${word}，不导入`, kept: `是${word}，不导入` },
      ],
      memory: {
        topic: asking.topicOf(`line:${core}`),
        unitId: asking.reporterId,
        asks: `“${core}”下面的数`,
      },
    });
    if (answer === 'own') continue;
    for (const cell of own)
      if (answer === SKIP) leaveOut(cell, `按您的选择不采用“${heading.trim()}”下面的数`);
      else cell.undecided = `“${heading.trim()}”下面是不是填报单位本期的数待回答`;
  }
}

/** Whether the number may be none of the unit's own for the period because it stands below the line. */
function isOpenBelow(cell: MappedCell, heading: string, { word, core }: Scope, asking: TableAsking): boolean {
  const { table, decisions } = asking;
  const isOfOtherForm = table.form === 'targets' || table.form === 'population' || table.form === 'benchmark';
  // What a table of targets, people or places says of its lines is its own; a part is a part in each of them.
  if ((isOfOtherForm && !isRestricting(heading)) || isUnitItself(core, decisions.unit)) return false;
  // 三、企业 over 贯标认证企业数 says what is counted.
  if (normaliseName(cell.indicator?.name ?? '').includes(core)) return false;
  return !isFigure(word) || (cell.role === 'value' && !saysItself(table));
}

/**
 * 其中： alone begins the parts of the name above it; 一、江南区 with a number of its own, in the report of somebody else, what is that
 * unit's.
 */
function ofLine(line: string, { env, decisions, reporterId }: TableAsking): Scope | null {
  const core = coreOf(line, env);
  const named = env.words.units.exact(core);
  if (named.kind === 'found') return named.unit.id === reporterId ? null : { word: OTHERS, core };
  const scope = ofSection(line, env, decisions.unit);
  if (scope === null && isRestricting(line)) return { word: SOME, core: normaliseName(line) };
  return scope?.core === '其中' ? null : scope;
}

/** A word for another figure of the unit, which heads of figures may say themselves. */
function isFigure(word: string): boolean {
  return word !== SOME && word !== OTHERS && word !== NOT_FINAL && word !== FOR_OTHERS;
}

const OF_NOW: ReadonlySet<ColumnFigure> = new Set(['current', 'ytd', 'month']);

/** 目标数 over the numbers of a table 目标任务. */
function saysItself(table: RecognisedTable): boolean {
  const columns = table.columns.filter((axis) => axis.role === null && axis.hasNumbers);
  return [...columns, ...table.rows].some(({ figure }) => figure !== null && !OF_NOW.has(figure));
}

function isOfUnknownUnits({ found, rows }: RecognisedTable): boolean {
  return found.orientation === 'unit-rows' && !rows.some((row) => row.unit?.kind === 'found');
}

interface Scope {
  word: string;
  core: string;
}

function coreOf(title: string, env: MapEnv): string {
  const plain = title
    .normalize('NFKC')
    .replaceAll(/\s/gu, '')
    .replace(NUMBER, '')
    .replace(/^附(?:件|表)?\d*[:：、]?/u, '')
    .replace(/^\(?以下[均都]?[为是系]?/u, '');
  return plain.length > 40 ? '' : withoutUnit(withoutPeriods(plain).replace(/^的/u, ''), env);
}

function ofSection(title: string, env: MapEnv, unit: ReportingUnit | null): Scope | null {
  const words = withoutWhole(coreOf(title, env).replaceAll(/[()（）]/gu, ''), env, unit);
  const core = words.replace(TAIL, '');
  if (core === '' || env.words.units.exact(core).kind === 'found') return null;
  const word = SCOPES.find(([pattern]) => pattern.test(core))?.[1];
  // Below 目标任务完成情况 stands what was done.
  if (word === undefined || (word === PLANNED && isDone(words.slice(core.length)))) return null;
  return { word, core };
}

/** Beside other sheets: filled in to show how, or kept from before. */
const NO_REPORT = /^(?:填[报写表])?(?:示例|样例|样表|范例|模板|草稿|底稿|备份|作废|旧|参考)(?:表|数据)?\d{0,2}$/u;
const NOT_FINAL = '示例、草稿等不报送的数';
/** 上报省局: what somebody else is given, who may be given other numbers. */
const TO_OTHERS =
  /^(?:上?报)?(?<area>国家|省|市)(?:级|局|厅|知识产权局|市场监管局|市场监督管理局|平台|系统)?(?:上?报|报送)?(?:表|数据|数)?$/u;
const FOR_OTHERS = '报给别的部门的数';

/** 注：以上为规上企业数据, 以上均为全省数 below the report of a unit. */
function ofNotes(
  { context }: RecognisedTable,
  env: MapEnv,
  unit: ReportingUnit | null,
): { text: string; scope: Scope | null }[] {
  if (unit === null) return [];
  return context.notes.map(({ text }) => {
    const said = saidOfAll(text);
    if (said === null) return { text, scope: null };
    const core = coreOf(said, env);
    if (core.endsWith('本级')) return { text, scope: { word: SOME, core } };
    const named = env.words.units.exact(core);
    if (named.kind === 'found' && named.unit.id !== unit.id) return { text, scope: { word: OTHERS, core } };
    // 预计数 is said, as in a title.
    const scope = ofSection(said, env, unit);
    return { text, scope: scope?.word === PLANNED ? null : scope };
  });
}

/** A sheet called 规上企业 or 非职务, whatever its title says. */
function ofSheet(
  table: RecognisedTable,
  env: MapEnv,
  unit: ReportingUnit | null,
): { text: string; scope: Scope | null }[] {
  const text = table.sheetName ?? '';
  const core = coreOf(text, env).replace(TAIL, '');
  // 底 of 底稿 is no end of a month.
  if (table.isOneOfSeveral === true && [coreOf(text, env), normaliseName(text)].some((name) => NO_REPORT.test(name)))
    return [{ text, scope: { word: NOT_FINAL, core } }];
  const to = table.isOneOfSeveral === true ? TO_OTHERS.exec(coreOf(text, env))?.groups?.['area'] : undefined;
  if (to !== undefined && /报/u.test(text) && !env.words.place.endsWith(to))
    return [{ text, scope: { word: FOR_OTHERS, core: core === '' ? coreOf(text, env) : core } }];
  const isPart = new RegExp(
    `^(?:其中)?(?:${PART}|企业|个人|外资|内资|国外|境外|农村|城镇|乡镇|城区|园区|开发区|经开区|高新区|保税区|失效|无效|驳回)$`,
    'u',
  ).test(core);
  if (!isPart || env.words.units.exact(text).kind === 'found' || isUnitItself(core, unit)) return [];
  const names = [...table.rows, ...table.columns].filter((axis) => axis.indicator?.kind === 'found');
  const isSaidBelow = names.length > 0 && names.every((axis) => axis.label.includes(core));
  return isSaidBelow ? [] : [{ text, scope: { word: SOME, core } }];
}

/** Where the names below say it themselves (海外发明专利授权量), the title adds nothing. */
function ofTitle(title: string, table: RecognisedTable, env: MapEnv): Scope | null {
  const core = withoutAll(coreOf(title, env), env);
  // 高新区 alone is who reports.
  if (env.words.units.exact(core).kind === 'found') return null;
  for (const [pattern, word] of TITLE_SCOPES) {
    const said = pattern.exec(core)?.groups?.['word'];
    if (said === undefined) continue;
    const names = [...table.rows, ...table.columns].filter((axis) => axis.indicator?.kind === 'found');
    const isSaidBelow = names.length > 0 && names.every((axis) => axis.label.includes(said));
    if (!isSaidBelow && !namesIndicator(core, env)) return { word, core };
  }
  return null;
}

/** 枣庄市各区市规上企业, 各镇（街道）规上企业 without whose all of them are. */
function withoutAll(core: string, { words }: MapEnv): string {
  const own = words.place !== '' && core.startsWith(words.place) ? core.slice(words.place.length) : core;
  return own.replace(
    /^(?:全[省市县区州盟])?各(?:市(?!场)|区(?!域)|[地县州盟旗镇乡办]|街道?|开发区|功能区|园区|[()、和及]){1,8}/u,
    '',
  );
}

function namesIndicator(core: string, env: MapEnv): boolean {
  return [core, core.replace(TAIL, '')].some((name) => env.words.indicators.find([name]).kind === 'found');
}

/** 全区 in the report of 江北区 is that unit itself. */
function withoutWhole(text: string, env: MapEnv, unit: ReportingUnit | null): string {
  const whole = /^全[市县区州盟]/u.exec(text)?.[0];
  if (whole === undefined || unit === null || isOfAllUnits(whole, unit.name, env.words.place)) return text;
  return text.slice(whole.length);
}

/** 江北区规上企业 without whose they are. */
function withoutUnit(text: string, env: MapEnv): string {
  const name = normaliseName(text);
  for (let end = Math.min(name.length - 1, 20); end >= 2; end -= 1)
    if (env.words.units.exact(name.slice(0, end)).kind === 'found') return name.slice(end).replace(/^的/u, '');
  return name;
}
