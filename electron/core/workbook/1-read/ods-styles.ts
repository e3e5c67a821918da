// Which cell styles of an OpenDocument file say percent, date or time, and which sheets they hide.
// Not here: cells (read-ods.ts).

import type { FormatMeaning } from './number-format.js';
import { scanSmallXml } from './xml-scan.js';

export interface OdsStyles {
  cells: Map<string, FormatMeaning>;
  hiddenTables: Set<string>;
}

/** Styles of the given parts; styles.xml first, because those of content.xml may inherit from it. */
export function readOdsStyles(parts: readonly Buffer[]): OdsStyles {
  const formats = new Map<string, FormatMeaning>();
  const styles = new Map<string, { data: string | undefined; parent: string | undefined }>();
  const hiddenTables = new Set<string>();
  for (const part of parts) {
    let format = '';
    let table = '';
    scanSmallXml(part, 'styles', ({ name, attrs }) => {
      const own = attrs.get('style:name') ?? '';
      switch (name) {
        case 'percentage-style':
          formats.set((format = own), { z: 'percent', zd: 0 });
          break;
        case 'date-style':
          formats.set((format = own), { z: 'date' });
          break;
        case 'time-style':
          formats.set((format = own), { z: 'time' });
          break;
        case 'number-style':
        case 'currency-style':
        case 'text-style':
        case 'boolean-style':
          format = '';
          break;
        case 'number': {
          const meaning = formats.get(format);
          if (meaning?.z === 'percent') meaning.zd = Number(attrs.get('number:decimal-places') ?? 0) || 0;
          break;
        }
        case 'hours':
        case 'minutes': {
          const meaning = formats.get(format);
          if (meaning?.z === 'date') meaning.z = 'datetime';
          break;
        }
        case 'style':
          format = '';
          table = attrs.get('style:family') === 'table' ? own : '';
          if (attrs.get('style:family') === 'table-cell')
            styles.set(own, { data: attrs.get('style:data-style-name'), parent: attrs.get('style:parent-style-name') });
          break;
        case 'table-properties':
          if (table !== '' && attrs.get('table:display') === 'false') hiddenTables.add(table);
          break;
      }
    });
  }
  const meaningOf = (name: string, hops: number): FormatMeaning => {
    const style = styles.get(name);
    if (!style) return {};
    if (style.data !== undefined) return formats.get(style.data) ?? {};
    return style.parent === undefined || hops > 10 ? {} : meaningOf(style.parent, hops + 1);
  };
  return { cells: new Map([...styles.keys()].map((name) => [name, meaningOf(name, 0)])), hiddenTables };
}
