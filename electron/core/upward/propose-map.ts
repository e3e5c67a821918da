// Proposes what the cells of a form mean: unit, indicator, figure by the texts left of a cell and above it. Exact declared names only,
// every text on the way must be understood, and what two cells claim alike is left: nothing here guesses.

import type { StoredIndicator } from '../store/indicator-store.js';
import { totalLabelOf, type BureauLevel } from '../../../shared/model/unit.js';
import { normaliseMeasure, normaliseName, readMeasure, splitMeasure } from '../../../shared/indicators/normalise.js';
import { MEASURED_FIGURES, UPWARD_FIGURES, type UpwardCell, type UpwardFigure } from '../../../shared/upward/define.js';
import { cellAddress, type RawBook, type RawSheet } from '../workbook/1-read/raw-book.js';
import { signOf } from '../workbook/2-recognise/signs.js';
import {
  combineFigures,
  figureOf,
  isBareUnitWord,
  isBareYear,
  roleOf,
  splitFigure,
  type ColumnFigure,
} from '../workbook/2-recognise/figure-words.js';
import type { Vocabulary } from '../workbook/2-recognise/find-table.js';
import { Grid } from '../workbook/2-recognise/grid.js';
import { isFooterText, isMetaText, splitTrailingMeasure } from '../workbook/2-recognise/lines.js';
import { totalWord } from '../workbook/2-recognise/names.js';
import { findPeriods, isPartOfYear } from '../workbook/2-recognise/period-text.js';

export interface ProposalWords extends Vocabulary {
  level: BureauLevel;
  byCode: ReadonlyMap<string, StoredIndicator>;
}

export interface Proposal {
  cells: UpwardCell[];
  /** Addresses of the cells that could be filled and were not understood. */
  open: string[];
}

export function proposeMap(book: RawBook, words: ProposalWords): Proposal {
  const cells: UpwardCell[] = [];
  const open: string[] = [];
  const hasMany = book.sheets.filter(({ state }) => state === 'visible').length > 1;
  for (const sheet of book.sheets) {
    if (sheet.state !== 'visible' || sheet.notATable || sheet.name === null) continue;
    const found = new SheetReading(sheet, book.date1904, words).read();
    cells.push(...found.cells);
    open.push(...found.open.map((address) => (hasMany ? `${sheet.name} ${address}` : address)));
  }
  return { cells, open };
}

/** Columns of a form that hold no number of the statistics. */
const NO_FIGURES: ReadonlySet<string> = new Set(['note', 'serial', 'measure', 'name', 'unit']);

interface Segment {
  text: string;
  r: number;
  c: number;
  side: 'row' | 'column';
}

class SheetReading {
  readonly #grid: Grid;
  /** Rows that name a unit or the total, and rows without any text: they part the blocks of a form. */
  readonly #unitRows = new Set<number>();
  readonly #textRows = new Set<number>();
  /** Rows of 填报单位：, 单位：, 日期：; whatever else stands there (2022年7月 at the right) is no head of what is below. */
  readonly #lineRows = new Set<number>();
  /** Measures of a line 单位：件、万元; null where it names one that we do not know. */
  readonly #lineMeasures: string[] | null;

  constructor(
    readonly sheet: RawSheet,
    is1904: boolean,
    readonly words: ProposalWords,
  ) {
    this.#grid = new Grid(sheet, is1904);
    const measures: (string | null)[] = [];
    for (const { v, r } of sheet.cells) {
      if (typeof v !== 'string' || v.trim() === '') continue;
      const text = v.trim();
      this.#textRows.add(r);
      if (isMetaText(text)) this.#lineRows.add(r);
      if (words.units.exact(text).kind !== 'none' || totalWord(text, words.place) !== null) this.#unitRows.add(r);
      measures.push(...measureLine(text));
    }
    this.#lineMeasures = measures.includes(null) ? null : (measures as string[]);
  }

