// The shared strings of a BIFF8 workbook. Texts run on into CONTINUE records, where their characters begin with a new
// width flag; phonetic data is stepped over, and so are formatting runs unless one of them strikes or raises text (../rich-runs.ts).
// Not here: records and cells (read-biff8.ts).

import { cellText } from '../cell-text.js';
import { NotCanonical } from '../not-canonical.js';
import { isMarked, textInFonts } from '../rich-runs.js';
import { type Font, fontAt } from './fonts.js';

/** Data of the SST record and of each CONTINUE behind it, as [start, end) in the stream. */
export type Segments = readonly (readonly [number, number])[];

export function readSharedStrings(b: Buffer, segments: Segments, fonts: readonly Font[] = []): string[] {
  return new StringReader(b, segments, fonts).all();
}

class StringReader {
  #segment = 0;
  #at: number;
  #end: number;
  readonly #b: Buffer;
  readonly #segments: Segments;
  readonly #fonts: readonly Font[];
  readonly #hasMarks: boolean;

  constructor(b: Buffer, segments: Segments, fonts: readonly Font[]) {
    this.#b = b;
    this.#segments = segments;
    this.#fonts = fonts;
    this.#hasMarks = fonts.some(isMarked);
    const first = segments[0];
    if (first === undefined || first[1] - first[0] < 8) throw new NotCanonical('SST', first?.[0] ?? 0);
    [this.#at, this.#end] = first;
  }

  all(): string[] {
    const count = this.#b.readUInt32LE(this.#at + 4);
    this.#at += 8;
    const texts: string[] = [];
    for (let n = 0; n < count; n++) texts.push(this.#one());
    return texts;
  }

  #one(): string {
    const b = this.#b;
    if (this.#at === this.#end) this.#nextSegment();
    this.#need(3);
    const length = b.readUInt16LE(this.#at);
    const flags = b[this.#at + 2]!;
    this.#at += 3;
    let runs = 0;
    let extra = 0;
    if (flags & 8) {
      this.#need(2);
      runs = b.readUInt16LE(this.#at);
      this.#at += 2;
    }
    if (flags & 4) {
      this.#need(4);
      extra = b.readUInt32LE(this.#at);
      this.#at += 4;
    }
    const isWide = (flags & 1) === 1;
    const bytes = isWide ? length * 2 : length;
    let text: string;
    if (this.#at + bytes <= this.#end) {
      text = b.toString(isWide ? 'utf16le' : 'latin1', this.#at, this.#at + bytes);
      this.#at += bytes;
    } else text = this.#over(length, isWide);
    if (runs > 0 && this.#hasMarks) text = this.#marked(text, this.#take(runs * 4));
    else this.#skip(runs * 4);
    this.#skip(extra);
    return text === '' ? text : cellText(text);
  }

  /** A text over several records. */
  #over(length: number, isWideAtFirst: boolean): string {
    let isWide = isWideAtFirst;
    let text = '';
    let left = length;
    while (left > 0) {
      if (this.#at === this.#end) {
        this.#nextSegment();
        this.#need(1);
        isWide = (this.#b[this.#at]! & 1) === 1;
        this.#at++;
      }
      const size = isWide ? 2 : 1;
      const take = Math.min(left, Math.floor((this.#end - this.#at) / size));
      if (take === 0) throw new NotCanonical('half a character', this.#at);
      text += this.#b.toString(isWide ? 'utf16le' : 'latin1', this.#at, this.#at + take * size);
      this.#at += take * size;
      left -= take;
    }
    return text;
  }

  /** `runs`: where each begins, and its font. */
  #marked(text: string, runs: Buffer): string {
    const parts = Array.from({ length: runs.length / 4 }, (_, n) => ({
      start: runs.readUInt16LE(n * 4),
      font: fontAt(this.#fonts, runs.readUInt16LE(n * 4 + 2)),
    }));
    return textInFonts(text, parts);
  }

  #take(bytes: number): Buffer {
    const parts: Buffer[] = [];
    let left = bytes;
    while (left > 0) {
      if (this.#at === this.#end) this.#nextSegment();
      const take = Math.min(left, this.#end - this.#at);
      parts.push(this.#b.subarray(this.#at, this.#at + take));
      this.#at += take;
      left -= take;
    }
    return Buffer.concat(parts);
  }

  #skip(bytes: number): void {
    let left = bytes;
    while (left > 0) {
      if (this.#at === this.#end) this.#nextSegment();
      const take = Math.min(left, this.#end - this.#at);
      this.#at += take;
      left -= take;
    }
  }

  #need(bytes: number): void {
    if (this.#at + bytes > this.#end) throw new NotCanonical('head of a text', this.#at);
  }

  #nextSegment(): void {
    const next = this.#segments[++this.#segment];
    if (next === undefined || next[1] === next[0]) throw new NotCanonical('end of SST', this.#at);
    [this.#at, this.#end] = next;
  }
}
