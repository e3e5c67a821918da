// Options of batch commands. Unknown ones are refused with a Chinese sentence: a mistyped --accept must not be ignored.

import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';

import { AppError } from '../../shared/errors/app-error.js';

/** Every command takes these. */
const COMMON = { data: { type: 'string' }, json: { type: 'boolean' } } as const;

export function readOptions<T extends ParseArgsOptionsConfig>(args: string[], own: T) {
  try {
    return parseArgs({ args, options: { ...COMMON, ...own }, allowPositionals: true, strict: true });
  } catch (error) {
    return usage(explain(error));
  }
}

export function usage(what: string): never {
  throw new AppError('input.batch-usage', { what });
}

export function atMost(positionals: string[], count: number): void {
  const extra = positionals[count];
  if (extra !== undefined) usage(`多余的参数“${extra}”`);
}

export function period(text: string | undefined): string {
  if (text === undefined) return usage('缺少 --period，例如 --period 2022-07');
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(text)) return usage(`--period 应写作 2022-07 的形式，实际为“${text}”`);
  return text;
}

function explain(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const option = /'(-[^']*)'/.exec(message)?.[1] ?? '';
  if (message.includes('argument missing')) return `${option} 后面缺少内容`;
  if (message.includes('does not take an argument')) return `${option} 后面不能带内容`;
  return option === '' ? message : `不认识的选项 ${option}`;
}
