// Lines of a ledger table that are no records: totals, notes below the rows, heads that stand again on each printed page.

import type { Field } from '../../../../shared/ledgers/define.js';
import { headKey } from '../../../../shared/ledgers/heads.js';
import { endsInTotalWord, isCountText, isTotalWord } from '../../../../shared/ledgers/total-words.js';
import type { RawCell } from '../1-read/raw-book.js';
import { cellText, type Grid } from '../2-recognise/grid.js';
import { belongsToHead, filledCells } from '../2-recognise/under-head.js';

const NOTE = /^(?:注|备注|说明|填报|填表|制表|审核|复核|经办|联系|负责人|单位负责人|数据来源|报送|日期)/;

/** 注：…, 制表人：…, 合计 below the rows: a line of the table above it. 填报单位： begins a table. */
export function isFootLine(text: string): boolean {
  const plain = text.replaceAll(/\s/g, '');
  if (/^(?:填报|报送|上报|填表)?(?:单位|区县|时间|日期)(?:[（(]盖章[)）])?[:：]/.test(plain)) return false;
  return NOTE.test(plain) || isTotalWord(plain) || endsInTotalWord(plain);
}

export function isBlank({ v }: RawCell): boolean {
  if (typeof v !== 'string') return v === null || (typeof v === 'number' && !Number.isFinite(v));
  const first = v.charCodeAt(0);
  // Most texts begin with a letter, a digit or a Han character.
  return !((first > 0x20 && first < 0x7f) || (first >= 0x4e00 && first <= 0x9fff)) && v.trim() === '';
}

/** A column that is read, as far as it tells a record from another line. */
export interface LineColumn {
  c: number;
  field: Pick<Field, 'kind' | 'required'>;
}

/** Kinds that a line of totals never has. */
const OF_RECORDS: ReadonlySet<string> = new Set(['code', 'date', 'enterprise']);

/** True where all is there that a record must have, however one of its texts reads: a patent may be called 累计. `c`: of that text. */
function holdsRecord(cells: readonly RawCell[], columns: readonly LineColumn[], c: number): boolean {
  const required = columns.filter(({ field }) => field.required === true);
  return (
    required.every((column) => cells.some((cell) => cell.c === column.c)) &&
    required.some((column) => column.c !== c && OF_RECORDS.has(column.field.kind))
  );
}

/** all: of everything above; part: since the last one. */
export function totalWord(
  grid: Grid,
  cells: readonly RawCell[],
  columns: readonly LineColumn[],
): 'all' | 'part' | null {
  let names = 0;
  let part: 'all' | 'part' | null = null;
  for (const cell of cells) {
    if (cell.t !== 's' || isCountText(cellText(cell, grid.is1904))) continue;
    names += 1;
    if (names > 2) break;
    const written = cellText(cell, grid.is1904);
    if (!written.includes(IN_TOTALS) && !/^\s*共\s*\d/.test(written)) continue;
    const text = written.replaceAll(/\s/g, '');
    if ((isTotalWord(text) || endsInTotalWord(text)) && holdsRecord(cells, columns, cell.c)) return null;
    if (isTotalWord(text)) return text.includes('小计') || text.startsWith('本页') ? 'part' : 'all';
    if (endsInTotalWord(text)) part = /^全[市省县区州盟]/.test(text) ? 'all' : 'part';
  }
  // 滕州市小计: a word in front, and no text anywhere else in the row.
  return names === 1 ? part : null;
}

const EXAMPLE = /^[(（【[]?(?:填[写报表])?(?:示例|样例|范例|举例|例)[一二三\d]?(?:[)）】\]]?$|[:：])/;
/** What each word of an example has. */
export const IN_EXAMPLES = '例';

/** 示例 | 江北区 | 某某公司 | 100, or 例：江北区: a form shows how it is filled in. */
export function isExampleRow(grid: Grid, [first]: readonly RawCell[]): boolean {
  return first?.t === 's' && EXAMPLE.test(cellText(first, grid.is1904).replaceAll(/\s/g, ''));
}

