// What an import makes of one odd sheet, short enough to be written down beside it: what would be stored, asked and said.

import type { ImportBench, Rows } from '../importing.js';

export interface OddLayout {
  name: string;
  file?: string;
  rows: Rows;
  merges?: string[];
  /** Name of its sheet. */
  sheet?: string;
  /** `cell unit code period basis = value`; 上年 and 目标 in front of claims and targets. */
  stored: string[];
  /** Kinds of questions. */
  asks: string[];
  /** `severity rule cell`. */
  says: string[];
}

const ROLE: Record<string, string> = { claim: '上年 ', target: '目标 ', benchmark: '外地 ' };

export async function outcomeOf(
  bench: ImportBench,
  layout: Pick<OddLayout, 'file' | 'rows' | 'merges' | 'sheet'>,
): Promise<Pick<OddLayout, 'stored' | 'asks' | 'says'>> {
  const options = {
    ...(layout.merges === undefined ? {} : { merges: layout.merges }),
    ...(layout.sheet === undefined ? {} : { sheet: layout.sheet }),
  };
  const plan = await bench.plan([bench.sheet(layout.file ?? '表.xlsx', layout.rows, options)]);
  const file = plan.files[0]!;
  const stored = bench
    .cells(plan)
    .filter((cell) => cell.fate === 'new' && cell.value !== null)
    .map(
      (cell) =>
        `${ROLE[cell.role] ?? ''}${cell.cell} ${cell.unit} ${cell.code} ${cell.period} ${cell.basis} = ${cell.value}`,
    );
  return {
    stored,
    asks: file.questions.map((question) => question.kind),
    says: file.issues.map((issue) => `${issue.severity} ${issue.rule} ${issue.cell ?? ''}`.trim()),
  };
}
