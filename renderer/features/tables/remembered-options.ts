// Paper, order and marks of each table, kept between sessions. A broken or outgrown item is skipped: then the layout's own
// options serve. Chosen indicators and figures are not kept: a table that silently lacks a column is worse than a click.

import { z } from 'zod';

import { tableOptionsSchema, type TableOptions } from '../../../shared/reports/print-table.js';
import { readText, writeText } from '../../ui/remembered.js';

const NAME = 'table-options-1';
/** Beyond it writeText would cut the text, and a cut one reads as broken. */
const MOST = 2000;

const keptSchema = tableOptionsSchema.omit({ figures: true, codes: true });
const storedSchema = z.record(z.string(), keptSchema);

export function parseOptions(text: string | null): Record<string, TableOptions> {
  if (text === null) return {};
  try {
    const parsed = storedSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : {};
  } catch {
    return {};
  }
}

/** Text to store; a table whose choices would not fit is left out rather than all of them. */
export function optionsText(byTable: Readonly<Record<string, TableOptions>>): string {
  const kept: Record<string, TableOptions> = {};
  for (const [name, all] of Object.entries(byTable)) {
    const options = keptSchema.parse(all);
    if (Object.values(options).every((value) => value === undefined)) continue;
    if (JSON.stringify({ ...kept, [name]: options }).length <= MOST) kept[name] = options;
  }
  return JSON.stringify(kept);
}

export function readOptions(): Record<string, TableOptions> {
  return parseOptions(readText(NAME));
}

export function writeOptions(byTable: Readonly<Record<string, TableOptions>>): void {
  writeText(NAME, optionsText(byTable));
}
