// Finds the table of a ledger in a sheet: head rows, columns, and which ledgers it may be, with reasons that the officer can read.
// By declared heads, exact after normalising; a likeness is a question. Not here: reading rows (3-map/ledger-rows.ts).

import { hash } from 'node:crypto';

import { fieldsOf, unitFieldOf, type Ledger } from '../../../../shared/ledgers/define.js';
import { declaredHeads, fromTitle, headKey, mapHeads, type MappedHeads } from '../../../../shared/ledgers/heads.js';
import { splitMeasure } from '../../../../shared/indicators/normalise.js';
import type { Period } from '../../../../shared/model/period.js';
import { remembered } from '../../../../shared/model/remembered.js';
import type { ReportingUnit } from '../../../../shared/model/unit.js';
import type { LedgerMeta } from '../../ledgers/ledger-meta.js';
import type { Grid } from './grid.js';
import { sortedFirst } from './sort-column.js';
import { withoutDays } from './stated-year.js';
import { areMeasures, filledCells, headsParts, inBrackets, numbersColumns } from './under-head.js';

/** A head is looked for this far down: titles, 填报单位 lines and notes stand above it. */
const SEARCHED_ROWS = 40;

/** A head of so many ledgers still tells them from the others. */
const FEW_LEDGERS = 2;

export interface LedgerCandidate {
  ledger: Ledger;
  heads: MappedHeads;
  /** Fields that words of title, sheet or file name give. */
  given: ReturnType<typeof fromTitle>;
  score: number;
  reason: string;
}

export interface LedgerTable {
  sheetIndex: number;
  sheetName: string | null;
  grid: Grid;
  head: readonly [number, number];
  columns: { c: number; head: string }[];
  /** Title lines, sheet name and file name. */
  title: string;
  titleLines: readonly string[];
  /** Best first. More than one only where two fit equally well. */
  candidates: LedgerCandidate[];
  /** Some head is one that few ledgers have: 区县, 名称 and 级别 tell none of them from the others. */
  isTelling: boolean;
  /** Same heads, same fingerprint. */
  fingerprint: string;
  /** Whose it is and for when, where our own form says so (core/forms). */
  stated?: { unit: ReportingUnit; period: Period };
}

/** What numbers and dates are written with. Normalising adds no character, so that a text of these alone has a key of these alone. */
const NUMBER_SIGNS = /^[-\d.,%:/\s]*$/;

interface HeadIndex {
  /** Ids by key of a head. */
  ledgersOf: ReadonlyMap<string, ReadonlySet<string>>;
  hasNumber: boolean;
}

/** Heads of all ledgers at once: most rows of most sheets are told to be no head by a look into this. */
export class LedgerHeads {
  #index: HeadIndex | undefined;
  readonly #ofBoth = remembered((both) => {
    const [top, bottom] = both.split('\n') as [string, string];
    // 专利（件） over 总数 is 专利总数（件）.
    const { name, measure } = splitMeasure(top);
    const choices = [`${top}${bottom}`, `${bottom}${top}`, `${name}${bottom}`, `${bottom}${name}`, bottom, top];
    const choice = choices.find((one) => one !== '' && this.isKnown(one)) ?? choices[0]!;
    return measure === null || splitMeasure(choice).measure !== null ? choice : `${choice}（${measure}）`;
  });

  constructor(readonly ledgers: readonly Ledger[]) {}

  /** Made on first use: most imports have no ledger to look for. */
  get #known(): HeadIndex {
    if (this.#index !== undefined) return this.#index;
    const ledgersOf = new Map<string, Set<string>>();
    for (const ledger of this.ledgers)
      for (const key of declaredHeads(ledger).keys()) {
        const known = ledgersOf.get(key);
        if (known) known.add(ledger.id);
        else ledgersOf.set(key, new Set([ledger.id]));
      }
    this.#index = { ledgersOf, hasNumber: [...ledgersOf.keys()].some((key) => NUMBER_SIGNS.test(key)) };
    return this.#index;
  }

  /** A head such as 2024: then a number in a cell may be one. */
  get hasNumber(): boolean {
    return this.#known.hasNumber;
  }

  isKnown(head: string): boolean {
    return this.#known.ledgersOf.has(headKey(head));
  }

  isTelling(head: string): boolean {
    const count = this.#known.ledgersOf.get(headKey(head))?.size ?? 0;
    return count > 0 && count <= FEW_LEDGERS;
  }

  /** What a column under two rows of heads is called: the first way that a ledger knows. Heads are without blanks. */
  ofTwo(top: string, bottom: string): string {
    return this.#ofBoth(`${top}\n${bottom}`);
  }

  /** The most of these heads that one ledger knows. */
  best(heads: readonly string[]): number {
    const { ledgersOf } = this.#known;
    const counts = new Map<string, number>();
    for (const key of new Set(heads.map(headKey)))
      for (const ledger of ledgersOf.get(key) ?? []) counts.set(ledger, (counts.get(ledger) ?? 0) + 1);
    return Math.max(0, ...counts.values());
  }
}

