// Importing a list: its file opened, and, once its rows are read, what the officer is told of them and their storing as one step.
// Not here: reading rows (read-list.ts), what only all rows together tell, and how one is stored (the importer of each list).

import type { ListImportResult } from '../../../shared/contract/calls/units.js';
import type { Topic } from '../../../shared/contract/envelope.js';
import { AppError, errorText } from '../../../shared/errors/app-error.js';
import type { FileRef } from '../../../shared/model/file-ref.js';
import type { Ctx } from '../context.js';
import { write } from '../store/write.js';
import type { RawBook } from '../workbook/1-read/raw-book.js';
import type { ListReading, ListRow } from './read-list.js';

export async function openList(ctx: Ctx, file: FileRef): Promise<RawBook> {
  const source = { path: ctx.files.path(file.id), name: file.name };
  return (await ctx.parser.read(source, { signal: ctx.job.signal })).book;
}

export interface ListImport<Item> extends ListReading<Item> {
  file: FileRef;
  /** False: only looked at. */
  apply: boolean;
  /** 企业名录, and what its rows are counted in: for the name of the step. */
  list: string;
  counter: string;
  /** Of the change set. */
  kind: string;
  topics: Topic[];
  nameOf(draft: Item): string;
  /** Stores the rows that change something. */
  save(changed: readonly ListRow<Item>[], changeSetId: number): void;
}

/** A list is stored whole, where no issue blocks, or not at all. */
export function importRows<Item>(ctx: Ctx, imported: ListImport<Item>): ListImportResult {
  const { columns, rows, issues, file, list, counter, kind, topics, nameOf, save } = imported;
  const changed = rows.filter((row) => !row.isSame);
  const namesOf = (isNew: boolean): string[] =>
    changed.filter((row) => (row.existing === null) === isNew).map((row) => nameOf(row.draft));
  const [added, altered] = [namesOf(true), namesOf(false)];
  const applied = imported.apply && !issues.some((issue) => issue.severity === 'block');
  if (applied && changed.length > 0) {
    ctx.job.step({ done: 0, total: 1, stage: `保存${list}` });
    const label = `导入${list}：${[...counted('新增', added, counter), ...counted('修改', altered, counter)].join('、')}`;
    write(ctx.store, { kind, label, operator: ctx.operator, topics, detail: file.name }, (changeSetId) =>
      save(changed, changeSetId),
    );
  }
  const read = columns.map(({ key, head }) => ({
    head,
    filled: rows.filter((row) => (row.text(key) ?? '') !== '').length,
  }));
  return { read, added, changed: altered, same: rows.length - changed.length, issues, applied };
}

/** 新增3个, nothing for none. */
function counted(what: string, names: readonly string[], counter: string): string[] {
  return names.length === 0 ? [] : [`${what}${names.length}${counter}`];
}

/** What a check of stored records refuses, as an issue of a row says it; any other error is thrown on. */
export function refusalText(error: unknown): string {
  if (!(error instanceof AppError)) throw error;
  return error.code === 'input.invalid' ? `${error.params['what']}。` : errorText(error.code, error.params);
}
