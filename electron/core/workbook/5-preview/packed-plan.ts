// The cells of a planned file as bytes, as the store keeps them. Packed as soon as a file is planned, while the next one is read: a
// thousand files that wait for the last one would fill the memory with millions of cells otherwise, and be packed one after the
// other once all are planned.

import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';

import type { FilePlan } from './plan-file.js';
import { isKept, withoutChecks } from './without-checks.js';

type Content = Pick<FilePlan, 'cells' | 'detail'> & { vocabulary: number };

/** A plan that waits for others: only what files can contradict each other in is open, all of it is in `whole`. */
export function packedAway(plan: FilePlan): FilePlan {
  return { ...withoutChecks(plan), whole: packed(plan) };
}

/** The same of a plan that was stored as `bytes`; one with decisions between files, which may be taken back, stays open. */
export function openedLightly<T extends FilePlan>(plan: T, bytes: Buffer): T {
  return plan.cells.some((cell) => cell.aside !== undefined) ? plan : { ...withoutChecks(plan), whole: bytes };
}

/** All cells of a plan, with what was decided between files meanwhile. */
export function packedWhole(plan: FilePlan): Buffer {
  const { whole, cells } = plan;
  if (whole === undefined) return packed(plan);
  if (cells.every((cell) => cell.aside === undefined)) return whole;
  const all = unpacked(whole);
  let next = 0;
  for (const [index, cell] of all.cells.entries()) if (isKept(cell)) all.cells[index] = cells[next++]!;
  return packed(all);
}

function packed({ cells, detail, vocabulary = 0 }: Pick<FilePlan, 'cells' | 'detail' | 'vocabulary'>): Buffer {
  return zstdCompressSync(Buffer.from(JSON.stringify({ cells, detail, vocabulary } satisfies Content)));
}

export function unpacked(bytes: Buffer): Content {
  return JSON.parse(zstdDecompressSync(bytes).toString('utf8')) as Content;
}