const headsKnown = new WeakMap<readonly Ledger[], LedgerHeads>();

/** Heads of a list of ledgers that stays as it is: made once, not for every sheet. */
export function headsOfLedgers(ledgers: readonly Ledger[]): LedgerHeads {
  let heads = headsKnown.get(ledgers);
  if (heads === undefined) headsKnown.set(ledgers, (heads = new LedgerHeads(ledgers)));
  return heads;
}

export interface LedgerSheetInput {
  grid: Grid;
  sheetIndex: number;
  sheetName: string | null;
  fileName: string;
  heads: LedgerHeads;
  meta: LedgerMeta | null;
  /** The officer said that it is this ledger: the best row of heads is taken, whatever it knows of them. */
  only?: { ledger: Ledger; head: number };
}

/** Null where no row of the sheet has two heads of one ledger. */
export function findLedgerTable(asked: LedgerSheetInput): LedgerTable | null {
  const input = asked.only ? { ...asked, heads: new LedgerHeads([asked.only.ledger]) } : asked;
  const { grid } = input;
  let best: { head: readonly [number, number]; columns: LedgerTable['columns']; known: number } | null = null;
  for (let r = 0; r < Math.min(grid.rowCount, SEARCHED_ROWS); r += 1) {
    if (grid.rowCells(r).filter((cell) => cell.t === 's').length < 2 || isNoHead(input, r)) continue;
    const found = headAt(input, r);
    const known = input.heads.best(found.columns.map((column) => column.head));
    if (known >= 2 && known > (best?.known ?? 0)) best = { ...found, known };
  }
  if (best === null && input.only) best = { ...headAt(input, input.only.head), known: 0 };
  if (best === null) return null;
  const { head, columns } = best;
  const titleLines = titleOf(input, head[0]);
  const title = titleLines.join(' ');
  const table = {
    sheetIndex: input.sheetIndex,
    sheetName: input.sheetName,
    grid,
    head,
    columns,
    title,
    titleLines,
    isTelling: columns.some(({ head: text }) => input.heads.isTelling(text)),
    fingerprint: hash('sha1', ['ledger', ...columns.map((column) => headKey(column.head))].join('|')).slice(0, 16),
  };
  return { ...table, candidates: sortedFirst(table, candidatesOf(input, columns, title)) };
}

/** True for a row that surely has less than two known heads: most rows are numbers behind a name, and lie under no merged range. */
function isNoHead({ grid, heads }: LedgerSheetInput, r: number): boolean {
  if (grid.isMergedRow(r)) return false;
  const texts = grid.rowCells(r).filter((cell) => heads.hasNumber || typeof cell.v !== 'number');
  return texts.length < 2 || heads.best(texts.map((cell) => plain(grid.textOf(cell)))) < 2;
}

/**
 * One or two rows of heads: 金额（万元） over 申报 and 核定 is 申报金额 or 申报, whichever a ledger knows; then rows of 计量单位 and of the
 * numbers of the columns.
 */
function headAt(
  { grid, heads }: LedgerSheetInput,
  r: number,
): { head: readonly [number, number]; columns: LedgerTable['columns'] } {
  const isSplit = (row: number): boolean =>
    grid.sheet.merges.some(
      ([r1, c1, r2, c2]) =>
        r1 === row &&
        r2 === row &&
        c2 > c1 &&
        c2 - c1 + 1 < grid.columnCount &&
        grid.text(r1, c1) !== '' &&
        // 统计时间：2022年7月31日 and other lines of the title head no columns.
        !/[:：]\s*\S/.test(grid.text(r1, c1)) &&
        !RUNNING.test(plain(grid.headText(row + 1, c1))),
    );
  const isParted = headsParts(grid, r, (text) => heads.isKnown(plain(text)));
  const isTwo = isParted || (r + 1 < grid.rowCount && isSplit(r));
  let last = isTwo ? r + 1 : r;
  const measures = areMeasures(filledCells(grid, last + 1), grid.is1904) ? last + 1 : null;
  const columns: LedgerTable['columns'] = [];
  let over = '';
  for (let c = 0; c < grid.columnCount; c += 1) {
    const own = plain(grid.headText(r, c));
    const bottom = isTwo ? plain(grid.headText(r + 1, c)) : own;
    if (own !== '') over = own;
    const top = isParted && bottom !== '' ? over : own;
    const head = top === bottom || bottom === '' ? top : heads.ofTwo(top, bottom);
    const measure = measures === null ? '' : plain(grid.text(measures, c));
    const said = measure === '' ? '' : inBrackets(measure);
    const isSaidTwice = head.normalize('NFKC').endsWith(said.normalize('NFKC'));
    if (head !== '') columns.push({ c, head: isSaidTwice ? head : `${head}${said}` });
  }
  if (measures !== null) last = measures;
  if (numbersColumns(filledCells(grid, last + 1), grid.is1904)) last += 1;
  return { head: [r, last], columns };
}

