// Shared strings: the whole part, decoded once. Rich text is joined (rich-runs.ts), phonetic guides are left out, spaces are kept.
// Not here: which cells use them (scan-rows.ts).

import {
  decodeText,
  expect,
  GT,
  isSpace,
  LT,
  SLASH,
  skipAttributes,
  skipSpaces,
  startsWith,
  textEnd,
} from './markup.js';
import { NotCanonical } from '../not-canonical.js';
import { shownText, type Run } from '../rich-runs.js';

/** Texts of a sharedStrings part in order. */
export function scanStrings(b: Buffer): string[] {
  const texts: string[] = [];
  let at = 0;
  if (startsWith(b, 0, '<?xml ')) at = b.indexOf('?>', 0, 'latin1') + 2;
  at = skipSpaces(b, at);
  at = skipAttributes(b, expect(b, at, '<sst'));
  if (b[at] === SLASH) at += 2;
  else {
    const rich = new RichText(b);
    at++;
    for (;;) {
      at = skipSpaces(b, at);
      if (b[at] !== LT) throw new NotCanonical('text between strings', at);
      if (b[at + 1] === SLASH) break;
      at = expect(b, at, '<si');
      if (b[at] === SLASH) {
        at = expect(b, at, '/>');
        texts.push('');
      } else {
        at = expect(b, at, '>');
        // Nearly every string is <si><t>…</t></si>.
        if (b[at] === LT && b[at + 1] === 0x74 && b[at + 2] === GT) {
          const end = textEnd(b, at + 3);
          if (startsWith(b, end, '</t></si>')) {
            texts.push(decodeText(b, at + 3, end));
            at = end + 9;
            continue;
          }
        }
        texts.push(rich.read(at));
        at = expect(b, rich.end, '</si>');
      }
    }
    at = expect(b, at, '</sst>');
  }
  if (skipSpaces(b, at) !== b.length) throw new NotCanonical('content behind the strings', at);
  return texts;
}

/** <strike/>, <vertAlign val="superscript"/>; other properties do not change what the text says. */
function noteProperty(run: Run, name: string, attributes: string): void {
  if (name === 'strike') run.isStruck = !/val="(0|false)"/.test(attributes);
  if (name === 'vertAlign') {
    run.isRaised = attributes.includes('superscript');
    run.isLowered = attributes.includes('subscript');
  }
}

/** Content of <si> and <is>: one <t>, or runs; `end` is the position of the closing tag. */
export class RichText {
  end = 0;
  readonly #b: Buffer;

  constructor(b: Buffer) {
    this.#b = b;
  }

  read(from: number): string {
    const b = this.#b;
    let text = '';
    let plain = 0;
    const runs: Run[] = [];
    let at = from;
    for (;;) {
      at = skipSpaces(b, at);
      if (b[at] !== LT) throw new NotCanonical('text outside <t>', at);
      if (b[at + 1] === SLASH) break;
      if (startsWith(b, at, '<rPh')) at = this.#skipPhonetic(at);
      else if (startsWith(b, at, '<phoneticPr')) at = this.#skipEmpty(at + 11);
      else if (b[at + 1] === 0x72 && (b[at + 2] === GT || isSpace(b[at + 2]))) {
        runs.push(this.#run(at));
        at = this.end;
      } else if (b[at + 1] === 0x74) {
        plain++;
        text += this.#text(at);
        at = this.end;
      } else throw new NotCanonical('unknown part of a string', at);
    }
    // One <t>, or runs; other mixtures are read differently by different programs.
    if (plain > 1 || (plain > 0 && runs.length > 0)) throw new NotCanonical('string of both forms', from);
    this.end = at;
    return runs.length === 0 ? text : shownText(runs);
  }

  /** <t>…</t>, <t xml:space="preserve">…</t> or <t/>. */
  #text(from: number): string {
    const b = this.#b;
    const tag = skipAttributes(b, from + 2);
    if (b[tag] === SLASH) {
      this.end = tag + 2;
      return '';
    }
    const end = textEnd(b, tag + 1);
    this.end = expect(b, end, '</t>');
    return decodeText(b, tag + 1, end);
  }

  /** <r> with its formatting and its text. */
  #run(from: number): Run {
    const b = this.#b;
    const run: Run = { text: '', isStruck: false, isRaised: false };
    let at = skipAttributes(b, from + 2);
    if (b[at] === SLASH) throw new NotCanonical('empty run', at);
    at = skipSpaces(b, at + 1);
    if (startsWith(b, at, '<rPr>')) {
      at = skipSpaces(b, at + 5);
      while (b[at + 1] !== SLASH) {
        if (b[at] !== LT) throw new NotCanonical('text in run properties', at);
        at++;
        const name = at;
        while (b[at] !== SLASH && b[at] !== GT && !isSpace(b[at])) {
          if (b[at] === undefined || b[at] === 0x21) throw new NotCanonical('run properties', at);
          at++;
        }
        const end = at;
        at = this.#skipEmpty(at);
        noteProperty(run, b.toString('latin1', name, end), b.toString('latin1', end, at));
        at = skipSpaces(b, at);
      }
      at = skipSpaces(b, expect(b, at, '</rPr>'));
    } else if (startsWith(b, at, '<rPr/>')) at = skipSpaces(b, at + 6);
    if (b[at] === LT && b[at + 1] === 0x74) {
      run.text = this.#text(at);
      at = skipSpaces(b, this.end);
    }
    this.end = expect(b, at, '</r>');
    return run;
  }

  #skipEmpty(at: number): number {
    const end = skipAttributes(this.#b, at);
    return expect(this.#b, end, '/>');
  }

  #skipPhonetic(from: number): number {
    const b = this.#b;
    let at = skipAttributes(b, from + 4);
    if (b[at] === SLASH) return at + 2;
    at = skipSpaces(b, at + 1);
    if (b[at] === LT && b[at + 1] === 0x74) {
      this.#text(at);
      at = skipSpaces(b, this.end);
    }
    return expect(b, at, '</rPh>');
  }
}
