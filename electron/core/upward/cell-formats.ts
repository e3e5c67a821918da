// What the number format of a cell makes of a number that is written into it: as it is, its hundredfold with %, or something that
// would show another number (dates, formats that divide by a thousand).

import { builtinMeaning, formatMeaning } from '../workbook/1-read/number-format.js';
import type { PackageDraft } from '../workbook/return-copy/package-draft.js';
import { attributesOf, childOf } from '../workbook/return-copy/xml-edit.js';

/** 元, 万元, 亿元: written behind the number, which must be one of these. */
export type CellFormat = 'plain' | 'percent' | '元' | '万元' | '亿元' | 'other';

const MONEY: Readonly<Record<string, CellFormat>> = { 'in-yuan': '元', 'in-wan': '万元', 'in-yi': '亿元' };

/** By index of the cell format (s="…"). */
export function cellFormats(draft: PackageDraft): (style: number) => CellFormat {
  if (draft.styles === undefined) return () => 'plain';
  const { b, node } = draft.tree(draft.styles, 'styleSheet', undefined, 3);
  const codes = new Map<number, string>();
  for (const child of childOf(node, 'numFmts')?.children ?? []) {
    const attrs = attributesOf(b, child);
    codes.set(Number(attrs.get('numFmtId')), attrs.get('formatCode') ?? '');
  }
  const formats = (childOf(node, 'cellXfs')?.children ?? []).map((xf): CellFormat => {
    const id = Number(attributesOf(b, xf).get('numFmtId') ?? 0);
    const code = codes.get(id);
    const { z } = code === undefined ? builtinMeaning(id) : formatMeaning(code);
    if (z === 'percent') return 'percent';
    if (code !== undefined && isScaled(code)) return 'other';
    return z === undefined || z === 'in-sign' ? 'plain' : (MONEY[z] ?? 'other');
  });
  return (style) => formats[style] ?? 'plain';
}

/** `0.00,` shows thousands, `0!.0,` tens of thousands. */
function isScaled(code: string): boolean {
  const section = code.replaceAll(/"[^"]*"/g, '').split(';')[0]!;
  return /[0#?],+(?![0#?,])/.test(section) || section.includes('!.') || section.includes('\\.');
}
