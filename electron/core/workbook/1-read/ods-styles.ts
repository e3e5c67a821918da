// Which cell styles of an OpenDocument file say percent, date or time, cross out what is in the cell or indent it, how parts of its
// text are marked, and which sheets they hide.
// Not here: cells (read-ods.ts).

import { STRUCK, styleMeaning, type FormatMeaning } from './number-format.js';
import { OdsFormats } from './ods-formats.js';
import { scanSmallXml } from './xml-scan.js';

/** How a part of a text is marked. */
export interface OdsTextStyle {
  isStruck: boolean;
  isRaised: boolean;
  isLowered: boolean;
}

export interface OdsStyles {
  cells: Map<string, FormatMeaning>;
  texts: Map<string, OdsTextStyle>;
  hiddenTables: Set<string>;
}

/** Styles of the given parts; styles.xml first, because those of content.xml may inherit from it. */
export function readOdsStyles(parts: readonly Buffer[]): OdsStyles {
  const formats = new Map<string, FormatMeaning>();
  const dateParts = new Map<string, Set<string>>();
  const styles = new Map<string, CellStyle>();
  const texts = new Map<string, OdsTextStyle>();
  const hiddenTables = new Set<string>();
  const plain = new OdsFormats();
  for (const part of parts) {
    let format = '';
    let table = '';
    let cell: CellStyle | undefined;
    let text = '';
    const visit = (name: string, attrs: ReadonlyMap<string, string>): void => {
      const own = attrs.get('style:name') ?? '';
      switch (name) {
        case 'percentage-style':
          formats.set((format = own), { z: 'percent', zd: 0 });
          break;
        case 'date-style':
          dateParts.set((format = own), new Set());
          break;
        case 'era':
        case 'year':
        case 'month':
        case 'day':
        case 'day-of-week':
        case 'hours':
        case 'minutes':
          dateParts.get(format)?.add(name);
          break;
        case 'time-style':
          formats.set((format = own), { z: 'time' });
          break;
        case 'number-style':
        case 'currency-style':
        case 'text-style':
        case 'boolean-style':
          format = text = '';
          cell = undefined;
          break;
        case 'number': {
          const meaning = formats.get(format);
          if (meaning?.z === 'percent') meaning.zd = Number(attrs.get('number:decimal-places') ?? 0) || 0;
          break;
        }
        case 'style':
          format = '';
          table = attrs.get('style:family') === 'table' ? own : '';
          text = attrs.get('style:family') === 'text' ? own : '';
          cell = undefined;
          if (attrs.get('style:family') !== 'table-cell') break;
          cell = {
            data: attrs.get('style:data-style-name'),
            parent: attrs.get('style:parent-style-name'),
            isStruck: undefined,
            isIndented: undefined,
          };
          styles.set(own, cell);
          break;
        case 'text-properties': {
          const isStruck = struckBy(attrs);
          if (cell) cell.isStruck = isStruck ?? cell.isStruck;
          // super 58% or 33% 58%: raised by this much.
          const position = attrs.get('style:text-position') ?? '';
          if (text !== '')
            texts.set(text, {
              isStruck: isStruck ?? false,
              isRaised: /^super|^[1-9]/.test(position.trim()),
              isLowered: /^sub|^-[1-9]/.test(position.trim()),
            });
          break;
        }
        case 'paragraph-properties': {
          const margin = attrs.get('fo:margin-left') ?? attrs.get('fo:margin-start');
          if (cell && margin !== undefined) cell.isIndented = Number.parseFloat(margin) > 0;
          break;
        }
        case 'table-properties':
          if (table !== '' && attrs.get('table:display') === 'false') hiddenTables.add(table);
          break;
      }
    };
    scanSmallXml(
      part,
      'styles',
      ({ name, attrs }) => {
        plain.visit(name, attrs);
        visit(name, attrs);
      },
      (written) => plain.write(written),
    );
  }
  for (const [name, parts] of dateParts) formats.set(name, dateMeaning(parts));
  /** What a style says of itself, or the nearest one that it is made from. */
  const inherited = (name: string, says: 'isStruck' | 'isIndented', hops = 0): boolean => {
    const style = styles.get(name);
    if (!style || hops > 10) return false;
    return style[says] ?? (style.parent !== undefined && inherited(style.parent, says, hops + 1));
  };
  const meaningOf = (name: string, hops: number): FormatMeaning => {
    const style = styles.get(name);
    if (!style) return {};
    if (style.data !== undefined) return formats.get(style.data) ?? plain.meaningOf(style.data);
    return style.parent === undefined || hops > 10 ? {} : meaningOf(style.parent, hops + 1);
  };
  const cellMeaning = (name: string): FormatMeaning =>
    inherited(name, 'isStruck') ? STRUCK : styleMeaning(meaningOf(name, 0), inherited(name, 'isIndented'));
  return { cells: new Map([...styles.keys()].map((name) => [name, cellMeaning(name)])), texts, hiddenTables };
}

/** What a format with these parts shows of a day. */
function dateMeaning(parts: ReadonlySet<string>): FormatMeaning {
  const hasYear = parts.has('year') || parts.has('era');
  if (parts.has('hours') || parts.has('minutes')) return { z: 'datetime' };
  if (!parts.has('month') || parts.has('day') || parts.has('day-of-week')) return { z: 'date' };
  return { z: hasYear ? 'month' : 'month-alone' };
}

interface CellStyle {
  data: string | undefined;
  parent: string | undefined;
  /** Both undefined: as its parent. */
  isStruck: boolean | undefined;
  isIndented: boolean | undefined;
}

/** Whether the line through the text is drawn; undefined where nothing is said of it. */
function struckBy(attrs: ReadonlyMap<string, string>): boolean | undefined {
  const said = [attrs.get('style:text-line-through-style'), attrs.get('style:text-line-through-type')].filter(
    (one) => one !== undefined,
  );
  return said.length === 0 ? undefined : !said.includes('none');
}
