// What is found in very many rows is listed a few times and counted: by severity, rule and field, each for itself.

import { expect, test } from 'vitest';

import type { MappedLedger } from '../../electron/core/workbook/3-map/ledger-map.js';
import { ledgerIssues } from '../../electron/core/workbook/5-preview/ledger-issues.js';
import type { LedgerPlanRow } from '../../electron/core/workbook/5-preview/ledger-plan-row.js';
import type { Finding } from '../../shared/ledgers/define.js';

const mapped = {
  columns: [
    { c: 1, field: 'enterprise' },
    { c: 2, field: 'uscc' },
    { c: 3, field: 'patentNo' },
  ],
  table: { sheetName: '资助' },
} as unknown as MappedLedger;

function rowsOf(all: readonly (readonly Finding[])[], fate: LedgerPlanRow['fate'] = 'new'): LedgerPlanRow[] {
  return all.map((findings, n) => {
    return { r: n + 2, fate, reason: '', id: null, row: {}, before: null, texts: [], findings: [...findings] };
  });
}

const found = (severity: Finding['severity'], rule: string, field: string | null): Finding => {
  return { severity, rule, field, message: '请核对' };
};

test('hints of one rule and field are listed three times, and counted apart from another field and another severity', () => {
  const hint = found('hint', 'code', 'uscc');
  const rows = rowsOf([
    [hint],
    [hint, found('hint', 'code', 'patentNo')],
    [hint, found('warn', 'code', 'uscc')],
    [hint],
    [found('hint', 'code', null), hint],
  ]);
  expect(ledgerIssues(rows, mapped).map(({ severity, cell, message }) => [severity, cell, message])).toEqual([
    ['hint', 'C3', 'C3请核对'],
    ['hint', 'C4', 'C4请核对'],
    ['hint', 'D4', 'D4请核对'],
    ['hint', 'C5', 'C5请核对'],
    ['warn', 'C5', 'C5请核对'],
    ['hint', 'B7', 'B7请核对'],
    ['hint', null, '同样的问题共有5处，上面列出了前3处：C3请核对'],
  ]);
});

test('a hundred warnings are listed; rows that are not stored are not spoken of', () => {
  const warn = found('warn', 'day', 'enterprise');
  const issues = ledgerIssues(rowsOf(Array.from({ length: 130 }, () => [warn])), mapped);
  expect(issues).toHaveLength(101);
  expect(issues.at(-1)).toMatchObject({
    rule: 'ledger-day',
    cell: null,
    message: '同样的问题共有130处，上面列出了前100处：B3请核对',
  });
  expect(ledgerIssues(rowsOf([[warn], [warn]], 'same'), mapped)).toEqual([]);
});
