// Words that cells and ledger rows of a plan share: severities of findings, and what would happen to what was read.

import type { z } from 'zod';

import type { cellCountsSchema } from './fates-schema.js';

/** 必改 block, 需核实 warn, 提示 hint. */
export const SEVERITIES = ['block', 'warn', 'hint'] as const;
export type Severity = (typeof SEVERITIES)[number];
export const SEVERITY_LABEL: Record<Severity, string> = { block: '必改', warn: '需核实', hint: '提示' };

export const FATES = ['new', 'same', 'changed', 'conflict', 'rejected', 'ignored'] as const;
export type Fate = (typeof FATES)[number];
export const FATE_LABEL: Record<Fate, string> = {
  new: '新增',
  same: '相同',
  changed: '变更',
  conflict: '冲突',
  rejected: '未采用',
  ignored: '仅核对',
};

export type CellCounts = z.infer<typeof cellCountsSchema>;

export const NO_CELLS: CellCounts = { new: 0, same: 0, changed: 0, conflict: 0, rejected: 0, ignored: 0 };
