// Changing the definition of an officer-made ledger loses nothing, and is not taken back under the rows of later steps.

import { beforeEach, describe, expect, test } from 'vitest';

import * as history from '../../electron/core/history/handlers.js';
import * as definitions from '../../electron/core/ledgers/definitions.js';
import * as ledgers from '../../electron/core/ledgers/handlers.js';
import * as register from '../../electron/core/ledgers/register.js';
import { CALLS } from '../../shared/contract/index.js';
import { findLedger, ledgersOf } from '../../electron/core/store/ledger-list.js';
import { listUnits } from '../../electron/core/store/unit-store.js';
import * as units from '../../electron/core/units/handlers.js';
import { enterpriseDraft } from '../helpers/enterprise-draft.js';
import { ownLedgerSchema, type OwnField, type OwnLedger } from '../../shared/ledgers/own.js';
import { dump } from '../helpers/dump.js';
import { byLabel, ownLedgerDesk } from '../helpers/own-ledger-desk.js';

const desk = ownLedgerDesk();
const { definitionFromTable, make, save, rowsOf, undoLast } = desk;

describe('changing a definition', () => {
  const row = { enterprise: '枣庄甲有限公司', unit: '滕州市', x1: '2022-03-01', x2: '12.5', x4: '意向' };
  let id: string;
  let definition: OwnLedger;
  beforeEach(() => {
    id = make(definitionFromTable());
    definition = definitions.definition(desk.ctx, { ledger: id }).own!;
    save(id, row);
  });
  const redefine = (): void => void definitions.define(desk.ctx, { ledger: id, definition });

  test('a field that is left away keeps its values, and brings them back', () => {
    definition.fields = definition.fields.filter((field) => field.label !== '意向金额');
    redefine();
    expect(rowsOf(id)[0]).not.toHaveProperty('x2');
    save(id, { x4: '签约' }, 1);
    definition = definitions.definition(desk.ctx, { ledger: id }).own!;
    expect(byLabel(definition, '意向金额').isHidden).toBe(true);
    byLabel(definition, '意向金额').isHidden = false;
    redefine();
    expect(rowsOf(id)[0]).toMatchObject({ x2: 12_500_000, x4: '签约' });
  });

  test('a new label keeps the values; a title too', () => {
    byLabel(definition, '意向金额').label = '签约金额';
    definition.title = '签约台账';
    redefine();
    expect(findLedger(desk.ctx.store, id)).toMatchObject({ title: '签约台账', fields: { x2: { label: '签约金额' } } });
    expect(rowsOf(id)[0]).toMatchObject({ x2: 12_500_000 });
  });

  test('a new kind carries values over, or is refused with the first that does not fit', () => {
    byLabel(definition, '意向金额').kind = 'text';
    redefine();
    expect(rowsOf(id)[0]).toMatchObject({ x2: '12.50' });
    byLabel(definition, '意向金额').kind = 'amount';
    redefine();
    expect(rowsOf(id)[0]).toMatchObject({ x2: 12_500_000 });
    byLabel(definition, '对接情况').kind = 'date';
    const before = dump(desk.ctx.store.db);
    expect(redefine).toThrow(expect.objectContaining({ params: { what: expect.stringContaining('如“意向”') } }));
    expect(dump(desk.ctx.store.db)).toEqual(before);
  });

  test('the history of a row says what it held in the words of then; a value that only changed its kind is no change', () => {
    const first = 1;
    byLabel(definition, '意向金额').kind = 'text';
    redefine();
    save(id, { x2: '约12万' }, first);
    save(id, { x2: '13.00' }, first);
    byLabel(definition, '意向金额').kind = 'amount';
    redefine();
    const told = (): unknown[] =>
      ledgers
        .history(desk.ctx, { ledger: id, id: first })
        .changes.map(({ fields }) => fields.flatMap((one) => (one.field === 'x2' ? [[one.before, one.after]] : [])));
    expect(told()).toEqual([[], [['约12万', '13.00']], [['12.50', '约12万']], [], [['', '12.50']]]);
    undoLast();
    expect(told().slice(0, 3)).toEqual([[], [], [['约12万', '13.00']]]);
  });

  test('a field that was taken out carries its values over too when it comes back as another kind', () => {
    const hide = (isHidden: boolean, kind: OwnField['kind']): void => {
      definition = definitions.definition(desk.ctx, { ledger: id }).own!;
      Object.assign(byLabel(definition, '对接情况'), { isHidden, kind });
      redefine();
    };
    const sum = (): unknown => ledgers.rows(desk.ctx, CALLS['ledgers.rows'].params.parse({ ledger: id })).sums['x4'];
    save(id, { x4: '12' }, 1);
    hide(true, 'text');
    hide(false, 'integer');
    expect([rowsOf(id)[0]!['x4'], sum()]).toEqual([12, 12]);
    // The kind is changed while it is out of sight, and it comes back later.
    hide(true, 'integer');
    hide(true, 'amount');
    hide(false, 'amount');
    expect([rowsOf(id)[0]!['x4'], sum()]).toEqual([12_000_000, 12_000_000]);
    expect(() => hide(false, 'date')).toThrow(
      expect.objectContaining({ params: { what: expect.stringContaining('如“12.00”') } }),
    );
  });

  test('a stage that rows are at cannot go', () => {
    const made = make(
      ownLedgerSchema.parse({
        title: '课题甲',
        fields: [{ name: 'status', label: '状态', kind: 'status' }],
        steps: ['申报', '立项', '结题'],
        ends: ['撤项'],
      }),
    );
    save(made, { status: '立项' });
    const own = definitions.definition(desk.ctx, { ledger: made }).own!;
    expect(() =>
      definitions.define(desk.ctx, { ledger: made, definition: { ...own, steps: ['申报', '结题'] } }),
    ).toThrow(expect.objectContaining({ params: { what: '还有1条在环节“立项”，不能去掉这一环节' } }));
    const [status] = own.fields;
    const name = ownLedgerSchema.shape.fields.element.parse({ name: 'x1', label: '名称', kind: 'text' });
    definitions.define(desk.ctx, {
      ledger: made,
      definition: { ...own, steps: [], ends: [], fields: [name, { ...status!, isHidden: true }] },
    });
    const back = { ...own, fields: [name, status!], steps: ['申报', '结题'] };
    expect(() => definitions.define(desk.ctx, { ledger: made, definition: back })).toThrow(
      expect.objectContaining({ params: { what: '还有1条在环节“立项”，不能去掉这一环节' } }),
    );
    definitions.define(desk.ctx, { ledger: made, definition: { ...back, steps: own.steps } });
    expect(
      ledgers.moveStage(desk.ctx, { ledger: made, ids: [2], to: '结题', on: null, toWhom: '', note: '' } as never),
    ).toBeDefined();
  });

  test('taken out of the list, it keeps its rows and what they refer to; it comes back as it was', () => {
    definitions.define(desk.ctx, { ledger: id, definition: { ...definition, isHidden: true } });
    expect(ledgersOf(desk.ctx.store).some((ledger) => ledger.id === id)).toBe(false);
    expect(definitions.hidden(desk.ctx).ledgers).toEqual([{ id, title: '对接台账', rows: 1 }]);
    const unit = listUnits(desk.ctx.store).find((one) => one.name === '滕州市')!;
    expect(() => units.remove(desk.ctx, { id: unit.id })).toThrow(expect.objectContaining({ code: 'data.in-use' }));
    definitions.define(desk.ctx, { ledger: id, definition });
    expect(rowsOf(id)).toHaveLength(1);
  });

  test('rows follow an enterprise that is merged', () => {
    const [kept] = [register.save(desk.ctx, { id: null, enterprise: enterpriseDraft('枣庄甲股份有限公司') })];
    const dropped = register.search(desk.ctx, { text: '枣庄甲有限' }).enterprises[0]!;
    register.merge(desk.ctx, { keep: kept.id, drop: dropped.id });
    expect(rowsOf(id)[0]).toMatchObject({ enterprise: { id: kept.id } });
    undoLast();
    expect(rowsOf(id)[0]).toMatchObject({ enterprise: { id: dropped.id } });
  });
});