/** Texts of a note beside each other: a row of more is none, unless it is merged. */
export const MOST_NOTE_CELLS = 4;

/**
 * 注：… and 填报人：… below the rows: one text, across the table or named so. `columns`: those that are read; what holds all that a
 * record must have is one, however it begins (说明会：… in a 大事记).
 */
export function isNoteRow(grid: Grid, cells: readonly RawCell[], columns: readonly LineColumn[], r: number): boolean {
  if (cells.length > MOST_NOTE_CELLS && !grid.isMergedRow(r)) return false;
  const own = cells.filter((cell) => !grid.isCovered(r, cell.c));
  const text = cellText(own[0] ?? cells[0]!, grid.is1904).trim();
  if (own.length === 1) {
    const merge = grid.mergeOf(r, own[0]!.c);
    if (merge && merge[3] - merge[1] + 1 >= Math.max(2, columns.length / 2)) return true;
  }
  if (own.length > MOST_NOTE_CELLS || !own.every((cell) => cell.t === 's')) return false;
  return NOTE.test(text) && /[:：]/.test(text) && !holdsRecord(own, columns, own[0]!.c);
}

/** 一月份 in the column of 注册号. Numbers of certificates, documents and cases have such letters themselves. */
function isNoCode(field: Pick<Field, 'kind'> & { check?: string }, text: string): boolean {
  return !['certificate', 'document', 'case'].includes(field.check ?? '') && /\p{Script=Han}/u.test(text);
}

/** True where a line has one text, in front, and a record must have more. A number of a patent alone may belong to the record above. */
export function isLone(grid: Grid, cells: readonly RawCell[], columns: readonly LineColumn[], r: number): boolean {
  if (cells.length !== 1) return false;
  const own = cells[0]!;
  return (
    own.t === 's' &&
    !grid.isCovered(r, own.c) &&
    columns.every(({ c }) => c >= own.c) &&
    columns.every(
      ({ c, field }) => c !== own.c || field.kind !== 'code' || isNoCode(field, cellText(own, grid.is1904)),
    ) &&
    columns.filter(({ c, field }) => field.required === true && !grid.isCovered(r, c)).length > 1
  );
}

/** The text of a line that holds nothing else; null for any other line, a total or a note. */
export function loneText(grid: Grid, r: number): { text: string; c: number } | null {
  const own = grid.rowCells(r).filter((cell) => !isBlank(cell) && !grid.isCovered(r, cell.c));
  if (own.length !== 1 || own[0]!.t !== 's') return null;
  const text = grid.textOf(own[0]!).trim();
  return NOTE.test(text) || isTotalWord(text) || endsInTotalWord(text.replaceAll(/\s/g, ''))
    ? null
    : { text, c: own[0]!.c };
}

interface RepeatedHead {
  c: number;
  key: string;
  /** A number may be this head. */
  isNumber: boolean;
  /** A Han character of the key: a plain text without it is another head. */
  sign: string;
}

/** Han, letters and digits stay what they are in a key: nothing else has to be looked at to know that a character is not in it. */
const PLAIN = /^[\u4E00-\u9FFF\w]*$/;

const NUMBERING = /^(?:[(（][一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十\d]{1,3}[)）、.．\s])\s*/u;
const COUNT = /[(（]?共?\d*[件家项个笔条户]?[)）]?[:：]?$/;

/** 二、薛城区（3件） → 薛城区: what a line between the rows says of those below it. */
export function saidByLine(text: string): string {
  return text.replace(NUMBERING, '').replace(COUNT, '').trim();
}

/** What one of the words for totals has: no text without it is one. */
export const IN_TOTALS = '计';

/** Heads that are repeated at the top of each printed page. Most rows are told by two of their cells. */
export class RepeatedHeads {
  /** As one row of heads, and each of two rows as it is written. */
  readonly #rows: readonly (readonly RepeatedHead[])[];
  /** The first two of each of them, by column. */
  readonly #telling = new Map<number, RepeatedHead[]>();
  /** Keys of texts in the first columns, where a ledger repeats the same few. */
  readonly #keys = new Map<string, string>();