/** Stands in the first column of a table, below no group of heads. */
const RUNNING = /^(?:序号|编号|行号)$/;

function plain(text: string): string {
  return text.replaceAll(/\s+/g, '').trim();
}

function titleOf({ grid, sheetName, fileName }: LedgerSheetInput, head: number): string[] {
  const lines: string[] = [];
  for (let r = 0; r < head; r += 1) lines.push(...grid.distinctTexts(r));
  const file = fileName
    .split('/')
    .at(-1)!
    .replace(/\.[^.]+$/, '');
  return [...lines, sheetName ?? '', file];
}

function candidatesOf(input: LedgerSheetInput, columns: LedgerTable['columns'], title: string): LedgerCandidate[] {
  const texts = columns.map((column) => column.head);
  if (input.only) {
    const chosen = candidateOf(input.only.ledger, texts, title, null);
    return [{ ...chosen, reason: `按您的选择，${chosen.reason}` }];
  }
  const made = input.meta && input.heads.ledgers.find((ledger) => ledger.id === input.meta!.ledger);
  if (made) return [candidateOf(made, texts, title, input.meta)];
  return likelyLedgers(input.heads.ledgers, texts, title);
}

/** The ledgers that a table with these heads and this title may be, best first. */
export function likelyLedgers(ledgers: readonly Ledger[], heads: readonly string[], title: string): LedgerCandidate[] {
  return ledgers
    .map((ledger) => candidateOf(ledger, heads, title, null))
    .filter((one) => {
      const known = one.heads.fields.filter((name) => name !== null).length;
      // A list that shares a few common heads (联系人, 地址) with a ledger is not that ledger with columns missing.
      const isOfIt = one.heads.missing.length === 0 || (known * 2 > heads.length && namesRecords(one));
      return known >= 2 && one.score > 0 && isOfIt;
    })
    .sort((a, b) => missingOf(a) - missingOf(b) || b.score - a.score);
}

/** Something of what makes a record of this ledger is among its heads, beside the unit: 区县 and 电话 are of any list. */
function namesRecords({ ledger, heads }: LedgerCandidate): boolean {
  const unit = unitFieldOf(ledger);
  const needed = fieldsOf(ledger).flatMap(([name, field]) => (field.required === true ? [name] : []));
  const telling = [...ledger.keys.flat(), ...needed].filter((name) => name !== unit);
  return telling.length === 0 || telling.some((name) => heads.fields.includes(name));
}

/** Without the unit: title, sheet or lines between the rows may name it. */
export function missingOf({ ledger, heads }: LedgerCandidate): number {
  return heads.missing.filter((name) => name !== unitFieldOf(ledger)).length;
}

function candidateOf(
  ledger: Ledger,
  texts: readonly string[],
  title: string,
  meta: LedgerMeta | null,
): LedgerCandidate {
  // A head of our own file means what it meant when it was written, whatever the field is called now.
  const renamed = new Map(
    (meta?.columns ?? []).flatMap(({ field, head }) =>
      Object.hasOwn(ledger.fields, field) ? [[headKey(head), ledger.fields[field]!.label] as const] : [],
    ),
  );
  const heads = mapHeads(
    ledger,
    texts.map((text) => (renamed.has(headKey(text)) ? withMeasure(text, renamed.get(headKey(text))!) : text)),
    withoutDays(title),
  );
  const said = ledger.titleWords.filter((word) => title.includes(word));
  // 商标质押 says 商标 once.
  const words = said.filter((word) => !said.some((other) => other !== word && other.includes(word)));
  const known = heads.fields.filter((name) => name !== null).length;
  const reason = [
    meta === null ? `${known}个表头相符` : '是本程序生成的台账表格',
    ...(words.length > 0 ? [`标题中有“${words[0]!}”`] : []),
    ...(heads.unknown.length > 0 ? [`${heads.unknown.length}个表头不认识`] : []),
  ].join('，');
  return {
    ledger,
    heads,
    given: fromTitle(ledger, withoutDays(title)),
    score: known * 2 - heads.unknown.length + words.length * 3,
    reason,
  };
}

/** The present label with the measure that the head names. */
function withMeasure(head: string, label: string): string {
  const measure = /[（(][^（()）]*[)）]$/.exec(head);
  return measure && !label.endsWith(measure[0]) ? `${label}${measure[0]}` : label;
}