  read(): Proposal {
    const proposed: UpwardCell[] = [];
    const open: string[] = [];
    for (let r = 0; r < this.#grid.rowCount; r += 1)
      for (let c = 0; c < this.#grid.columnCount; c += 1) {
        if (!this.#canHold(r, c)) continue;
        const row = this.#left(r, c);
        if (row.length === 0) continue;
        const column = this.#above(r, c, row.at(-1)!.c);
        if (column.length === 0) continue;
        if (column.some(({ text }) => NO_FIGURES.has(roleOf(text) ?? ''))) continue;
        const cell = this.#understand(r, c, [...row, ...column]);
        if (cell === null) open.push(cellAddress(r, c));
        else proposed.push(cell);
      }
    // The same number asked for twice on one sheet: of two months, or of parts that we do not tell apart.
    const keyOf = (cell: UpwardCell): string => [cell.unitId, cell.code, cell.figure].join('|');
    const times = Map.groupBy(proposed, keyOf);
    const cells = proposed.filter((cell) => times.get(keyOf(cell))!.length === 1);
    return { cells, open: [...open, ...proposed.filter((cell) => !cells.includes(cell)).map(({ cell }) => cell)] };
  }

  /** Blank, a number or a sign such as —; no formula, nothing under a merge. */
  #canHold(r: number, c: number): boolean {
    if (this.#grid.isCovered(r, c)) return false;
    const cell = this.#grid.cell(r, c);
    if (cell === undefined) return true;
    if (cell.f || cell.t === 'f') return false;
    if (cell.t === 'n') return cell.z === undefined || cell.z === 'percent' || cell.z.startsWith('in-');
    return typeof cell.v === 'string' && (cell.v.trim() === '' || signOf(cell.v) !== null);
  }

  #segment(r: number, c: number, side: Segment['side']): Segment | null {
    const merge = this.#grid.mergeOf(r, c);
    const [top, left] = merge ?? [r, c];
    const cell = this.#grid.cell(top, left);
    if (cell?.t !== 's' || signOf(String(cell.v)) !== null) return null;
    const text = String(cell.v).trim();
    return text === '' ? null : { text, r: top, c: left, side };
  }

  /** Texts that name the row, outermost first. */
  #left(r: number, c: number): Segment[] {
    const found: Segment[] = [];
    for (let at = c - 1; at >= 0; at -= 1) {
      const segment = this.#segment(r, at, 'row');
      if (segment === null) {
        if (found.length > 0) break;
        continue;
      }
      if (found[0]?.r !== segment.r || found[0]?.c !== segment.c) found.unshift(segment);
      at = Math.min(at, segment.c);
    }
    return found.some(({ text }) => isLine(text)) ? [] : found;
  }

  /** Texts of the head above a cell, outermost first; a banner that reaches back to the row names is none of it. */
  #above(r: number, c: number, labelColumn: number): Segment[] {
    const found: Segment[] = [];
    for (let at = r - 1; at >= 0; at -= 1) {
      if (this.#lineRows.has(at)) break;
      const segment = this.#segment(at, c, 'column');
      if (segment === null || segment.c <= labelColumn) {
        if (found.length > 0) break;
        continue;
      }
      if (isLine(segment.text)) break;
      if (found[0]?.r !== segment.r || found[0]?.c !== segment.c) found.unshift(segment);
      at = Math.min(at, segment.r);
    }
    return found;
  }

