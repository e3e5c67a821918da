// What `import` prints for people: a line per file, its counts, findings and open questions. --json: import-command.ts.

import {
  FATE_LABEL,
  FATES,
  FILE_STATUS_LABEL,
  FORM_LABEL,
  SEVERITY_LABEL,
  type CellCounts,
  type PlannedFile,
} from '../../shared/import/plan.js';

import type { Terminal } from './terminal.js';

export function describeImport(file: PlannedFile, terminal: Terminal): void {
  const form = FORM_LABEL[file.form as keyof typeof FORM_LABEL] ?? file.form;
  const counted = (counts: CellCounts, word: string): string[] =>
    FATES.filter((fate) => counts[fate] > 0).map((fate) => `${FATE_LABEL[fate]}${counts[fate]}${word}`);
  const counts = [
    ...counted(file.cells, ''),
    ...(file.ledgers ?? []).map((one) => `${one.title}：${counted(one.rows, '条').join(' ') || '没有记录'}`),
  ];
  terminal.out(
    [
      `${FILE_STATUS_LABEL[file.status]}  ${file.file}`,
      ...[form, file.units.join('、'), file.periods.join('、'), counts.join(' ')].filter((part) => part !== ''),
    ].join('  '),
  );
  if (file.reason !== '') terminal.out(`    ${file.reason}`);
  const where = (sheet: string | null, cell: string | null): string =>
    [sheet, cell].filter((part) => part !== null && part !== '').join('!');
  for (const issue of file.issues)
    terminal.out(
      `    ${issue.waiver ? `核实通过（${issue.waiver.reason}）` : SEVERITY_LABEL[issue.severity]} ${where(issue.sheet, issue.cell)} ${issue.message}`,
    );
  for (const question of file.questions) {
    if (Object.hasOwn(file.answers, question.id)) continue;
    terminal.out(`    待回答 ${question.id} ${where(question.sheet, question.cell)} ${question.text}`);
    for (const option of question.options) terminal.out(`        ${option.value} = ${option.label}`);
  }
}