  constructor(
    columns: readonly { c: number; head: string }[],
    readonly grid: Grid,
    head: readonly [number, number],
  ) {
    const headOf = (c: number, text: string): RepeatedHead => {
      const key = headKey(text);
      return { c, key, isNumber: key === '' || /\d/.test(key), sign: /[\u4E00-\u9FFF]/.exec(key)?.[0] ?? '' };
    };
    const written = (r: number): RepeatedHead[] =>
      grid.rowCells(r).flatMap((cell) => {
        const text = grid.textOf(cell).trim();
        return text === '' ? [] : [headOf(cell.c, text)];
      });
    const joined = columns.map((column) => headOf(column.c, column.head));
    const all = Array.from({ length: head[1] - head[0] + 1 }, (_, n) => head[0] + n).flatMap((r) =>
      belongsToHead(filledCells(grid, r), grid.is1904) ? [] : [written(r)],
    );
    this.#rows = all.length === 1 ? [joined] : [joined, ...all];
    for (const one of this.#rows.flatMap((heads) => heads.slice(0, 2))) {
      const known = this.#telling.get(one.c);
      if (known) known.push(one);
      else this.#telling.set(one.c, [one]);
    }
  }

  /** `cells`: those of a row that are not empty. */
  isHead(cells: readonly RawCell[]): boolean {
    return this.#headsOf(cells).length > 0;
  }

  /** Cells of a repeated head that are not what stands there above. */
  changedIn(cells: readonly RawCell[]): { c: number; key: string }[] {
    const texts = cells.map((cell) => ({ c: cell.c, key: headKey(cellText(cell, this.grid.is1904)) }));
    const changed = this.#headsOf(cells).map((heads) =>
      texts.filter(({ c, key }) => key !== '' && heads.find((head) => head.c === c)?.key !== key),
    );
    return changed.toSorted((a, b) => a.length - b.length)[0] ?? [];
  }

  /** Of two rows of heads each, and both as one, what the row may be. */
  #headsOf(cells: readonly RawCell[]): (readonly RepeatedHead[])[] {
    const isSame = (one: RepeatedHead): boolean => this.#isSame(one, cells);
    return this.#rows.filter((heads) => {
      if (!isSame(heads[0]!) && (heads[1] === undefined || !isSame(heads[1]))) return false;
      const same = heads.filter(isSame).length;
      return same >= 2 && same * 2 > heads.length;
    });
  }

  /** Columns of which a repeated head has one at least as it is. */
  get telling(): readonly number[] {
    return [...this.#telling.keys()];
  }

  /** False: these cells of a row are surely no repeated head. */
  mayBeIn(cells: readonly RawCell[]): boolean {
    for (const c of this.#telling.keys())
      if (this.mayBeHead(c, cells[c]?.c === c ? cells[c] : cells.find((one) => one.c === c))) return true;
    return false;
  }

  /** False: with this cell in that one of these columns it is no repeated head. `cell`: undefined where there is none. */
  mayBeHead(c: number, cell: RawCell | undefined): boolean {
    return this.#telling.get(c)?.some((head) => this.#isSameCell(head, cell)) === true;
  }

  #isSame(head: RepeatedHead, cells: readonly RawCell[]): boolean {
    const { c } = head;
    return this.#isSameCell(head, cells[c]?.c === c ? cells[c] : cells.find((one) => one.c === c));
  }

  #isSameCell({ key, isNumber, sign }: RepeatedHead, cell: RawCell | undefined): boolean {
    // Running numbers: as text they are the key of no head without a digit.
    if (!isNumber && cell?.t === 'n') return false;
    const text = cell === undefined ? '' : cellText(cell, this.grid.is1904);
    // Making a key takes longer than all else that is done with a row.
    if (!text.includes(sign) && PLAIN.test(text)) return false;
    let own = this.#keys.get(text);
    if (own === undefined) {
      own = headKey(text);
      if (this.#keys.size === KEYS_KEPT) this.#keys.clear();
      this.#keys.set(text, own);
    }
    return own === key;
  }
}

const KEYS_KEPT = 500;