  /** Null: something on the way is not understood. */
  #understand(r: number, c: number, path: readonly Segment[]): UpwardCell | null {
    const names: Segment[] = [];
    const figures: ColumnFigure[] = [];
    const measures: string[] = [];
    let unit: number | null | undefined;
    const isUnit = (id: number | null): boolean => {
      const isSame = unit === undefined || unit === id;
      unit = id;
      return isSame;
    };
    for (const segment of path) {
      const { text } = segment;
      const key = normaliseName(text);
      if (key === '' || /^[一二三四五六七八九十]{1,3}$/.test(key)) continue;
      const own = normaliseMeasure(text);
      if (own !== null && path.length > 2) {
        measures.push(own);
        continue;
      }
      const match = this.words.units.exact(text);
      if (match.kind === 'ambiguous') return null;
      if (match.kind === 'found') {
        if (!isUnit(match.unit.id)) return null;
        continue;
      }
      const total = totalWord(text, this.words.place);
      if (total !== null) {
        if (total !== 'total' || !this.#isOwnTotal(segment) || !isUnit(null)) return null;
        continue;
      }
      // A month in a head is another one next time: the officer says what he wants there.
      if (statedPeriods(text).length > 0) return null;
      const split = splitMeasure(text);
      const figure = isBareYear(text, null) ? null : figureOf(text, null);
      if (figure !== null) {
        figures.push(figure.figure);
        if (split.measure !== null) measures.push(split.measure);
        continue;
      }
      if (isBareYear(text, null)) return null;
      names.push(segment);
    }
    const named = this.#indicatorOf(names);
    if (named === null) return null;
    if (named.figure !== null) figures.push(named.figure);
    const figure = figures.length === 0 ? 'current' : plainFigure(combineFigures(figures, true));
    if (figure === null) return null;
    if (unit === undefined && this.#namesUnits(Math.min(...path.map((segment) => segment.r)), r)) return null;
    const indicator = this.words.byCode.get(named.code)!;
    const measure = MEASURED_FIGURES.has(figure) ? this.#measureOf(indicator, [...measures, ...named.measures]) : null;
    if (measure === undefined) return null;
    const written = (side: Segment['side']): string =>
      path
        .filter((segment) => segment.side === side)
        .map(({ text }) => text)
        .join('／');
    return {
      sheet: this.sheet.name!,
      cell: cellAddress(r, c),
      unitId: unit ?? null,
      code: named.code,
      figure,
      measure,
      reason:
        `行“${written('row')}”，列“${written('column')}”${unit === undefined ? '；这部分不分单位，为合计' : ''}`.slice(
          0,
          400,
        ),
    };
  }

  /** First and last row of the block that holds these rows. Blocks end at rows without text. */
  #blockOf(top: number, bottom: number): [number, number] {
    const isInside = (r: number): boolean => (r >= top && r <= bottom) || this.#textRows.has(r);
    let first = top;
    let last = bottom;
    while (first > 0 && isInside(first - 1)) first -= 1;
    while (last + 1 < this.#grid.rowCount && isInside(last + 1)) last += 1;
    return [first, last];
  }

  /** A unit or 合计 in the block that holds these rows: a cell there without one is another's. */
  #namesUnits(top: number, bottom: number): boolean {
    const [first, last] = this.#blockOf(top, bottom);
    for (let r = first; r <= last; r += 1) if (this.#unitRows.has(r)) return true;
    return false;
  }

  /** 合计 is ours only among our own units of its block; 全省 in a city's form and 合计 under other cities are not. */
  #isOwnTotal({ text, r, c, side }: Segment): boolean {
    const key = normaliseName(text);
    if (key === normaliseName(this.words.place)) return true;
    const label = totalLabelOf(this.words);
    if (/^全[省市县区州盟]/.test(key)) {
      if (!key.startsWith(label) && !(this.words.level === 'county' && key.startsWith('全区'))) return false;
    }
    const [first, last] = side === 'row' ? this.#blockOf(r, r) : [r, r];
    let known = 0;
    for (const cell of this.sheet.cells) {
      if (cell.r < first || cell.r > last || (side === 'row' && cell.c !== c) || cell.t !== 's') continue;
      const peer = String(cell.v).trim();
      if (this.words.units.exact(peer).kind === 'found') known += 1;
      else if (!this.#isNoPlace(peer, cell.r, cell.c)) return false;
    }
    return known > 0;
  }

  #isNoPlace(text: string, r: number, c: number): boolean {
    const merge = this.#grid.mergeOf(r, c);
    const isBanner = merge !== undefined && merge[3] > merge[1] && c === 0;
    return (
      isBanner ||
      r === 0 ||
      normaliseName(text) === '' ||
      totalWord(text, this.words.place) !== null ||
      roleOf(text) !== null ||
      isBareUnitWord(text) ||
      isLine(text)
    );
  }

  /** The one indicator that the names mean together; the other side of the table must name none. */
  #indicatorOf(names: readonly Segment[]): { code: string; figure: ColumnFigure | null; measures: string[] } | null {
    const leaf = names.at(-1);
    if (!leaf) return null;
    const sides = new Set(names.map(({ side }) => side));
    const texts = names.map(({ text }) => text);
    const measures = texts.flatMap((text) => splitMeasure(text).measure ?? []);
    for (const path of sides.size === 1 ? [texts] : [texts, this.#columnFirst(names)]) {
      const found = this.#find(path, sides.size > 1);
      if (found !== null) return { ...found, measures: [...measures, ...found.measures] };
    }
    if (sides.size > 1 || names.length !== 1) return null;
    const part = leaf.side === 'row' ? this.#partOf(leaf) : null;
    return part === null ? null : { code: part, figure: null, measures };
  }

