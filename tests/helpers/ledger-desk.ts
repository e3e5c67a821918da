// Rows of the shipped ledgers as an officer enters them, in a store of its own for each test, and what is counted of them.

import { beforeEach, expect } from 'vitest';

import type { Ctx } from '../../electron/core/context.js';
import * as ledgers from '../../electron/core/ledgers/handlers.js';
import { listPeriodValues } from '../../electron/core/statistics/list-values.js';
import { findLedger } from '../../electron/core/store/ledger-list.js';
import { rollUpStored } from '../../electron/core/store/ledger-rollup.js';
import { listRows } from '../../electron/core/store/ledger-store.js';
import { blanksBehind } from '../../electron/core/store/rollup-blanks.js';
import type { FieldInput } from '../../shared/ledgers/read-field.js';
import { addSampleUnits, contextOf, openTestStore } from './memory-store.js';
import { rollUp } from './roll-up-rows.js';

export type Values = Record<string, FieldInput>;

type Saved = ReturnType<typeof ledgers.save>;

/** Call it where a test file begins: it prepares the store before each test. */
export function ledgerDesk() {
  let ctx: Ctx;
  beforeEach(async () => {
    // Behind every day that the rows of these tests record.
    const store = await openTestStore(':memory:', '2024-08-05T09:00:00.000Z');
    addSampleUnits(store);
    ctx = contextOf(store);
  });

  const saveRows = (ledger: string, rows: { id: number | null; values: Values }[]): Saved =>
    ledgers.save(ctx, { ledger, rows, period: '2022-07', apply: true, partial: false } as never);

  const save = (ledger: string, ...rows: Values[]): Saved =>
    saveRows(
      ledger,
      rows.map((values) => ({ id: null, values })),
    );

  return {
    get ctx(): Ctx {
      return ctx;
    },
    save,
    change: (ledger: string, id: number, values: Values): Saved => saveRows(ledger, [{ id, values }]),

    /** Saves, holds that nothing was found but hints, and gives the ids. */
    put(ledger: string, ...rows: Values[]): number[] {
      const answer = save(ledger, ...rows);
      expect(answer.rows.flatMap((row) => row.findings).filter((one) => one.severity !== 'hint')).toEqual([]);
      expect(answer.saved).toBe(true);
      return answer.rows.map((row) => row.id!);
    },

    rowOf(ledger: string, id: number): Record<string, unknown> {
      const filter = { text: '', conditions: [] };
      const { rows } = ledgers.rows(ctx, { ledger, filter, sort: [], page: { offset: 0, limit: 1000 } });
      return rows.find((row) => row.id === id)!.values;
    },

    /** Total of a roll-up; what SQL gives and what the pure functions give must be one. */
    total(ledger: string, code: string, period: string): number {
      const declared = findLedger(ctx.store, ledger)!;
      const rollup = declared.rollups.find((one) => one.code === code)!;
      const rows = listRows(ctx.store, declared, {
        where: { sql: '1', values: [] },
        sort: [],
        offset: 0,
        limit: 1000,
      }).rows.map(({ row }) => row);
      const tags = ctx.store.db.prepare('SELECT tags FROM enterprise WHERE id = ?').pluck();
      const tagsOf = (id: number): string[] => JSON.parse(tags.get(id) as string) as string[];
      const stored = rollUpStored(ctx.store, declared, rollup, period);
      expect(stored).toEqual(rollUp(declared, rollup, rows, period, undefined, { tagsOf }));
      return [...stored.values()].reduce<number>((sum, value) => sum + (value ?? 0), 0);
    },

    /** As it is printed of a unit in July 2022; undefined where it is not. */
    valueOf(settings: Ctx['settings'], code: string, unit: string): string | null | undefined {
      const { values } = listPeriodValues({ store: ctx.store, settings }, '2022-07');
      return values.find((one) => one.code === code && one.unit === unit)?.value;
    },

    /** Numbers of the units that have rows, and the fields that some of these lack. */
    counted(id: string, code: string) {
      const ledger = findLedger(ctx.store, id)!;
      const rollup = ledger.rollups.find((one) => one.code === code)!;
      return {
        numbers: [...rollUpStored(ctx.store, ledger, rollup, '2022-07').values()],
        lacking: blanksBehind(ctx.store, ledger, rollup, '2022-07').map(({ label, blank }) => [label, blank]),
      };
    },
  };
}
