// Every kind of step in the ledgers: what undo leaves is what was before, what redo leaves is what was after, row for row of all tables.

import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import * as enterprises from '../../electron/core/enterprises/handlers.js';
import * as history from '../../electron/core/history/handlers.js';
import * as definitions from '../../electron/core/ledgers/definitions.js';
import * as ledgers from '../../electron/core/ledgers/handlers.js';
import { moveStage } from '../../electron/core/ledgers/move-stage.js';
import * as register from '../../electron/core/ledgers/register.js';
import * as reminders from '../../electron/core/ledgers/reminders.js';
import { findLedger } from '../../electron/core/store/ledger-list.js';
import { listUnits } from '../../electron/core/store/unit-store.js';
import { CALLS } from '../../shared/contract/index.js';
import { ownFieldSchema, ownLedgerSchema } from '../../shared/ledgers/own.js';
import { dump } from '../helpers/dump.js';
import { enterpriseDraft } from '../helpers/enterprise-draft.js';
import { ImportBench } from '../helpers/importing.js';

let bench: ImportBench;
beforeEach(async () => {
  bench = await ImportBench.sample();
  await bench.importAll(bench.fixtures('ledgers'));
});
afterEach(() => bench.close());

const idsOf = (ledger: string): number[] =>
  ledgers.rows(bench.ctx, CALLS['ledgers.rows'].params.parse({ ledger })).rows.map((row) => row.id);

function save(ledger: string, rows: { id: number | null; values: Record<string, unknown> }[]): number[] {
  const answer = ledgers.save(bench.ctx, { ledger, period: '2022-07', apply: true, rows } as never);
  expect(answer.rows.flatMap((row) => row.findings).filter((one) => one.severity === 'block')).toEqual([]);
  return answer.rows.map((row) => row.id!);
}

function attachable(name: string): ReturnType<ImportBench['ctx']['files']['register']> {
  const path = join(mkdtempSync(join(tmpdir(), 'ip-ledger-undo-')), name);
  writeFileSync(path, '%PDF-1.4');
  return bench.ctx.files.register(path, name, 8);
}

/** Prepares what a step needs, and gives the step itself. */
type Make = () => () => unknown;

