// Kinds of patents across and kinds of applicants down, or the other way round. Of such a table only the 合计 over all applicants is
// a number of the statistics; the applicants' own numbers are left out and said. Read only where every name in it is known and the
// applicants are all there are, so that 合计 can be nothing but all of them.

import type { LookupResult } from '../../../../shared/indicators/lookup.js';
import { normaliseMeasure, normaliseName } from '../../../../shared/indicators/normalise.js';
import type { FoundTable, Vocabulary } from './find-table.js';
import type { Grid } from './grid.js';
import { headPath, type Span } from './head-block.js';
import { isFooterText, isMetaText, numberCount } from './lines.js';
import { totalWord } from './names.js';
import { withoutPeriods } from './period-text.js';
import { titleSubjects } from './title-indicator.js';

export interface CrossTable {
  /** The row or column of all applicants. */
  total: number;
  /** By row or column of the kinds: the indicator. */
  kinds: ReadonlyMap<number, LookupResult>;
  isApplicantsDown: boolean;
  /** Kinds of applicants whose numbers are not read. */
  left: readonly string[];
}

const COMPANY = /^(?:工矿)?企业$/;
const PERSON = /^(?:个人|自然人|非职务(?:发明)?)$/;
const BETWEEN = /^(?:高|大|院|科研|研究|机关|事业|其[他它])/;
const APPLICANT =
  /^(?:(?:工矿)?企业|公司|高校|高等院校|高等学校|大专院校|院校|大学|科研院所|科研单位|科研机构|研究机构|高校院所|高校及科研院所|机关团体|机关|团体|事业单位|社会组织|其他|其它|个人|自然人|职务(?:发明)?|非职务(?:发明)?)$/;
const KIND = /^(?:发明|实用新型|新型|外观设计|外观)(?:专利)?$/;
const DIMENSION =
  /^按?(?:(?:专利)?(?:申请人|权利人|专利权人|专利人|权属)(?:类型|类别|种类|性质)?|专利(?:类型|类别|种类)|类型|类别|种类)(?:分|分类|划分)?(?:[/|\\](?:按?(?:专利类型|专利类别|专利种类|申请人类型|权利人类型|专利权人类型|类型|类别))分?)?$/;
const MOST_ROWS = 20;

type Name = 'kind' | 'applicant' | 'total';

function nameOf(written: string): Name | null {
  const text = normaliseName(written);
  if (KIND.test(text)) return 'kind';
  if (APPLICANT.test(text)) return 'applicant';
  const total = totalWord(written, '');
  return total === 'total' || normaliseName(written) === '小计' ? 'total' : null;
}

/** The first such table; null where there is none, or where anything in it says something else. */
export function findCross(grid: Grid, words: Vocabulary, from: number, to: number): FoundTable | null {
  for (let r = from; r < Math.min(to - 1, from + MOST_ROWS); r += 1) {
    const names = grid.rowCells(r).flatMap((cell) => (typeof cell.v === 'string' ? [nameOf(cell.v)] : []));
    if (names.filter((name) => name === 'kind' || name === 'applicant').length < 2) continue;
    const found = crossAt(grid, words, from, r, to);
    if (found !== null) return found;
  }
  return null;
}

/** `leaf`: the row of the head with the names of the columns. */
function crossAt(grid: Grid, words: Vocabulary, from: number, leaf: number, to: number): FoundTable | null {
  const first = grid.rowCells(leaf + 1)[0];
  if (first === undefined || typeof first.v !== 'string') return null;
  const labelColumn = first.c;
  const rows = rowsBelow(grid, leaf, to, labelColumn);
  const head = headAt(grid, words, from, leaf, labelColumn);
  if (rows === null || head === null) return null;
  const columns = columnsOf(grid, head, labelColumn);
  const downs = rows.map(({ name }) => name);
  const isApplicantsDown = downs.includes('applicant');
  const applicants = isApplicantsDown ? rows : columns;
  const kinds = isApplicantsDown ? columns : rows;
  if (kinds.some(({ name }) => name === 'applicant') || applicants.some(({ name }) => name === 'kind')) return null;
  const totals = applicants.filter(({ name }) => name === 'total');
  // 小计 below 企业 and 高校 may leave out 个人.
  if (totals.length !== 1 || totalWord(totals[0]!.text, '') !== 'total') return null;
  if (!areAll(applicants.map(({ text }) => normaliseName(text)))) return null;
  const named = indicatorsOf(kinds, titlesOf(grid, from, head[0]), words);
  if (named === null) return null;
  return {
    orientation: isApplicantsDown ? 'figure-rows' : 'indicator-rows',
    from,
    head,
    data: [leaf + 1, rows.at(-1)!.at],
    labelColumns: [labelColumn],
    score: named.size,
    cross: {
      total: totals[0]!.at,
      kinds: named,
      isApplicantsDown,
      left: applicants.filter(({ name }) => name === 'applicant').map(({ text }) => text.trim()),
    },
  };
}

