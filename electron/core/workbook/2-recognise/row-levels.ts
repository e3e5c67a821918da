// How deep the rows of a table stand below each other: by the number in front of a name (一、（一） 1. （1）), or beside it in a column 序号.
// What a row above makes of the rows below it: parts that are declared (一、专利申请 over 1.发明), numbers of some enterprises only
// (一、规上企业 over 1.专利授权量), or of what no indicator is called (一、高新区 over 1.专利授权量). Not here: 其中 and spaces in front of a name, of a row and the one above it (indicator-rows.ts).

import { isRestricting } from '../../../../shared/indicators/lookup.js';
import type { ColumnAxis } from './axes.js';
import type { Vocabulary } from './find-table.js';
import type { Grid } from './grid.js';
import { findPartOf, type NamedRow } from './row-names.js';

/** Ⅰ、 II. stand above all others, or below those that are there before the first of them. */
const ROMAN = 0;
const LEVELS: readonly RegExp[] = [
  /^(?:[\u2160-\u216B][、.．\s]|[IVX]{1,4}[、.．])/u,
  /^[一二三四五六七八九十]{1,3}[、.．]/u,
  /^[(（][一二三四五六七八九十]{1,3}[)）]/u,
  /^\d{1,2}[、.．](?!\d)/u,
  /^[(（]\d{1,2}[)）]|^\d{1,2}[)）]|^\d{1,2}[.．]\d{1,2}(?!\d)|^[\u2460-\u2473\u2170-\u217B]/u,
];

/** How deep Ⅰ、 一、（一） 1. （1） in front of a name number it; null without one. */
export function levelOfName(written: string): number | null {
  const text = written.trim();
  const level = LEVELS.findIndex((pattern) => pattern.test(text));
  return level < 0 ? null : level;
}

/** By its name, else by the column 序号 beside it, where 一 and 1 stand without a mark behind them. */
function writtenLevel(grid: Grid, r: number, label: string, serial: ColumnAxis | null): number | null {
  const level = levelOfName(label);
  if (level !== null || serial === null) return level;
  const written = grid.text(r, serial.c).trim();
  return written === '' ? null : levelOfName(`${written}、`);
}

/** 高新技术企业数量 and 规上企业家数 as 高新技术企业 and 规上企业: how many there are, over what they have. */
export const COUNT_WORD = '(?:家数|户数|总数|数量|数)';
const COUNT = new RegExp(`${COUNT_WORD}(?=\\s*(?:[(（][^()（）]*[)）])?\\s*$)`, 'u');

/** 规上企业, 高新技术企业数: what the rows below it count is not all of the unit. The line without its count word; null for any other. */
export function classOf(label: string): string | null {
  return [label, label.replace(COUNT, '')].find((one) => isRestricting(one)) ?? null;
}

export class RowLevels {
  readonly #above: { level: number; label: string; isName: boolean }[] = [];

  #romanLevel: number | null = null;

  constructor(
    readonly words: Vocabulary,
    readonly year: number | null,
    readonly serial: ColumnAxis | null,
  ) {}

  /** The level of a row; null without one. */
  levelOf(grid: Grid, r: number, label: string): number | null {
    const level = writtenLevel(grid, r, label, this.serial);
    if (level !== ROMAN) return level;
    this.#romanLevel ??= (this.#above.at(-1)?.level ?? ROMAN - 0.5) + 0.5;
    return this.#romanLevel;
  }

  /** The row's name by the nearest name above it that it is declared to be a part of; null where there is none. */
  partAt(level: number | null, label: string): NamedRow | null {
    if (level === null) return null;
    const outer = this.#above.findLast((one) => one.level < level);
    return outer === undefined ? null : findPartOf(this.words, outer.label, label, this.year);
  }

  /**
   * 一、规上企业 above the row, with a number of its own or without. A row without a level is below the last one with, but not below a
   * part of that: 1.专利授权量 | （1）规上企业 | 商标注册量.
   */
  classAbove(level: number | null): string | null {
    const at = this.#above.findLastIndex((one) => one.level < (level ?? LEVELS.length) && classOf(one.label) !== null);
    const outer = this.#above[at - 1]?.label;
    const isPart = outer !== undefined && this.words.indicators.find([outer]).kind === 'found';
    return at < 0 || (level === null && isPart) ? null : classOf(this.#above[at]!.label);
  }

  /**
   * Lines that the row is below and no indicator is called as, the nearest first. As of classes a row without a level is below the last
   * ones with, but not below a part of a name.
   */
  linesAbove(level: number | null): string[] {
    const above = this.#above.filter((one) => one.level < (level ?? LEVELS.length));
    const name = level === null ? above.findIndex(({ isName }) => isName) : -1;
    const lines = (name < 0 ? above : above.slice(0, name)).filter(({ isName }) => !isName);
    return lines.map(({ label }) => label).toReversed();
  }

  /** `isName`: an indicator is called so. */
  add(level: number | null, label: string, isName: boolean): void {
    if (level === null) return;
    while (this.#above.length > 0 && this.#above.at(-1)!.level >= level) this.#above.pop();
    this.#above.push({ level, label, isName });
  }

  /** Behind a line that names a unit nothing is below what stood above it. */
  clear(): void {
    this.#above.length = 0;
  }
}
