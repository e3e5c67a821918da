// The formulas of an .xlsx as its sheets write them: plain ones, and shared ones that are written once.

import { columnOf } from '../../../../../shared/model/cell-address.js';
import { staleFormulas, type WrittenFormula } from '../formulas/stale-formulas.js';
import { xmlPart, type WorkbookParts } from '../ooxml-package.js';
import type { RawBook, RawSheet } from '../raw-book.js';
import { unescapeXml } from '../xml-scan.js';
import type { GuardedZip } from '../zip-guard.js';

/** Old results of a workbook. `workbook`: its part of the package. */
export function staleInXlsx(
  zip: GuardedZip,
  workbook: string,
  parts: WorkbookParts,
  sheets: readonly RawSheet[],
): RawBook['remarks'] {
  // 以显示精度为准: every result is rounded before it is used. Asked once, and only where any sheet has results.
  let isPlain: boolean | undefined;
  return staleFormulas(sheets, (index) => {
    isPlain ??= !/\sfullPrecision\s*=\s*"(?:0|false)"/.test(xmlPart(zip, workbook).toString('utf8'));
    return isPlain ? formulasOfSheet(xmlPart(zip, parts.sheets[index]!.part)) : [];
  });
}

/** The formulas of a sheet's XML in order; a shared one is written once and moved with its cells. */
function formulasOfSheet(b: Buffer): WrittenFormula[] {
  const text = b.toString('utf8');
  const end = text.indexOf('</sheetData>');
  const shared = new Map<string, { formula: string; row: number; column: number }>();
  const found: WrittenFormula[] = [];
  for (let at = text.indexOf('<f', 0); at >= 0 && at < end; at = text.indexOf('<f', at + 2)) {
    if (!/[\s/>]/.test(text[at + 2]!)) continue;
    const cell = text.lastIndexOf('<c ', at);
    const close = text.indexOf('>', at);
    const address = cell < 0 ? undefined : attributeOf(text.slice(cell, text.indexOf('>', cell)), 'r');
    const place = /^([A-Z]{1,3})(\d{1,7})$/.exec(address ?? '');
    if (!place || close < 0) continue;
    const isEmpty = text[close - 1] === '/';
    const formula = isEmpty ? '' : unescapeXml(text.slice(close + 1, text.indexOf('</f>', close)));
    const head = text.slice(at, close);
    const kind = attributeOf(head, 't') ?? 'normal';
    if (kind !== 'normal' && kind !== 'shared') {
      found.push({ at: address!, formula: null, shift: { rows: 0, columns: 0 } });
      continue;
    }
    const row = Number(place[2]);
    const column = columnOf(place[1]!);
    if (kind === 'normal') {
      found.push({ at: address!, formula, shift: { rows: 0, columns: 0 } });
      continue;
    }
    const id = attributeOf(head, 'si') ?? '';
    if (formula !== '') shared.set(id, { formula, row, column });
    const origin = shared.get(id);
    found.push({
      at: address!,
      formula: origin?.formula ?? null,
      shift: origin ? { rows: row - origin.row, columns: column - origin.column } : { rows: 0, columns: 0 },
    });
  }
  return found;
}

const ATTRIBUTES = { r: /\sr\s*=\s*"([^"]*)"/, t: /\st\s*=\s*"([^"]*)"/, si: /\ssi\s*=\s*"([^"]*)"/ };

function attributeOf(tag: string, name: keyof typeof ATTRIBUTES): string | undefined {
  return ATTRIBUTES[name].exec(tag)?.[1];
}
