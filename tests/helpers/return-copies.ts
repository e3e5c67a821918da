// What a return copy holds, looked up in its package as a program does.

import { strFromU8, unzipSync } from 'fflate';
import { expect } from 'vitest';

import { readInProcess } from './read-in-process.js';
import { annotate } from '../../electron/core/workbook/return-copy/annotate.js';
import { isReturnSheet } from '../../electron/core/workbook/return-copy/recognise-own.js';
import { returnEntries, type ReturnList } from '../../electron/core/workbook/return-copy/return-list.js';
import type { CheckIssue } from '../../shared/import/plan.js';

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

/** An issue at a cell of Sheet1, or of the whole sheet. */
export const issueAt = (cell: string | null, changes: Partial<CheckIssue> = {}): CheckIssue => ({
  severity: 'block',
  rule: 'sum-of-parts',
  sheet: 'Sheet1',
  cell,
  message: `${cell ?? ''}不对，请改正。`,
  ...changes,
});

/** Patches bytes for these issues, without a plan around. */
export function patched(bytes: Buffer, issues: CheckIssue[]): { bytes: Buffer; parts: Parts; marks: number } {
  const book = readInProcess(bytes, '表.xlsx');
  const list: ReturnList = {
    bureau: '示例市知识产权局',
    unit: '江北区',
    period: '2024年1—3月',
    returnedOn: '2024年4月8日',
    deadline: '2024年4月10日',
    note: '',
    entries: returnEntries({ issues }, [], book),
  };
  const copy = annotate(bytes, book, list, new Date('2024-04-08T00:00:00Z'));
  const after = readInProcess(Buffer.from(copy.bytes), '表.xlsx');
  const data = (of: typeof book) => of.sheets.filter((sheet) => !isReturnSheet(sheet));
  expect(data(after)).toEqual(data(book));
  return { bytes: Buffer.from(copy.bytes), parts: partsOf(copy.bytes), marks: copy.marks };
}
