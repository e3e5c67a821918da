// What a return copy holds, looked up in its package as a program does.

import { strFromU8, unzipSync } from 'fflate';

export type Parts = Record<string, string>;

export const RED = 'FFFFC7CF';
export const YELLOW = 'FFFFEB9D';

export function partsOf(bytes: Uint8Array): Parts {
  return Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, data]) => [name, strFromU8(data)]));
}

/** Fill colour by cell, looked up through the formats. */
export function fills(parts: Parts, sheet = 'xl/worksheets/sheet1.xml'): Record<string, string> {
  const styles = parts['xl/styles.xml']!;
  const all = [...styles.matchAll(/<fill>.*?<\/fill>|<fill\/>/gs)].map((match) => match[0]);
  const xfs = [...(/<cellXfs.*<\/cellXfs>/s.exec(styles)?.[0] ?? '').matchAll(/<xf\s[^>]*>/g)].map((match) => match[0]);
  return Object.fromEntries(
    [...parts[sheet]!.matchAll(/<c r="([A-Z]+\d+)"[^>]*?\ss="(\d+)"/g)].flatMap((match) => {
      const fill = all[Number(/fillId="(\d+)"/.exec(xfs[Number(match[2])] ?? '')?.[1] ?? 0)] ?? '';
      const colour = /fgColor rgb="(\w+)"/.exec(fill)?.[1];
      return colour === undefined ? [] : [[match[1]!, colour]];
    }),
  );
}

/** Text of each comment by cell. */
export function commentTexts(parts: Parts, path = 'xl/comments1.xml'): Record<string, string> {
  return Object.fromEntries(
    [...(parts[path] ?? '').matchAll(/<comment ref="([A-Z]+\d+)".*?<\/comment>/gs)].map((match) => [
      match[1]!,
      [...match[0].matchAll(/<t[^>]*>([^<]*)<\/t>/g)].map((text) => text[1]!).join(''),
    ]),
  );
}

/** Texts of the rows of a sheet whose cells hold them themselves. */
export function sheetTexts(parts: Parts, path: string): string[] {
  return [...(parts[path] ?? '').matchAll(/<row .*?<\/row>/gs)].map((row) =>
    [...row[0].matchAll(/<t[^>]*>([^<]*)<\/t>/g)].map((text) => text[1]!).join('|'),
  );
}
