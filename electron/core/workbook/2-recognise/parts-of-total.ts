// 企业, 高校, 个人, 合计 below each other under names of indicators: rows that are no units of ours, and add up to one of them. Shown by
// arithmetic alone; whether that one is the reporter's own number is asked (3-map/ask-inner-rows.ts).

import { isRestricting } from '../../../../shared/indicators/lookup.js';
import { normaliseName } from '../../../../shared/indicators/normalise.js';
import { parseScaled } from '../../../../shared/model/scaled-number.js';
import { figureOf } from './figure-words.js';
import type { Vocabulary } from './find-table.js';
import type { Grid } from './grid.js';
import { numberCount } from './lines.js';
import { totalWord } from './names.js';

/** Kinds that a number is parted by, beside those of whom it is (企业, 高校): what is counted, and the rest. Names of firms are none. */
const KIND =
  /^(?:专利|商标|版权|著作权|地理标志|特殊标志|商业秘密|植物新品种|集成电路布图设计|其[他它余])(?:类|权|案件|侵权)?$/u;

const MOST_ROWS = 60;
const FEWEST_PARTS = 2;
/** Decimals that are added up. */
const SCALE = 6;

/** The last of such rows from `first` on, by the numbers in `columns`; null where they add up to none, or name units or months. */
export function lastOfParts(
  grid: Grid,
  words: Vocabulary,
  first: number,
  to: number,
  labelColumn: number,
  columns: readonly number[],
): number | null {
  const rows: { r: number; label: string; isTotal: boolean }[] = [];
  for (let r = first; r < Math.min(to, first + MOST_ROWS) && numberCount(grid, r) > 0; r += 1) {
    const label = grid.headText(r, labelColumn).trim();
    if (label === '' || words.units.exact(label).kind !== 'none' || figureOf(label, null) !== null) return null;
    rows.push({ r, label, isTotal: totalWord(label, words.place) === 'total' });
  }
  const parts = rows.filter(({ isTotal }) => !isTotal);
  const [total, ...others] = rows.filter(({ isTotal }) => isTotal);
  const ends = [rows[0], rows.at(-1)];
  if (total === undefined || others.length > 0 || !ends.includes(total) || parts.length < FEWEST_PARTS) return null;
  const areKinds = parts.filter(({ label }) => isRestricting(label) || KIND.test(normaliseName(label)));
  if (areKinds.length * 2 <= parts.length) return null;
  const numberAt = (r: number, c: number): bigint | null => parseScaled(grid.text(r, c).trim(), SCALE);
  const addsUp = (c: number): boolean => {
    const numbers = parts.map(({ r }) => numberAt(r, c));
    const sum = numbers.reduce<bigint | null>((all, one) => (all === null || one === null ? null : all + one), 0n);
    return sum !== null && sum === numberAt(total.r, c);
  };
  return columns.every(addsUp) ? rows.at(-1)!.r : null;
}
