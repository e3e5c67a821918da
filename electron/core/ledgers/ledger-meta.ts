// The hidden note of a ledger template or export: which ledger it is, and which field each head was. Written like the one of the
// forms (forms/form-meta.ts) into the sheet `_ipledger` with a checksum; used only where the checksum is right.

import { createHash } from 'node:crypto';

import type { OwnMetadata } from '../workbook/1-read/own-metadata.js';

const VERSION = '1';
const TITLE = '知产台账台账模板信息：供导入时识别，请勿改动';

/** Name of the sheet that explains how to fill in the template. */
export const GUIDE = '填报说明';

export interface LedgerMeta {
  ledger: string;
  columns: { field: string; head: string }[];
}

export function ledgerMetaRows(meta: LedgerMeta): string[][] {
  const rows = [
    [TITLE],
    ['version', VERSION],
    ['ledger', meta.ledger],
    ...meta.columns.map(({ field, head }) => ['column', field, head]),
  ];
  return [...rows, ['checksum', checksum(rows)]];
}

/** Document property: tells what the file once was where its sheet is gone. */
export function ledgerMetaProperty(meta: LedgerMeta): string {
  return `ledger|${meta.ledger}`;
}

function checksum(rows: readonly (readonly string[])[]): string {
  return createHash('sha256')
    .update(rows.map((row) => row.join('\t')).join('\n'), 'utf8')
    .digest('hex');
}

/** True where the file was made by us for a ledger, whatever became of it. */
export function isLedgerFile(own: OwnMetadata | undefined): boolean {
  if (own === undefined) return false;
  return own.property?.startsWith('ledger|') === true || own.rows.some((row) => row[0] === 'ledger');
}

/** Null where there is none, or it was touched: then the file is recognised like any other. */
export function readLedgerMeta(own: OwnMetadata | undefined): LedgerMeta | null {
  if (own === undefined) return null;
  const rows = own.rows.map(trimmed).filter((row) => row.length > 0);
  const value = (key: string): string => rows.find((row) => row[0] === key)?.[1] ?? '';
  const content = rows.filter((row) => row[0] !== 'checksum');
  if (value('version') !== VERSION || value('ledger') === '' || value('checksum') !== checksum(content)) return null;
  return {
    ledger: value('ledger'),
    columns: rows.filter((row) => row[0] === 'column').map(([, field = '', head = '']) => ({ field, head })),
  };
}

function trimmed(row: readonly string[]): string[] {
  let end = row.length;
  while (end > 0 && (row[end - 1] ?? '') === '') end -= 1;
  return row.slice(0, end);
}
