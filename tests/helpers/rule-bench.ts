// A report of one district for March 2024 and what the rules find in it, in a store of its own for each test.

import { afterEach, beforeEach, vi } from 'vitest';

import type { CheckIssue, PlannedFile } from '../../shared/import/plan.js';
import { ImportBench, type Rows } from './importing.js';
import { addValueList } from './memory-store.js';

export const HEAD = ['指标名称', '计量单位', '1—3月累计', '去年同期', '同比(%)', '本月'];

/** Call it where a test file begins: it prepares the store before each test. */
export function ruleBench() {
  let bench: ImportBench;
  beforeEach(async () => {
    bench = await ImportBench.withUnits('江北区', '江南区');
  });
  afterEach(() => {
    vi.restoreAllMocks();
    bench.close();
  });

  const report = (rows: Rows, head: string[] = HEAD): Rows => [
    ['2024年1—3月知识产权工作统计表'],
    ['填报单位：江北区市场监督管理局（盖章）'],
    head,
    ...rows,
  ];
  const plan = (rows: Rows, head?: string[]) => bench.plan([bench.sheet('表.xlsx', report(rows, head))]);

  return {
    get bench(): ImportBench {
      return bench;
    },
    report,
    plan,
    fileOf: async (rows: Rows, head?: string[]): Promise<PlannedFile> => (await plan(rows, head)).files[0]!,
    found: (file: PlannedFile): [string, string | null, string][] =>
      file.issues.map((issue) => [issue.rule, issue.cell, issue.severity]),
    issueOf(file: PlannedFile, rule: string): CheckIssue {
      const issue = file.issues.find((candidate) => candidate.rule === rule);
      if (!issue) throw new Error(`no ${rule} among ${file.issues.map((one) => one.rule).join(', ')}`);
      return issue;
    },
    store: (code: string, period: string, value: string, basis: 'ytd' | 'asof' = 'ytd'): void =>
      addValueList(bench.ctx.store, [{ unit: '江北区', code, period, basis, value }]),
  };
}
