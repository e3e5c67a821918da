// Ledgers that an officer makes from a table, in a store of their own for each test.

import { beforeEach } from 'vitest';

import type { Ctx } from '../../electron/core/context.js';
import * as history from '../../electron/core/history/handlers.js';
import * as definitions from '../../electron/core/ledgers/definitions.js';
import * as ledgers from '../../electron/core/ledgers/handlers.js';
import { ownLedgerSchema, type OwnField, type OwnLedger } from '../../shared/ledgers/own.js';
import type { FieldInput } from '../../shared/ledgers/read-field.js';
import { addSampleUnits, contextOf, openTestStore } from './memory-store.js';

export const HEADS = [
  '序号',
  '企业名称',
  '所属区市',
  '走访日期',
  '意向金额（万元）',
  '参会人数',
  '对接情况',
  '类型',
  '是否签约',
  '备注',
];
export const ROWS = [
  ['1', '枣庄甲有限公司', '滕州市', '2022.3.1', '12.5', '3', '已签约', '技术', '是', ''],
  ['2', '枣庄乙有限公司', '市中区', '2022/4/2', '1,200', '12', '意向', '融资', '否', '需跟进'],
  ['3', '枣庄丙科技有限公司', '枣庄市薛城区', '2022年5月3日', '7', '5', '意向', '技术', '否', ''],
  ['4', '枣庄甲有限公司', '滕州市', '2022-06-04', '', '', '意向', '技术', '否', ''],
];

export const byLabel = (definition: OwnLedger, label: string): OwnField =>
  definition.fields.find((field) => field.label === label)!;

/** Call it where a test file begins: it prepares the store before each test. */
export function ownLedgerDesk() {
  let ctx: Ctx;
  beforeEach(async () => {
    const store = await openTestStore();
    addSampleUnits(store);
    ctx = contextOf(store);
  });

  return {
    get ctx(): Ctx {
      return ctx;
    },

    definitionFromTable(title = '对接台账'): OwnLedger {
      const { fields } = definitions.propose(ctx, { title, heads: HEADS, rows: ROWS });
      return ownLedgerSchema.parse({ title, fields: fields.map((one) => one.field) });
    },

    make: (definition: OwnLedger): string => definitions.define(ctx, { ledger: null, definition }).ledger,

    save(ledger: string, values: Record<string, FieldInput>, id: number | null = null) {
      const rows = [{ id, values }];
      return ledgers.save(ctx, { ledger, rows, period: '2022-07', apply: true, partial: false } as never);
    },

    rowsOf(ledger: string): Record<string, unknown>[] {
      const filter = { text: '', conditions: [] };
      const { rows } = ledgers.rows(ctx, { ledger, filter, sort: [], page: { offset: 0, limit: 100 } });
      return rows.map((row) => row.values);
    },

    undoLast(): void {
      history.undo(ctx, { id: history.list(ctx, { limit: 1 }).changes[0]!.id });
    },

    /** What was done last and still stands: rows, or the ledger itself. */
    undoNewest(): void {
      const standing = history
        .list(ctx, { limit: 20 })
        .changes.find(({ kind, canUndo }) => ['ledgers', 'definitions'].includes(kind) && canUndo);
      history.undo(ctx, { id: standing!.id });
    },
  };
}
