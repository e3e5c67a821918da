// Days as officers type them: 2022-8-5, 2022/8/5, 2022.8.5, 20220805, 2022年8月5日, and without the year where one is known. Pure.

import { dateSchema, type DateText } from '../../shared/tasks/working-days.js';

/** The day as `2022-08-05`, or null where the text names none. */
export function readDay(text: string, year?: number): DateText | null {
  const plain = text.normalize('NFKC').replaceAll(/\s/g, '');
  const full =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(plain) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(plain) ?? undefined;
  const short = full === undefined ? (/^(\d{1,2})[-/.月](\d{1,2})日?$/.exec(plain) ?? undefined) : undefined;
  const parts = full ? full.slice(1) : short && year !== undefined ? [String(year), ...short.slice(1)] : null;
  if (parts === null) return null;
  const [y = '', m = '', d = ''] = parts;
  const found = dateSchema.safeParse(`${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`);
  return found.success ? found.data : null;
}
