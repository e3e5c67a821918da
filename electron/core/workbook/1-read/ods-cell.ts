// One cell of an OpenDocument spreadsheet: the text that is collected while it is open, and what it holds when it ends.
// Not here: where it stands (read-ods.ts), what its style says (ods-styles.ts).

import { cellText } from './cell-text.js';
import { isoDurationToDays, isoToSerial } from './iso-date.js';
import { ofNumber, ofText, type FormatMeaning } from './number-format.js';
import type { OdsTextStyle } from './ods-styles.js';
import type { RawCell } from './raw-book.js';
import { damaged } from './refuse.js';
import { isMarked, shownText, struckText, type Run } from './rich-runs.js';

export interface OdsCell {
  attrs: ReadonlyMap<string, string>;
  repeat: number;
  text: string;
  paragraphs: number;
  /** The text in parts, as far as some of it may be marked. */
  runs: Run[];
  /** Styles of the parts that are open, the innermost last. */
  spans: (OdsTextStyle | undefined)[];
}

/** A cell of which nothing was read yet but its attributes. */
export function openCell(attrs: ReadonlyMap<string, string>, repeat: number): OdsCell {
  return { attrs, repeat, text: '', paragraphs: 0, runs: [], spans: [] };
}

/** Begins a part of the text with a style of its own. What stands before the first one is a part as well. */
export function beginSpan(cell: OdsCell, style: OdsTextStyle | undefined): void {
  if (cell.runs.length === 0 && cell.text !== '') cell.runs.push({ text: cell.text, isStruck: false, isRaised: false });
  cell.spans.push(style);
}

/** Adds to the text of an open cell, in the style of the part that is open. */
export function addText(to: OdsCell, text: string): void {
  to.text += text;
  const style = to.spans.findLast((span) => span !== undefined);
  if (style || to.runs.length > 0)
    to.runs.push({
      text,
      isStruck: style?.isStruck ?? false,
      isRaised: style?.isRaised ?? false,
      isLowered: style?.isLowered ?? false,
    });
}

/** A format without a number in it, over a cell that shows one: what the cell shows decides. */
function isInSight(cell: OdsCell, meaning: FormatMeaning): boolean {
  return meaning.z === 'unseen' && (cell.paragraphs === 0 || /\d/.test(cell.text.normalize('NFKC')));
}

const SHOWN_ERROR = /^(#(DIV\/0!|N\/A|NAME\?|NULL!|NUM!|REF!|VALUE!)|Err:\d{3})$/;

/** What a cell holds, by its type and the meaning of its style; undefined where it is empty. Throws on a number that is none. */
export function odsValue(
  cell: OdsCell,
  meaning: FormatMeaning,
  is1904: boolean,
): Pick<RawCell, 't' | 'v' | 'z' | 'zd' | 'indent' | 'f'> | undefined {
  const { attrs } = cell;
  const f = attrs.has('table:formula') ? ({ f: true } as const) : {};
  const number = (name: string): number => {
    const value = Number(attrs.get(name));
    if (!attrs.has(name) || !Number.isFinite(value))
      throw damaged('单元格中的数字有误', `${name}=${String(attrs.get(name))}`);
    return value;
  };
  // Programs without the extension write an error as the number 0 that is shown as #DIV/0!.
  if (attrs.get('calcext:value-type') === 'error' || (f.f && SHOWN_ERROR.test(cell.text.trim())))
    return { t: 'e', v: cell.text || '#ERROR!', ...f };
  switch (attrs.get('office:value-type')) {
    case 'float':
    case 'currency':
      return { t: 'n', v: number('office:value'), ...(isInSight(cell, meaning) ? {} : ofNumber(meaning)), ...f };
    case 'percentage': {
      const shown: FormatMeaning = meaning.z === 'struck' ? meaning : { z: 'percent', zd: meaning.zd ?? 0 };
      return { t: 'n', v: number('office:value'), ...shown, ...f };
    }
    case 'date': {
      const text = attrs.get('office:date-value') ?? '';
      const serial = isoToSerial(text, is1904);
      if (serial === undefined) return { t: 's', v: cell.text || text, ...f };
      const z =
        meaning.z === 'month' || meaning.z === 'month-alone'
          ? meaning.z
          : Number.isInteger(serial)
            ? 'date'
            : 'datetime';
      return { t: 'n', v: serial, z, ...f };
    }
    case 'time': {
      const days = isoDurationToDays(attrs.get('office:time-value') ?? '');
      return days === undefined ? { t: 's', v: cell.text, ...f } : { t: 'n', v: days, z: 'time', ...f };
    }
    case 'boolean':
      return { t: 'b', v: attrs.get('office:boolean-value') === 'true', ...f };
    case 'string': {
      const written = cellText(
        cell.runs.some(isMarked) ? shownText(cell.runs) : attrs.get('office:string-value') || cell.text,
      );
      const text = meaning.z === 'struck' ? struckText(written) : written;
      return text === '' ? undefined : { t: 's', v: text, ...ofText(meaning), ...f };
    }
    default:
      // LibreOffice gives the empty text no type, but a paragraph of its own: a result like any other.
      return f.f && !(cell.paragraphs > 0 && cell.text === '') ? { t: 'f', v: null, f: true } : undefined;
  }
}
