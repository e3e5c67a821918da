// ISO dates as cells of type "d" and XML Spreadsheet 2003 store them → serial number, by pure arithmetic.
// Never through JS Date parsing of local time: that has shifted dates by a time zone (reliability.md 28).

const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d+))?)?Z?)?$/;

/** Serial of an ISO date in the 1900 or 1904 system; undefined where the text is no date. */
export function isoToSerial(text: string, is1904: boolean): number | undefined {
  const match = ISO.exec(text.trim());
  if (!match) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  if (month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59 || second > 59) return undefined;
  const utc = Date.UTC(year, month - 1, day);
  if (new Date(utc).getUTCDate() !== day) return undefined;
  let days = Math.round(utc / 86_400_000) + 25_569;
  if (is1904) days -= 1462;
  else if (days < 61) days -= 1; // the 1900 system counts a 29 February 1900 that never was
  const fraction = match[7] === undefined ? 0 : Number(`0.${match[7]}`);
  const seconds = hour * 3600 + minute * 60 + second + fraction;
  return seconds === 0 ? days : days + seconds / 86_400;
}

/** Days that were asked for: a ledger has the same few hundred again and again. */
const DAYS = new Map<number, string>();
const DAYS_KEPT = 5000;

function dayText(shifted: number): string {
  let text = DAYS.get(shifted);
  if (text === undefined) {
    text = new Date((shifted - 25_569) * 86_400_000).toISOString().slice(0, 10);
    if (DAYS.size === DAYS_KEPT) DAYS.clear();
    DAYS.set(shifted, text);
  }
  return text;
}

/** Serial → `2024-03-01` or, with a time, `2024-03-01 12:30`; null where it is no date of the spreadsheet calendar. */
export function serialToText(serial: number, is1904: boolean): string | null {
  const days = Math.floor(serial);
  // 2,958,465 is 9999-12-31; 60 of the 1900 system is the day that never was.
  if (!(serial >= 0) || days > 2_958_465 || (!is1904 && (days < 1 || days === 60))) return null;
  const shifted = is1904 ? days + 1462 : days < 60 ? days + 1 : days;
  const date = dayText(shifted);
  const minutes = Math.round((serial - days) * 1440);
  if (minutes === 0 || minutes === 1440) return date;
  return `${date} ${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** Days of an ISO duration such as PT08H30M00S (OpenDocument times); undefined where the text is none. */
export function isoDurationToDays(text: string): number | undefined {
  const match = /^(-?)P(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:[.,]\d+)?)S)?$/.exec(text.trim());
  if (!match) return undefined;
  const [days, hours, minutes] = match.slice(2, 5).map((part) => Number(part ?? 0)) as [number, number, number];
  const seconds = Number((match[5] ?? '0').replace(',', '.'));
  return (match[1] === '-' ? -1 : 1) * (days + (hours * 3600 + minutes * 60 + seconds) / 86_400);
}
