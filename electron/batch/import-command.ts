// import: plan files and, with --accept, store those without a blocking issue or open question (rules.md 18–19).

import { basename, resolve } from 'node:path';

import type { PlannedFile } from '../../shared/import/plan.js';
import { AppError } from '../../shared/errors/app-error.js';

import { period as checkPeriod, readOptions, usage } from './arguments.js';
import { collectFiles } from '../bridge/collect-files.js';
import { readInput, withSession, type StartHost } from './session.js';
import { EXIT, printJson, type ExitCode, type Terminal } from './terminal.js';

export async function importCommand(args: string[], start: StartHost, terminal: Terminal): Promise<ExitCode> {
  const { values, positionals } = readOptions(args, {
    period: { type: 'string' },
    accept: { type: 'boolean' },
    answers: { type: 'string' },
  });
  if (positionals.length === 0) usage('缺少要导入的文件或文件夹');
  const period = values.period === undefined ? null : checkPeriod(values.period);
  const answers = values.answers === undefined ? {} : readAnswers(resolve(terminal.cwd, values.answers));
  const found = collectFiles(positionals, terminal.cwd);
  if (found.length === 0) usage('所给的文件夹里没有文件');

  const files = await withSession(start, { argument: values.data, mayCreate: false }, terminal, async (session) => {
    const refs = await session.registerAll(found);
    // No plan is kept: what a batch leaves undecided is not work that waits for the officer.
    return (await session.ask('import.run', { files: refs, period, answers, accept: values.accept === true })).files;
  });

  if (values.json === true) printJson(terminal, { files: files.map(asReport) });
  else {
    const { describeImport } = await import('./import-text.js');
    for (const file of files) describeImport(file, terminal);
  }
  // A plan without --accept is done once it is made (rules.md 19); what waits is in its statuses.
  const isUndecided =
    values.accept === true && files.some((file) => ['asks', 'refused', 'planned'].includes(file.status));
  return isUndecided ? EXIT.undecided : EXIT.done;
}

/**
 * The JSON of one file, with exactly these keys (`ledgers` only where there are any); `options` are what --answers takes, `labels` say what
 * they mean.
 */
function asReport(file: PlannedFile): object {
  return {
    file: file.file,
    status: file.status,
    reason: file.reason,
    units: file.units,
    periods: file.periods,
    cells: file.cells,
    // Ledger sheets, with their rows by fate.
    ...((file.ledgers ?? []).length > 0
      ? {
          ledgers: file.ledgers!.map(({ sheet, ledger, title, rows, skipped, newEnterprises }) => ({
            sheet,
            ledger,
            title,
            rows,
            skipped,
            newEnterprises,
          })),
        }
      : {}),
    // A reason given in the interface is told wherever the issue is; the command line itself waives nothing (rules.md 19).
    issues: file.issues.map(({ severity, rule, sheet, cell, message, waiver }) => ({
      severity,
      rule,
      sheet,
      cell,
      message,
      ...(waiver ? { waiver } : {}),
    })),
    questions: file.questions
      .filter((question) => !Object.hasOwn(file.answers, question.id))
      .map(({ id, sheet, cell, text, options, default: preset }) => ({
        id,
        sheet,
        cell,
        text,
        options: options.map((option) => option.value),
        default: preset,
        labels: Object.fromEntries(options.map((option) => [option.value, option.label])),
      })),
  };
}

/** {id: option}; an option may be written as in `options` or copied whole as {value}. */
function readAnswers(path: string): Record<string, string> {
  const name = basename(path);
  let content: unknown;
  try {
    content = JSON.parse(new TextDecoder().decode(readInput(path)));
  } catch (error) {
    if (error instanceof AppError) throw error;
    return usage(`${name} 不是 JSON 文件`);
  }
  if (typeof content !== 'object' || content === null || Array.isArray(content))
    return usage(`${name} 应为 {"问题编号": "选项"}`);
  return Object.fromEntries(
    Object.entries(content).map(([id, given]: [string, unknown]) => {
      const option = typeof given === 'object' && given !== null && 'value' in given ? given.value : given;
      return typeof option === 'string' ? [id, option] : usage(`${name} 中“${id}”的答案应为文字`);
    }),
  );
}
