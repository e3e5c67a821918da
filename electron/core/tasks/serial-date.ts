// A spreadsheet's serial number → the day, by pure arithmetic in both date systems (reliability.md 28).

import { dateOfDays, type DateText } from '../../../shared/tasks/working-days.js';

/** Null for numbers that are no day between 1900 and 2099. */
export function serialToIso(serial: number, is1904: boolean): DateText | null {
  const whole = Math.floor(serial);
  if (!Number.isFinite(serial) || whole < 61 || whole > 73_050) return null;
  return dateOfDays(whole - 25_569 + (is1904 ? 1462 : 0));
}
