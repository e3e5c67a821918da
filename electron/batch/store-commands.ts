// backup, restore, undo, call: commands about the store itself, and any call of the contract by name.

import { basename, join } from 'node:path';

import { fileRefSchema, type FileRef } from '../../shared/model/file-ref.js';
import { localMinute } from '../../shared/model/local-minute.js';

import { atMost, readOptions, usage } from './arguments.js';
import { withSession, type Session, type StartHost } from './session.js';
import { EXIT, printJson, type ExitCode, type Terminal } from './terminal.js';

export async function backupCommand(args: string[], start: StartHost, terminal: Terminal): Promise<ExitCode> {
  const { values, positionals } = readOptions(args, { list: { type: 'boolean' } });
  atMost(positionals, 0);
  const folder = { argument: values.data, mayCreate: false };
  if (values.list === true) {
    const listed = await withSession(start, folder, terminal, (session) => session.ask('backup.list', {}));
    if (values.json === true) printJson(terminal, listed);
    else if (listed.backups.length === 0) terminal.out(`${listed.folder} 里还没有备份。`);
    else
      for (const backup of listed.backups)
        terminal.out(
          `${backup.id}\t${localMinute(backup.createdAt)}\t${backup.reason}\t数值${backup.observations}\t${backup.size}字节`,
        );
    return EXIT.done;
  }
  const made = await withSession(start, folder, terminal, (session) => session.ask('backup.create', {}));
  if (values.json === true) printJson(terminal, made);
  else terminal.out(`已备份 ${made.id}：${made.units}个单位，${made.observations}个数值。`);
  return EXIT.done;
}

export async function restoreCommand(args: string[], start: StartHost, terminal: Terminal): Promise<ExitCode> {
  const { values, positionals } = readOptions(args, {});
  atMost(positionals, 1);
  const id = positionals[0] ?? usage('缺少备份编号；用 backup --list 查看');
  const done = await withSession(start, { argument: values.data, mayCreate: false }, terminal, (session) =>
    session.ask('backup.restore', { id }),
  );
  if (values.json === true) printJson(terminal, done);
  else {
    terminal.out(`已恢复 ${done.restored.id}：${done.restored.units}个单位，${done.restored.observations}个数值。`);
    const saved = done.replacedSavedAs;
    // Data that did not open are no backup: the file itself went aside, into the data folder.
    if (saved?.endsWith('.sqlite') === true) terminal.out(`恢复前的数据另存为 ${saved}，可用同样的方法换回。`);
    else if (saved !== null) terminal.out(`恢复前的数据文件没有打开，原样保留在数据文件夹中：${saved}`);
  }
  return EXIT.done;
}

export async function undoCommand(args: string[], start: StartHost, terminal: Terminal): Promise<ExitCode> {
  const { values, positionals } = readOptions(args, {});
  atMost(positionals, 1);
  const asked = positionals[0];
  if (asked !== undefined && !/^\d{1,15}$/.test(asked)) usage(`导入记录的编号应为整数，实际为“${asked}”`);
  const outcome = await withSession(start, { argument: values.data, mayCreate: false }, terminal, async (session) => {
    const batchId = asked === undefined ? await newestBatch(session) : Number(asked);
    return { batchId, ...(await session.ask('import.undo', { batchId })) };
  });
  if (values.json === true) printJson(terminal, outcome);
  else terminal.out(`已撤销导入记录 ${outcome.batchId}：${outcome.files}个文件，${outcome.values}个数值。`);
  return EXIT.done;
}

async function newestBatch(session: Session): Promise<number> {
  const { batches } = await session.ask('import.batches', { limit: 500 });
  return batches.find((batch) => !batch.undone)?.id ?? usage('没有可以撤销的导入记录');
}

export async function callCommand(args: string[], start: StartHost, terminal: Terminal): Promise<ExitCode> {
  const { values, positionals } = readOptions(args, { out: { type: 'string' } });
  atMost(positionals, 2);
  const name = positionals[0] ?? usage('缺少操作名，例如 system.status');
  let params: unknown;
  try {
    params = JSON.parse(positionals[1] ?? '{}');
  } catch {
    usage('参数不是 JSON');
  }
  // These make something out of nothing; any other call on an empty folder is a mistyped path.
  const mayCreate = name === 'setup.create' || name === 'setup.sample';
  const result = await withSession(start, { argument: values.data, mayCreate }, terminal, async (session) => {
    const value = await session.askAny(name, await withFiles(params, session));
    return values.out === undefined ? value : saveFiles(value, values.out, session);
  });
  printJson(terminal, result);
  return EXIT.done;
}

/** The result with each of its files replaced by the path where it now is: a single one at `out`, several inside that folder. */
async function saveFiles(value: unknown, out: string, session: Session): Promise<unknown> {
  const bare = fileRefSchema.safeParse(value);
  const result: unknown = bare.success ? { file: bare.data } : value;
  const files = filesIn(result);
  if (files.length === 0) return usage('这个操作的结果里没有文件，不能用 --out');
  const paths = new Map<string, string>();
  for (const file of files)
    paths.set(file.id, await session.save(file, files.length === 1 ? out : join(out, basename(file.name))));
  return withPaths(result, paths);
}

function filesIn(value: unknown): FileRef[] {
  if (typeof value !== 'object' || value === null) return [];
  const file = fileRefSchema.safeParse(value);
  return file.success ? [file.data] : Object.values(value).flatMap(filesIn);
}

function withPaths(value: unknown, paths: ReadonlyMap<string, string>): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((one) => withPaths(one, paths));
  const file = fileRefSchema.safeParse(value);
  if (file.success) return paths.get(file.data.id);
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withPaths(one, paths)]));
}

/** {"path": "…"} anywhere in the params stands for a file of this computer. */
async function withFiles(params: unknown, session: Session): Promise<unknown> {
  if (Array.isArray(params)) return Promise.all(params.map((one) => withFiles(one, session)));
  if (typeof params !== 'object' || params === null) return params;
  const keys = Object.keys(params);
  if (keys.length === 1 && 'path' in params && typeof params.path === 'string')
    return session.register(params.path) satisfies Promise<FileRef>;
  const entries: [string, unknown][] = [];
  for (const [key, value] of Object.entries(params)) entries.push([key, await withFiles(value, session)]);
  return Object.fromEntries(entries);
}