const STEPS: Record<string, Make> = {
  'new rows with new enterprises': () => () =>
    save('pledge', [
      {
        id: null,
        values: { unit: '滕州市', enterprise: '滕州新企业有限公司', amount: '12.5', registeredOn: '2022-07-01' },
      },
      {
        id: null,
        values: { unit: '薛城区', enterprise: '薛城新企业有限公司', amount: '8', registeredOn: '2022-07-02' },
      },
    ]),
  'changed rows': () => {
    const [a, b] = idsOf('pledge');
    return () =>
      save('pledge', [
        { id: a!, values: { amount: '1', enterprise: '改名企业有限公司' } },
        { id: b!, values: { bank: null, note: '备注' } },
      ]);
  },
  'payments of a row': () => {
    const [a] = idsOf('subsidy');
    return () => save('subsidy', [{ id: a!, values: { payments: [{ paidOn: '2022-07-01', amount: 3 }] } }]);
  },
  'removed rows with stages and files': () => {
    const [a, b] = idsOf('subsidy');
    ledgers.attach(bench.ctx, { ledger: 'subsidy', id: a!, file: attachable('批复.pdf') });
    return () => ledgers.remove(bench.ctx, { ledger: 'subsidy', ids: [a!, b!] });
  },
  'a row moved to a stage': () => {
    const [a] = save('subsidy', [
      { id: null, values: { level: '市级', category: '国内发明专利资助', enterprise: '甲有限公司', unit: '滕州市' } },
    ]);
    return () =>
      ledgers.moveStage(bench.ctx, { ledger: 'subsidy', ids: [a!], to: '受理', on: '2022-07-05', note: '收到材料' });
  },
  'a whole 批次 moved to 公示': () => {
    const ids = idsOf('subsidy').slice(0, 20);
    save(
      'subsidy',
      ids.map((id) => ({ id, values: { batch: '2022年度第三批' } })),
    );
    return () =>
      moveStage(bench.ctx.store, findLedger(bench.ctx.store, 'subsidy')!, {
        ids,
        to: '公示',
        on: '2022-07-11',
        note: '',
        operator: '测试',
      });
  },
  'a file added': () => {
    const [a] = idsOf('certificate');
    return () => ledgers.attach(bench.ctx, { ledger: 'certificate', id: a!, file: attachable('证书.pdf') });
  },
  'a file removed': () => {
    const [a] = idsOf('certificate');
    const file = ledgers.attach(bench.ctx, { ledger: 'certificate', id: a!, file: attachable('证书.pdf') });
    return () => ledgers.detach(bench.ctx, { ledger: 'certificate', id: a!, fileId: file.id });
  },
  'a file in a field': () => {
    definitions.extend(bench.ctx, {
      ledger: 'pledge',
      fields: [ownFieldSchema.parse({ name: 'x1', label: '合同', kind: 'attachment' })],
    });
    const kept = ledgers.keepFile(bench.ctx, { ledger: 'pledge', file: attachable('合同.pdf') });
    const [a] = idsOf('pledge');
    return () => save('pledge', [{ id: a!, values: { x1: [kept] } }]);
  },
  'a new enterprise': () => () =>
    register.save(bench.ctx, { id: null, enterprise: enterpriseDraft('枣庄某某有限公司', { tags: ['规上'] }) }),
  'an enterprise renamed, moved and tagged': () => {
    const { enterprises: found } = register.search(bench.ctx, { text: '滕州' });
    const { id, ...known } = found[0]!;
    const unitId = listUnits(bench.ctx.store)[1]!.id;
    return () =>
      register.save(bench.ctx, { id, enterprise: { ...known, name: '滕州改名有限公司', tags: ['高企'], unitId } });
  },
  'two enterprises merged': () => {
    const [a, b] = idsOf('pledge');
    const refOf = (id: number): number =>
      (ledgers.read(bench.ctx, { ledger: 'pledge', ids: [id] }).rows[0]!.values['enterprise'] as { id: number }).id;
    const [keep, drop] = [refOf(a!), refOf(b!)];
    expect(keep).not.toBe(drop);
    return () => expect(register.merge(bench.ctx, { keep, drop }).moved).toBeGreaterThan(0);
  },
  'two enterprises kept apart': () => {
    const { enterprises: found } = register.list(bench.ctx, CALLS['enterprises.list'].params.parse({}));
    return () => enterprises.keepApart(bench.ctx, { a: found[0]!.id, b: found[1]!.id });
  },
  'the catalogue of categories': () => () =>
    save('subsidyplan', [
      { id: null, values: { year: 2022, level: '市级', category: '知识产权贯标奖励', budget: '50' } },
      { id: null, values: { year: 2022, level: '市级', category: '新类别', budget: '20' } },
    ]),
  'a field added': () => () =>
    definitions.extend(bench.ctx, {
      ledger: 'insurance',
      fields: [ownFieldSchema.parse({ name: 'x1', label: '客户经理', kind: 'text' })],
    }),
  'a field of another kind, its values converted': () => {
    const fields = (kind: 'text' | 'integer') => [ownFieldSchema.parse({ name: 'x1', label: '份数', kind })];
    definitions.extend(bench.ctx, { ledger: 'insurance', fields: fields('text') });
    const [a] = idsOf('insurance');
    save('insurance', [{ id: a!, values: { x1: '12' } }]);
    return () => definitions.extend(bench.ctx, { ledger: 'insurance', fields: fields('integer') });
  },
  'a ledger of the office made': () => () => definitions.define(bench.ctx, { ledger: null, definition: own() }),
  'a ledger of the office changed, a field taken out': () => {
    const { ledger } = definitions.define(bench.ctx, { ledger: null, definition: own() });
    save(ledger, [{ id: null, values: { x1: '2022-07-01', x2: '内容' } }]);
    const changed = own();
    return () =>
      definitions.define(bench.ctx, {
        ledger,
        definition: { ...changed, title: '新名称', fields: changed.fields.slice(0, 1) },
      });
  },
  'a ledger of the office taken out': () => {
    const { ledger } = definitions.define(bench.ctx, { ledger: null, definition: own() });
    return () => definitions.define(bench.ctx, { ledger, definition: { ...own(), isHidden: true } });
  },
  'a row of a ledger of the office': () => {
    const { ledger } = definitions.define(bench.ctx, { ledger: null, definition: own() });
    return () => save(ledger, [{ id: null, values: { x1: '2022-07-01', x2: '内容' } }]);
  },
  'a view saved': () => () => ledgers.saveView(bench.ctx, { ledger: 'pledge', name: '本月', layout: VIEW }),
  'a view removed': () => {
    const { id } = ledgers.saveView(bench.ctx, { ledger: 'pledge', name: '本月', layout: VIEW });
    return () => ledgers.removeView(bench.ctx, { ledger: 'pledge', id });
  },
  'a reminder marked': () => {
    const [a] = idsOf('certificate');
    return () =>
      reminders.mark(bench.ctx, {
        ledger: 'certificate',
        rowId: a!,
        rule: 'expires',
        deadline: '2022-12-31',
        reason: '已通知企业',
      });
  },
  'a difference explained': () => {
    const unitId = listUnits(bench.ctx.store)[0]!.id;
    return () =>
      ledgers.explain(bench.ctx, {
        period: '2022-07',
        ledger: 'pledge',
        code: 'Y02',
        unitId,
        reason: 'other-period',
        note: '7月31日登记，8月报送',
      });
  },
};

const VIEW = { columns: [{ field: 'amount' }], frozen: 1, text: '', filters: {}, sort: [], groupBy: [] };

function own() {
  return ownLedgerSchema.parse({
    title: '测试台账',
    fields: [
      { name: 'x1', label: '日期', kind: 'date' },
      { name: 'x2', label: '内容', kind: 'text' },
    ],
  });
}

test.each(Object.entries(STEPS))('%s', (_name, make) => {
  const { ctx } = bench;
  const step = make();
  const before = dump(ctx.store.db);
  const [newest] = history.list(ctx, { limit: 1 }).changes;
  step();
  const after = dump(ctx.store.db);
  expect(after).not.toEqual(before);
  const [made] = history.list(ctx, { limit: 1 }).changes;
  expect(made!.id).toBeGreaterThan(newest!.id);
  expect(made!.canUndo).toBe(true);
  history.undo(ctx, { id: made!.id });
  expect(dump(ctx.store.db)).toEqual(before);
  history.undo(ctx, { id: history.list(ctx, { limit: 1 }).changes[0]!.id });
  expect(dump(ctx.store.db)).toEqual(after);
  // And once more: what came back by redo can be taken back again.
  history.undo(ctx, { id: made!.id });
  expect(dump(ctx.store.db)).toEqual(before);
});