  #columnFirst(names: readonly Segment[]): string[] {
    const of = (side: Segment['side']): string[] => names.filter((one) => one.side === side).map(({ text }) => text);
    return [...of('column'), ...of('row')];
  }

  /** `isWhole`: every part of the path has to be in the declared name. */
  #find(
    path: readonly string[],
    isWhole: boolean,
  ): { code: string; figure: ColumnFigure | null; measures: string[] } | null {
    const attempts: { path: readonly string[]; figure: ColumnFigure | null; measures: string[] }[] = [
      { path, figure: null, measures: [] },
    ];
    const above = path.slice(0, -1);
    const measured = splitTrailingMeasure(path.at(-1)!);
    if (measured !== null)
      attempts.push({ path: [...above, measured.name], figure: null, measures: [measured.measure] });
    const split = splitFigure(path.at(-1)!, null);
    if (split !== null && split.figure.period === null)
      attempts.push({ path: [...above, split.name], figure: split.figure.figure, measures: [] });
    for (const { path: tried, figure, measures } of attempts) {
      const found = this.words.indicators.find(tried);
      if (found.kind !== 'found') continue;
      const parts = tried.map(normaliseName).filter((part, index, all) => part !== '' && part !== all[index - 1]);
      const rest = parts.slice(0, parts.length - found.key.split('/').length);
      if (isWhole ? rest.length > 0 : !rest.every(isSubject)) return null;
      if (!this.words.byCode.has(found.code)) return null;
      return { code: found.code, figure, measures };
    }
    return null;
  }

  /** 其中：发明 below 专利授权量, where both together are a declared name. */
  #partOf({ text, r, c }: Segment): string | null {
    if (!/^\s*其中|^\s*#/.test(text)) return null;
    for (let at = r - 1; at >= 0; at -= 1) {
      const above = this.#segment(at, c, 'row');
      if (above === null || /^\s*其中|^\s*#/.test(above.text)) continue;
      const found = this.words.indicators.find([above.text, text]);
      return found.kind === 'found' && found.key.includes('/') ? found.code : null;
    }
    return null;
  }

  /** Measure that the form asks for; null: the indicator's own; undefined: it cannot be told. */
  #measureOf(indicator: StoredIndicator, stated: readonly string[]): string | null | undefined {
    const readings = (list: readonly string[]): { measure: string; power: number }[] =>
      list.flatMap((measure) => {
        const reading = readMeasure(indicator.measure, measure);
        return reading === null ? [] : [{ measure, power: reading.power }];
      });
    let found = readings(stated);
    if (found.length < stated.length) return undefined;
    if (stated.length === 0) {
      if (this.#lineMeasures === null) return undefined;
      found = readings(this.#lineMeasures);
      // A line of 件 says nothing of amounts.
      if (found.length === 0 && this.#lineMeasures.length > 0) return undefined;
    }
    if (new Set(found.map(({ power }) => power)).size > 1) return undefined;
    const [first] = found;
    return first === undefined || first.power === 0 ? null : first.measure;
  }
}

/** Periods that a text of a form states for its numbers. 全年目标 and 全年完成率 are of the year of every month, and state none. */
export function statedPeriods(text: string): ReturnType<typeof findPeriods> {
  const figure = figureOf(text, null)?.figure;
  const found = findPeriods(text);
  return figure === 'target' || figure === 'completion'
    ? found.filter((one) => one.year !== null || isPartOfYear(one))
    : found;
}

/** Headings over indicators that only group them: 专利创造, 运用情况. A place is none. */
function isSubject(heading: string): boolean {
  return (
    /专利|商标|发明|地理标志|质押|保险|创造|运用|保护|管理|服务|执法|案件|版权|知识产权|指标|情况|工作/.test(heading) &&
    !/[省市县区州盟旗镇乡局]$/.test(heading)
  );
}

function plainFigure(figure: ColumnFigure): UpwardFigure | null {
  if (figure === 'ytd') return 'current';
  return (UPWARD_FIGURES as readonly string[]).includes(figure) ? (figure as UpwardFigure) : null;
}

/** 填报单位：, 注：, 单位：万元 …: lines around the table. */
function isLine(text: string): boolean {
  return isMetaText(text) || isFooterText(text) || (/[:：]/.test(text) && !/^\s*其中/.test(text));
}

/** Measures of a line 单位：件、万元; null for one that we do not know. */
function measureLine(text: string): (string | null)[] {
  const match = /^[(（]?\s*(?:金额|计量|数量|货币)?\s*单\s*位\s*[:：]\s*([^:：()（）]+?)\s*[)）]?$/u.exec(text);
  if (!match) return [];
  const parts = match[1]!.split(/[、,，/和及;；]/).filter((part) => part.trim() !== '');
  return parts.map((part) => normaliseMeasure(part));
}