describe('a definition is not taken back under the rows of later steps', () => {
  const newest = (): number => history.list(desk.ctx, { limit: 1 }).changes[0]!.id;
  const field = (kind: OwnField['kind']): OwnField =>
    ownLedgerSchema.shape.fields.element.parse({ name: 'x1', label: '件数', kind });
  const policy = { unit: '滕州市', enterprise: '枣庄甲有限公司', insurer: '某保险', patents: 1, premium: 1 };

  /** Taking back `step` is refused while `later` stands, and both go and come again one after the other. */
  function heldBy(step: number, later: number, label: string): void {
    const whole = dump(desk.ctx.store.db);
    expect(() => history.undo(desk.ctx, { id: step })).toThrow(
      expect.objectContaining({
        params: {
          step: '撤销',
          label: expect.any(String),
          what: `已有其他数据在使用它（${label}），请先撤销后面的操作`,
        },
      }),
    );
    expect(dump(desk.ctx.store.db)).toEqual(whole);
    history.undo(desk.ctx, { id: later });
    const ofLater = newest();
    history.undo(desk.ctx, { id: step });
    history.undo(desk.ctx, { id: newest() });
    history.undo(desk.ctx, { id: ofLater });
    expect(dump(desk.ctx.store.db)).toEqual(whole);
  }

  test('an added field: what was entered would be out of sight', () => {
    definitions.extend(desk.ctx, { ledger: 'insurance', fields: [field('integer')] });
    const step = newest();
    save('insurance', { ...policy, insuredOn: '2022-01-01' });
    save('insurance', { x1: '7' }, 1);
    heldBy(step, newest(), '专利保险：修改1条');
  });

  test('another kind: 5万元 would be 5000000件', () => {
    save('insurance', { ...policy, insuredOn: '2022-01-01' });
    definitions.extend(desk.ctx, { ledger: 'insurance', fields: [field('integer')] });
    definitions.extend(desk.ctx, { ledger: 'insurance', fields: [field('amount')] });
    const step = newest();
    save('insurance', { x1: '5' }, 1);
    heldBy(step, newest(), '专利保险：修改1条');
  });

  test('a ledger of the office: its rows would be nowhere', () => {
    const id = make(ownLedgerSchema.parse({ title: '稿件', fields: [field('integer')] }));
    const step = newest();
    save(id, { x1: '7' });
    heldBy(step, newest(), '稿件：新增1条');
  });

  test('rows that it converted itself go back with it', () => {
    definitions.extend(desk.ctx, { ledger: 'insurance', fields: [field('integer')] });
    save('insurance', { ...policy, insuredOn: '2022-01-01', x1: '7' });
    const before = dump(desk.ctx.store.db);
    definitions.extend(desk.ctx, { ledger: 'insurance', fields: [field('amount')] });
    history.undo(desk.ctx, { id: newest() });
    expect(dump(desk.ctx.store.db)).toEqual(before);
  });
});