interface Line {
  at: number;
  text: string;
  /** Heads from the outermost to the leaf; of a row its name. */
  path: string[];
  name: Name;
}

/** 职务 and 非职务, or firms, persons and what lies between them: nobody else applies for patents. */
function areAll(names: readonly string[]): boolean {
  const has = (pattern: RegExp): boolean => names.some((name) => pattern.test(name));
  return (has(/^职务/) && has(/^非职务/)) || (has(COMPANY) && has(PERSON) && has(BETWEEN));
}

/** The rows below the head as far as they hold numbers; null where one of them is named otherwise. */
function rowsBelow(grid: Grid, leaf: number, to: number, labelColumn: number): Line[] | null {
  const rows: Line[] = [];
  for (let r = leaf + 1; r < to; r += 1) {
    if (grid.rowCells(r).length === 0) break;
    const text = grid.headText(r, labelColumn).trim();
    if (isFooterText(text) || isMetaText(text) || numberCount(grid, r) === 0) break;
    const name = nameOf(text);
    if (name === null || grid.isMergedRow(r)) return null;
    rows.push({ at: r, text, path: [text], name });
  }
  return rows.length < 2 ? null : rows;
}

/** One or two rows of a head that says nothing but subjects, dimensions and names. */
function headAt(grid: Grid, words: Vocabulary, from: number, leaf: number, labelColumn: number): Span | null {
  const corner = normaliseName(grid.headText(leaf, labelColumn));
  if (corner !== '' && !DIMENSION.test(corner)) return null;
  const above = leaf - 1;
  const isHead =
    above >= from &&
    grid.rowCells(above).some((cell) => cell.c > labelColumn && grid.mergeOf(above, cell.c)?.[0] === above);
  if (!isHead) return [leaf, leaf];
  const texts = grid.distinctTexts(above).filter((text) => !DIMENSION.test(normaliseName(text)));
  const isKnown = texts.every(
    (text) => words.indicators.find([text]).kind === 'found' || /^专利(?:申请|授权)$/.test(normaliseName(text)),
  );
  return isKnown || texts.length === 0 ? [above, leaf] : null;
}

function columnsOf(grid: Grid, head: Span, labelColumn: number): Line[] {
  const columns: Line[] = [];
  for (let c = labelColumn + 1; c < grid.columnCount; c += 1) {
    const path = headPath(grid, head, c).filter(
      (text) => normaliseMeasure(text) === null && !DIMENSION.test(normaliseName(text)),
    );
    const text = path.at(-1);
    if (text === undefined) continue;
    columns.push({ at: c, text, path, name: nameOf(text) ?? 'kind' });
  }
  return columns;
}

function titlesOf(grid: Grid, from: number, top: number): string[] {
  const titles: string[] = [];
  for (let r = from; r < top; r += 1)
    titles.push(...grid.distinctTexts(r).filter((text) => !isMetaText(text) && withoutPeriods(text) !== ''));
  return titles;
}

/** What the kinds are called together with their head or with the title: all of them by declared names, or null. */
function indicatorsOf(
  kinds: readonly Line[],
  titles: readonly string[],
  words: Vocabulary,
): ReadonlyMap<number, LookupResult> | null {
  if (
    kinds.filter(({ name }) => name === 'kind').length < 2 ||
    !kinds.every((one) => one.name === 'kind' || isOfAll(one, kinds))
  )
    return null;
  for (const subject of [[], ...titles.flatMap((title) => titleSubjects(title, words)).map((text) => [text])]) {
    const found = new Map<number, LookupResult>();
    for (const { at, path } of kinds) {
      const lookup = words.indicators.find([...subject, ...path.slice(0, -1), kindName(path.at(-1)!)]);
      // 发明 alone under a title of something else would be a guess.
      if (lookup.kind !== 'found' || !lookup.key.includes('/')) break;
      found.set(at, lookup);
    }
    const codes = [...found.values()].map((lookup) => (lookup.kind === 'found' ? lookup.code : ''));
    if (found.size === kinds.length && new Set(codes).size === codes.length) return found;
  }
  return null;
}

/** 合计 beside two of the three kinds may be of these two only. */
function isOfAll(total: Line, kinds: readonly Line[]): boolean {
  const group = total.path.slice(0, -1).join('/');
  const beside = kinds.filter(({ name, path }) => name === 'kind' && path.slice(0, -1).join('/') === group);
  return new Set(beside.map(({ text }) => kindName(text))).size === 3;
}

/** 发明专利, 新型 and 外观 as the catalogue calls them below 专利授权. */
function kindName(text: string): string {
  const name = normaliseName(text);
  if (!KIND.test(name)) return text;
  return name.startsWith('发明') ? '发明' : name.startsWith('外观') ? '外观设计' : '实用新型';
}
