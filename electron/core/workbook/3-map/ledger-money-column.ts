// A column beside the amounts that says what each of them is in: 单位 over 元 and 万元, 币种 over 美元. Amounts are kept in one measure of
// one currency, so what a column says otherwise of some rows stops the sheet: read without it, they would be other amounts.

import { cellAddress } from '../1-read/raw-book.js';
import type { LedgerAsking } from './ledger-asking.js';
import { shorten } from './shorten.js';

const HEAD = /^(?:金额|计量|货币|计价)?单位$|^(?:币种|币别|货币)(?:名称|种类)?$/;
const RMB = /^(?:人民币|RMB|CNY|¥|￥)$/i;
const MEASURE = /^(?:人民币)?(元|千元|万元|亿元)$/;
const LOOKED_AT = 3000;

/** 元 or 万元 that it says of all rows, null where it says no more than 人民币. Null: it is another column. */
export function moneyColumn(asking: LedgerAsking, c: number): { measure: string | null } | 'refused' | null {
  const { grid, head, sheetName } = asking.table;
  if (!HEAD.test(grid.headText(head[1], c).replaceAll(/\s/g, ''))) return null;
  const words = new Map<string, number>();
  for (let r = head[1] + 1; r < Math.min(grid.rowCount, head[1] + LOOKED_AT); r += 1) {
    const text = grid.text(r, c).normalize('NFKC').replaceAll(/\s/g, '');
    if (text !== '' && !words.has(text)) words.set(text, r);
  }
  const measures = new Set([...words.keys()].flatMap((word) => MEASURE.exec(word)?.[1] ?? []));
  const other = [...words].find(([word]) => !MEASURE.test(word) && !RMB.test(word));
  if (words.size === 0 || (other !== undefined && !/[元镑法郎]$|^[A-Z]{3}$/.test(other[0]))) return null;
  if (other === undefined && measures.size <= 1) return { measure: [...measures][0] ?? null };
  const name = shorten(grid.headText(head[1], c).trim());
  const at = cellAddress(other?.[1] ?? [...words.values()][1]!, c);
  asking.issues.push({
    severity: 'block',
    rule: 'ledger-money',
    canWaive: false,
    sheet: sheetName,
    cell: at,
    message:
      other === undefined
        ? `“${name}”一栏各行的计量单位不同（${[...measures].join('、')}），没有导入。请把金额换成同一计量单位，写在表头上，再重新导入。`
        : `“${name}”一栏有“${shorten(other[0])}”（${at}），台账的金额是人民币，没有导入。请换算成人民币后重新导入。`,
  });
  return 'refused';
}
