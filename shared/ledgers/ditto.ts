// 同上 and 〃 in a cell of a ledger: what the record above has in that column. Not for numbers: one amount may be meant for both rows.

/** 同上, 同前, 〃, ″, " …, also between dashes or brackets. */
const DITTO = /^[-—–(（]*(?:同上[行列栏]?|同前|上同|["″〃〞”“]|[′'’]{2})[-—–)）。.]*$/u;
const LONGEST = 8;

export function isDitto(text: string): boolean {
  return text.length <= LONGEST && DITTO.test(text.replaceAll(/\s/g, ''));
}
