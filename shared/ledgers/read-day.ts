// A day as officers and spreadsheets write it. Pure.

import { dateSchema } from '../tasks/working-days.js';

/** 2022-07-31, 2022.7.31, 2022年7月31日, 20220731 → ISO day that exists, else null. A time behind it is left out. */
export function readDay(text: string): string | null {
  let day = DAYS.get(text);
  if (day === undefined) {
    day = dayOf(text);
    if (DAYS.size === DAYS_KEPT) DAYS.clear();
    DAYS.set(text, day);
  }
  return day;
}

/** Texts of days that were asked for: a ledger has the same few hundred again and again. */
const DAYS = new Map<string, string | null>();
const DAYS_KEPT = 5000;

function dayOf(text: string): string | null {
  const plain = text.normalize('NFKC').replace(/[ T]\d{1,2}:\d{2}(:\d{2})?$|(?<=\d)\.$/, '');
  const match = /^(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})[日号]?$/.exec(plain) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(plain);
  if (!match) return null;
  const day = `${match[1]}-${match[2]!.padStart(2, '0')}-${match[3]!.padStart(2, '0')}`;
  return dateSchema.safeParse(day).success ? day : null;
}
