// Lines of a ledger table that are no records: totals, notes below the rows, heads that stand again on each printed page.

import { headKey } from '../../../../shared/ledgers/heads.js';
import type { RawCell } from '../1-read/raw-book.js';
import { cellText, type Grid } from '../2-recognise/grid.js';

const TOTAL = /^(?:合计|总计|小计|共计|累计|合计数|本页小计|本页合计)[:：]?$/;
const PART_TOTAL = /^.{0,12}(?:小计|合计|总计)[:：]?$/;
const NOTE = /^(?:注|备注|说明|填报|填表|制表|审核|复核|经办|联系|负责人|单位负责人|数据来源|报送|日期)/;

export function isBlank({ v }: RawCell): boolean {
  if (typeof v !== 'string') return v === null || (typeof v === 'number' && !Number.isFinite(v));
  const first = v.charCodeAt(0);
  // Most texts begin with a letter, a digit or a Han character.
  return !((first > 0x20 && first < 0x7f) || (first >= 0x4e00 && first <= 0x9fff)) && v.trim() === '';
}

/** all: of everything above; part: since the last one. */
export function totalWord(grid: Grid, cells: readonly RawCell[]): 'all' | 'part' | null {
  let names = 0;
  let isPart = false;
  for (const cell of cells) {
    if (cell.t !== 's') continue;
    names += 1;
    if (names > 2) break;
    const written = cellText(cell, grid.is1904);
    // All of those words have it.
    if (!written.includes('计')) continue;
    const text = written.replaceAll(/\s/g, '');
    if (TOTAL.test(text)) return text.includes('小计') || text.startsWith('本页') ? 'part' : 'all';
    isPart ||= PART_TOTAL.test(text);
  }
  // 滕州市小计: a word in front, and no text anywhere else in the row.
  return isPart && names === 1 ? 'part' : null;
}

/** Texts of a note beside each other. */
const MOST_NOTE_CELLS = 4;

/** 注：… and 填报人：… below the rows: one text, across the table or named so. `columns`: how many are read. */
export function isNoteRow(grid: Grid, cells: readonly RawCell[], columns: number, r: number): boolean {
  if (cells.length > MOST_NOTE_CELLS && !grid.isMergedRow(r)) return false;
  const own = cells.filter((cell) => !grid.isCovered(r, cell.c));
  const text = cellText(own[0] ?? cells[0]!, grid.is1904).trim();
  if (own.length === 1) {
    const merge = grid.mergeOf(r, own[0]!.c);
    if (merge && merge[3] - merge[1] + 1 >= Math.max(2, columns / 2)) return true;
  }
  return own.length <= MOST_NOTE_CELLS && own.every((cell) => cell.t === 's') && NOTE.test(text) && /[:：]/.test(text);
}

interface RepeatedHead {
  c: number;
  key: string;
  /** A number may be this head. */
  isNumber: boolean;
}

/** Heads that are repeated at the top of each printed page. Most rows are told by two of their cells. */
export class RepeatedHeads {
  readonly #heads: readonly RepeatedHead[];
  readonly #first: readonly RepeatedHead[];
  /** Keys of texts in the first columns, where a ledger repeats the same few. */
  readonly #keys = new Map<string, string>();

  constructor(
    columns: readonly { c: number; head: string }[],
    readonly grid: Grid,
  ) {
    this.#heads = columns.map(({ c, head }) => {
      const key = headKey(head);
      return { c, key, isNumber: key === '' || /\d/.test(key) };
    });
    this.#first = this.#heads.slice(0, 2);
  }

  /** `cells`: those of a row that are not empty. */
  isHead(cells: readonly RawCell[]): boolean {
    const isSame = (one: RepeatedHead): boolean => this.#isSame(one, cells);
    if (!this.#first.some(isSame)) return false;
    const same = this.#heads.filter(isSame).length;
    return same >= 2 && same * 2 > this.#heads.length;
  }

  #isSame({ c, key, isNumber }: RepeatedHead, cells: readonly RawCell[]): boolean {
    const cell = cells[c]?.c === c ? cells[c] : cells.find((one) => one.c === c);
    // Running numbers: as text they are the key of no head without a digit.
    if (!isNumber && cell?.t === 'n') return false;
    const text = cell === undefined ? '' : cellText(cell, this.grid.is1904);
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
