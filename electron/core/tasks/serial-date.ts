// A spreadsheet's serial number → the day, by pure arithmetic in both date systems (reliability.md 28).

import { dateOfDays, daysOf, type DateText } from '../../../shared/tasks/working-days.js';

/** Null for numbers that are no day between 1900 and 2099. */
export function serialToIso(serial: number, is1904: boolean): DateText | null {
  const whole = Math.floor(serial);
  if (!Number.isFinite(serial) || whole < 61 || whole > 73_050) return null;
  return dateOfDays(whole - 25_569 + (is1904 ? 1462 : 0));
}

/** The serial number of a day in the 1900 system; null before 1 March 1900, where spreadsheets disagree. */
export function isoToSerial(day: DateText): number | null {
  const serial = daysOf(day) + 25_569;
  return serial < 61 ? null : serial;
}
