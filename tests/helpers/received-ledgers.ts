// Ledgers as offices keep them, received into a bureau of the sample of each test's own, and what comes of them.

import { afterEach, beforeEach } from 'vitest';

import * as ledgers from '../../electron/core/ledgers/handlers.js';
import { CALLS } from '../../shared/contract/index.js';
import type { PlannedFile } from '../../shared/import/plan.js';
import { ImportBench, type Rows } from './importing.js';

type File = ReturnType<ImportBench['sheet']>;

export interface Received {
  file: PlannedFile;
  rows: Readonly<Record<string, unknown>>[];
}

export const TITLE = '2022年专利权质押融资台账';
export const HEADS = ['区（市）', '出质人', '质权人', '融资金额（万元）', '登记日期', '登记号'];
export const A = ['滕州市', '滕州甲公司', '工商银行', 490, '2022-01-23', 'Y2022980000137'];
export const B = ['薛城区', '薛城乙公司', '建设银行', 620.5, '2022.2.18', 'Y2022980000274'];
export const PATENT = ['专利号', '专利名称', '专利权人', '区县', '授权公告日'];

export const pledgeOf = (unit: string | null, n: number): Rows[number] => [
  unit,
  `第${n}公司`,
  '工商银行',
  490,
  '2022-01-23',
  `Y${String(n).padStart(6, '0')}`,
];

export const asked = (file: PlannedFile): string[] => file.questions.map((question) => question.id);
export const said = (file: PlannedFile): [string, string, string | null][] =>
  file.issues.filter(({ severity }) => severity !== 'hint').map(({ severity, rule, cell }) => [severity, rule, cell]);

/** Call it where a test file begins: it makes the bureau before each test. */
export function receivedLedgers() {
  let bench: ImportBench;
  beforeEach(async () => {
    bench = await ImportBench.sample();
  });
  afterEach(() => bench.close());
  const stored = (ledger: string): Received['rows'] =>
    ledgers.rows(bench.ctx, CALLS['ledgers.rows'].params.parse({ ledger })).rows.map(({ values }) => values);
  return {
    get bench(): ImportBench {
      return bench;
    },
    stored,
    receive: async (ledger: string, file: File, answers: Record<string, string> = {}): Promise<Received> => ({
      file: await bench.receive(file, answers),
      rows: stored(ledger),
    }),
    pledges: (...rows: Rows): File => bench.sheet('质押.xlsx', [[TITLE], HEADS, ...rows]),
    patents: (...rows: Rows): File => bench.sheet('授权专利明细.xlsx', [['2022年授权专利明细'], PATENT, ...rows]),
  };
}
