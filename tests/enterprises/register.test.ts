// The enterprise register: what is proposed as one and the same, and the page of one enterprise. Its Excel list: excel-list.test.ts.

import { beforeEach, describe, expect, test } from 'vitest';

import type { Ctx } from '../../electron/core/context.js';
import * as enterprises from '../../electron/core/enterprises/handlers.js';
import * as history from '../../electron/core/history/handlers.js';
import * as definitions from '../../electron/core/ledgers/definitions.js';
import * as ledgers from '../../electron/core/ledgers/handlers.js';
import * as register from '../../electron/core/ledgers/register.js';
import { enterpriseLookup } from '../../electron/core/store/enterprise-lookup.js';
import { enterpriseDraft } from '../helpers/enterprise-draft.js';
import { usccCheck } from '../../shared/checks/codes/uscc.js';
import { CALLS } from '../../shared/contract/index.js';
import type { EnterpriseDraft } from '../../shared/model/enterprise.js';
import { likePairs, nameCore, plainName } from '../../shared/model/enterprise-likeness.js';
import { dump } from '../helpers/dump.js';
import { inProcessParser } from '../helpers/in-process-parser.js';
import { addSampleUnits, contextOf, openTestStore } from '../helpers/memory-store.js';

let ctx: Ctx;
beforeEach(async () => {
  const store = await openTestStore();
  addSampleUnits(store);
  ctx = contextOf(store, { parser: inProcessParser });
});

const code = (body: string): string => body + usccCheck(body)!;
const CODE_A = code('91370400123456789');
const CODE_B = code('91370400987654321');

function add(name: string, changes: Partial<EnterpriseDraft> = {}) {
  return register.save(ctx, { id: null, enterprise: enterpriseDraft(name, changes) });
}

const undoLast = (): unknown => history.undo(ctx, { id: history.list(ctx, { limit: 1 }).changes[0]!.id });
const listed = (changes: Partial<Parameters<typeof register.list>[1]> = {}) =>
  register.list(ctx, { text: '', unitId: null, tag: null, offset: 0, limit: 100, ...changes });

describe('likeness', () => {
  test.each([
    ['山东威智百科药业有限责任公司', '山东威智百科药业有限公司'],
    ['滕州（威达）机床股份有限公司', '滕州(威达)机床有限公司'],
    ['ＡＢＣ 科技有限公司', 'abc科技有限公司'],
  ])('%s and %s read as one name', (a, b) => expect(plainName(a)).toBe(plainName(b)));

  test('the core of a name is without place and legal form', () => {
    expect(nameCore('山东省滕州市威达机床有限公司')).toBe('威达机床');
    expect(nameCore('枣庄鑫金山智能机械股份有限公司')).toBe('枣庄鑫金山智能机械');
  });

  const named = (id: number, name: string, uscc: string | null = null) => ({
    id,
    name,
    uscc,
    formerNames: [] as string[],
    shortNames: [] as string[],
  });
  test('pairs: one body code, one name, one character apart; codes that differ rule a likeness out, not an equal name', () => {
    const body = code(`A1370400${CODE_A.slice(8, 17)}`);
    expect(likePairs([named(1, '甲厂', CODE_A), named(2, '乙公司', body)])).toEqual([
      { a: 1, b: 2, likeness: 'same-code' },
    ]);
    expect(likePairs([named(1, '威达机床公司', CODE_A), named(2, '威达机床有限公司', CODE_B)])).toEqual([
      { a: 1, b: 2, likeness: 'same-name' },
    ]);
    const [a, b] = ['枣庄市威达重工机床有限公司', '滕州市威达重工机城有限公司'];
    expect(likePairs([named(1, a), named(2, b)])).toEqual([{ a: 1, b: 2, likeness: 'alike' }]);
    expect(likePairs([named(1, a, CODE_A), named(2, b, CODE_B)])).toEqual([]);
    expect(likePairs([named(1, '枣庄金山公司'), named(2, '枣庄银河公司')])).toEqual([]);
  });

  test('a known name of one is the name of the other', () => {
    expect(likePairs([{ ...named(1, '新名称公司'), formerNames: ['旧名称公司'] }, named(2, '旧名称有限公司')])).toEqual(
      [{ a: 1, b: 2, likeness: 'same-name' }],
    );
  });
});

test('5000 names are compared in seconds: every one with every other one would take minutes', () => {
  const many = Array.from({ length: 5000 }, (_, id) => ({
    id,
    uscc: null,
    name: `枣庄市第${id * 7919}号精密机械制造有限公司`,
    formerNames: [],
    formerCodes: [],
    shortNames: [],
  }));
  const start = performance.now();
  likePairs(many);
  expect(performance.now() - start).toBeLessThan(20_000);
});

test('search by code, known names and pinyin initials; filters by unit and tag', () => {
  add('滕州威达机床有限公司', { uscc: CODE_A, unitId: 1, tags: ['高企', '规上'], shortNames: ['威达'] });
  add('山东新名称有限公司', { unitId: 2, tags: ['高企'], formerNames: ['枣庄旧名称厂'] });
  const names = (changes: Parameters<typeof listed>[0]) => listed(changes).enterprises.map((one) => one.name);
  expect(names({ text: 'wdjc' })).toEqual(['滕州威达机床有限公司']);
  expect(names({ text: 'zzjmcc' })).toEqual(['山东新名称有限公司']);
  expect(names({ text: CODE_A.slice(8, 17) })).toEqual(['滕州威达机床有限公司']);
  expect(names({ text: '旧名称' })).toEqual(['山东新名称有限公司']);
  expect(names({ text: '100%' })).toEqual([]);
  expect(names({ unitId: 2 })).toEqual(['山东新名称有限公司']);
  expect(names({ tag: '规上' })).toEqual(['滕州威达机床有限公司']);
  expect(listed().tags).toEqual([
    { tag: '高企', count: 2 },
    { tag: '规上', count: 1 },
  ]);
});

test('a name that was pasted with the line ends of Word is the name in one line', () => {
  const { id: _id, ...draft } = add('甲有限公司');
  const parsed = CALLS['enterprises.save'].params.parse({ id: null, enterprise: { ...draft, name: '戊\n有限公司' } });
  expect(parsed.enterprise.name).toBe('戊有限公司');
});

test('a name is one name in whatever width its brackets were typed, on the page, in a ledger and in what is searched for', () => {
  const typed = '甲（集团）股份 有限公司';
  const { id } = register.save(
    ctx,
    CALLS['enterprises.save'].params.parse({
      id: null,
      enterprise: enterpriseDraft(typed, { formerNames: ['乙（甲）厂'] }),
    }),
  );
  const row = { unit: '滕州市', bank: '农行', amount: '500', registeredOn: '2022-03-01' };
  const rows = [typed, '甲(集团)股份有限公司', '乙（甲）厂'].map((enterprise, n) => ({
    id: null,
    values: { ...row, enterprise, amount: String(500 + n) },
  }));
  const saved = ledgers.save(ctx, CALLS['ledgers.save'].params.parse({ ledger: 'pledge', period: '2022-07', rows }));
  expect(saved.saved).toBe(true);
  expect(listed().total).toBe(1);
  for (const text of ['（集团）', '(集团)', '甲（集团）股份 有限'])
    expect(listed({ text }).enterprises.map((one) => one.id)).toEqual([id]);
  const found = (filter: object): number =>
    ledgers.rows(
      ctx,
      CALLS['ledgers.rows'].params.parse({ ledger: 'pledge', filter, sort: [], page: { offset: 0, limit: 10 } }),
    ).total;
  expect(found({ text: '（集团）', conditions: [] })).toBe(2);
  expect(found({ text: '', conditions: [{ op: 'contains', field: 'enterprise', text: '（集团）' }] })).toBe(2);
});

test('an enterprise that was stored with wide brackets is found, is meant by files, and gets no former name from its spelling', () => {
  const { id, ...draft } = add('甲（集团）股份 有限公司', { formerNames: ['乙（甲）厂'] });
  for (const text of ['（集团）', '甲(集团)股份', '甲（集团）股份 有', '乙（甲', '乙(甲'])
    expect([listed({ text }).total, register.search(ctx, { text }).enterprises.length]).toEqual([1, 1]);
  const other = add('丙（集团）有限公司').id;
  for (const rows of [1, 1000]) {
    const lookup = enterpriseLookup(ctx.store, rows);
    expect([lookup.byName('丙(集团)有限公司'), lookup.byName('乙(甲)厂')]).toEqual([[other], [id]]);
  }
  // Where both spellings are stored each name means its own entry, as before.
  const narrow = add('丙(集团)有限公司').id;
  for (const rows of [1, 1000]) expect(enterpriseLookup(ctx.store, rows).byName('丙(集团)有限公司')).toEqual([narrow]);
  expect(register.merge(ctx, { keep: narrow, drop: other }).enterprise.formerNames).toEqual([]);
  const saved = register.save(
    ctx,
    CALLS['enterprises.save'].params.parse({ id, enterprise: { ...draft, note: '龙头' } }),
  );
  expect(saved).toMatchObject({ name: '甲(集团)股份有限公司', formerNames: ['乙(甲)厂'], note: '龙头' });
});

test('an enterprise that was stored with wide letters is found, and so are rows in which it is a party by another spelling', () => {
  const { id } = add('ＡＢＣ科技（山东）有限公司');
  for (const text of ['ABC科技(山东)', 'ＡＢＣ', 'abc科技'])
    expect([text, register.search(ctx, { text }).enterprises.map((one) => one.id)]).toEqual([text, [id]]);
  for (const rows of [1, 1000]) expect(enterpriseLookup(ctx.store, rows).byName('ABC科技(山东)有限公司')).toEqual([id]);

  const kept = add('丙(集团)有限公司');
  const row = { unit: '滕州市', caseNo: '滕市监处罚〔2022〕11号', category: '商标', filedOn: '2022-03-01' };
  ledgers.save(
    ctx,
    CALLS['ledgers.save'].params.parse({
      ledger: 'enforcement',
      period: '2022-07',
      rows: [{ id: null, values: { ...row, party: '丙（集团）有限公司' } }],
    }),
  );
  const page = enterprises.get(ctx, { id: kept.id });
  expect(page.ledgers.map(({ ledger, total }) => [ledger, total])).toEqual([['enforcement', 1]]);
});

describe('the page of one enterprise', () => {
  const fields = {
    pledge: (enterprise: string) => ({
      unit: '滕州市',
      enterprise,
      bank: '农行',
      amount: '500',
      registeredOn: '2022-03-01',
    }),
  };
  const save = (ledger: string, values: Record<string, string>) => {
    const params = CALLS['ledgers.save'].params.parse({ ledger, rows: [{ id: null, values }], period: '2022-07' });
    const answer = ledgers.save(ctx, params);
    expect(answer.rows[0]!.findings.filter((one) => one.severity === 'block')).toEqual([]);
    return answer;
  };

  test('holds the rows of every ledger, sums, cases by the name of the party, and the history', () => {
    const one = add('滕州威达机床有限公司', { uscc: CODE_A });
    save('pledge', fields.pledge('滕州威达机床有限公司'));
    save('pledge', { ...fields.pledge('滕州威达机床有限公司'), bank: '工行', amount: '300.5' });
    save('enforcement', {
      unit: '滕州市',
      caseNo: '滕市监处〔2022〕1号',
      category: '商标',
      party: '滕州威达机床有限公司',
      filedOn: '2022-02-02',
      status: '立案',
    });
    register.save(ctx, { id: one.id, enterprise: { ...one, name: '威达重工股份有限公司', tags: ['规上'] } });
    const page = enterprises.get(ctx, { id: one.id });
    expect(CALLS['enterprises.get'].result.parse(page)).toEqual(page);
    expect(page.ledgers.map(({ ledger, total }) => [ledger, total])).toEqual([
      ['pledge', 2],
      ['enforcement', 1],
    ]);
    expect(page.ledgers[0]!.sums).toContainEqual({ label: '融资金额（万元）', text: '800.50' });
    expect(page.ledgers[0]!.columns.map((column) => column.head)).not.toContain('统一社会信用代码');
    expect(page.changes.map((change) => change.label)).toEqual([
      '修改企业：威达重工股份有限公司',
      '新增企业：滕州威达机床有限公司',
    ]);
    expect(page.changes[0]!.fields).toEqual([
      { label: '企业名称', before: '滕州威达机床有限公司', after: '威达重工股份有限公司' },
      { label: '标签', before: '', after: '规上' },
      { label: '曾用名、简称', before: '', after: '滕州威达机床有限公司' },
    ]);
    expect(listed().enterprises[0]!.entries).toBe(2);
  });

  test('holds what it took part in under its name: disputes on either side, the counter, visits, complaints, stations', () => {
    const name = '枣庄宏业化工有限公司';
    const one = add(name, {});
    save('ruling', {
      unit: '滕州市',
      kind: '行政裁决',
      applicant: '甲公司',
      respondent: name,
      acceptedOn: '2022-03-01',
    });
    save('ruling', {
      unit: '滕州市',
      kind: '人民调解',
      applicant: name,
      respondent: '乙公司',
      acceptedOn: '2022-02-01',
    });
    save('transfer', { unit: '滕州市', kind: '转让', enterprise: '丙公司', otherParty: name, signedOn: '2022-03-02' });
    save('aid', {
      unit: '滕州市',
      kind: '维权援助',
      enterprise: '丁公司',
      opponent: name,
      matter: '侵权',
      acceptedOn: '2022-03-03',
    });
    save('window', { unit: '滕州市', kind: '商标注册', applicant: name, receivedOn: '2022-03-04' });
    save('inquiry', { unit: '滕州市', topic: '贯标', visitor: name, askedOn: '2022-03-05' });
    save('complaint', {
      unit: '滕州市',
      source: '12345热线',
      matter: '商标',
      person: '某人',
      respondent: name,
      receivedOn: '2022-03-06',
    });
    save('site', {
      unit: '滕州市',
      kind: '商标品牌指导站',
      name: '指导站',
      host: name,
      openedOn: '2022-03-07',
      level: '市级',
    });
    const found = enterprises.get(ctx, { id: one.id }).ledgers;
    expect(found.map(({ ledger, total }) => [ledger, total])).toEqual([
      ['transfer', 1],
      ['ruling', 2],
      ['aid', 1],
      ['window', 1],
      ['inquiry', 1],
      ['complaint', 1],
      ['site', 1],
    ]);
    const heads = (ledger: string) => found.find((part) => part.ledger === ledger)!.columns.map(({ head }) => head);
    // On which side it stood is told; its own name need not be repeated.
    expect(heads('ruling')).toEqual(expect.arrayContaining(['请求人', '被请求人']));
    expect(heads('transfer')).toContain('本地企业');
    expect(heads('transfer')).not.toContain('对方当事人');
    expect(heads('complaint')).toContain('投诉人');
    expect(heads('complaint')).not.toContain('被投诉人');
    expect(heads('window')).not.toContain('申请人');
  });

  test('a pair is proposed until it is merged or kept apart, and both can be undone', () => {
    const [a, b] = [add('滕州威达机床有限公司', { uscc: CODE_A }), add('滕州威达机床有限责任公司')];
    save('pledge', fields.pledge('滕州威达机床有限责任公司'));
    const pairs = () =>
      enterprises.duplicates(ctx).pairs.map((pair) => [pair.likeness, pair.a.id, pair.b.id, pair.b.entries]);
    expect(pairs()).toEqual([['same-name', a.id, b.id, 1]]);
    const before = dump(ctx.store.db);
    enterprises.keepApart(ctx, { a: b.id, b: a.id });
    expect(pairs()).toEqual([]);
    undoLast();
    expect(dump(ctx.store.db)).toEqual(before);
    expect(register.merge(ctx, { keep: a.id, drop: b.id }).moved).toBe(1);
    expect(pairs()).toEqual([]);
    expect(enterprises.get(ctx, { id: a.id }).ledgers[0]!.total).toBe(1);
    undoLast();
    expect(dump(ctx.store.db)).toEqual(before);
    expect(pairs()).toEqual([['same-name', a.id, b.id, 1]]);
  });

  test('a merge is not taken back below a later row of the one that is gone: it would stay with the other', () => {
    const put = (enterprise: string, uscc: string | null, registeredOn: string): void => {
      const values = { unit: '滕州市', enterprise, uscc, bank: '工商银行', amount: '10', registeredOn };
      const params = { ledger: 'pledge', period: '2022-07', rows: [{ id: null, values }] };
      expect(ledgers.save(ctx, CALLS['ledgers.save'].params.parse(params)).saved).toBe(true);
    };
    const a = add('甲公司');
    const b = add('乙公司', { uscc: CODE_B });
    put('甲公司', null, '2022-03-01');
    put('乙公司', CODE_B, '2022-03-02');
    register.merge(ctx, { keep: a.id, drop: b.id });
    const merged = history.list(ctx, { limit: 1 }).changes[0]!.id;
    put('甲公司', null, '2022-03-03');
    for (const name of ['乙公司', '乙厂']) {
      const before = dump(ctx.store.db);
      put(name, name === '乙厂' ? CODE_B : null, '2022-03-04');
      expect(() => history.undo(ctx, { id: merged })).toThrowError(
        expect.objectContaining({
          code: 'data.undo-conflict',
          params: expect.objectContaining({
            what: '之后又按这样改动的企业名称或代码登记过记录（专利权质押融资：新增1条），请先撤销后面的操作',
          }),
        }),
      );
      history.undo(ctx, { id: history.list(ctx, { limit: 1 }).changes[0]!.id });
      expect(dump(ctx.store.db)).toEqual(before);
    }
    history.undo(ctx, { id: merged });
    const rows = ctx.store.db.prepare('SELECT enterprise_name, enterprise_id FROM ledger_pledge').raw().all();
    expect(rows).toEqual([
      ['甲公司', a.id],
      ['乙公司', b.id],
      ['甲公司', a.id],
    ]);
  });

  test('a rename is not taken back below a later row of the new name: the next one would be another enterprise', () => {
    const put = (enterprise: string, uscc: string | null, registeredOn: string): void => {
      const values = { unit: '滕州市', enterprise, uscc, bank: '工商银行', amount: '10', registeredOn };
      const params = { ledger: 'pledge', period: '2022-07', rows: [{ id: null, values }] };
      expect(ledgers.save(ctx, CALLS['ledgers.save'].params.parse(params)).saved).toBe(true);
    };
    const lastStep = (): number => history.list(ctx, { limit: 1 }).changes[0]!.id;
    const { id, ...draft } = add('甲公司');
    put('甲公司', null, '2022-03-01');
    register.save(ctx, { id, enterprise: { ...draft, name: '甲集团', uscc: CODE_A } });
    const renamed = lastStep();
    const before = dump(ctx.store.db);
    for (const [name, code] of [
      ['甲集团', null],
      ['甲厂', CODE_A],
    ] as const) {
      put(name, code, '2022-03-02');
      expect(() => history.undo(ctx, { id: renamed })).toThrowError(
        expect.objectContaining({
          params: expect.objectContaining({
            what: '之后又按这样改动的企业名称或代码登记过记录（专利权质押融资：新增1条），请先撤销后面的操作',
          }),
        }),
      );
      history.undo(ctx, { id: lastStep() });
      expect(dump(ctx.store.db)).toEqual(before);
    }
    // By the name that it has again it is found without the code, too.
    put('甲公司', CODE_A, '2022-03-02');
    history.undo(ctx, { id: renamed });
    expect(ctx.store.db.prepare('SELECT DISTINCT enterprise_id FROM ledger_pledge').pluck().all()).toEqual([id]);
  });

  test('rows of an officer-made ledger go with a merge, also while their field of the enterprise is taken out', () => {
    const [a, b] = [add('威达机床有限公司'), add('威达重工有限公司')];
    const known = {
      title: '供需对接表',
      fields: [
        { name: 'enterprise', label: '企业', kind: 'enterprise' },
        { name: 'x1', label: '需求', kind: 'text' },
      ],
    };
    const define = (ledger: string | null, isHidden: boolean): string => {
      const [first, ...rest] = known.fields;
      const definition = { ...known, fields: [{ ...first, isHidden }, ...rest] };
      return definitions.define(ctx, CALLS['ledgers.define'].params.parse({ ledger, definition })).ledger;
    };
    const own = define(null, false);
    save(own, { enterprise: '威达重工有限公司', x1: '贷款' });
    define(own, true);
    const before = dump(ctx.store.db);
    expect(register.merge(ctx, { keep: a.id, drop: b.id }).moved).toBe(1);
    const texts = ctx.store.db.prepare('SELECT extra FROM ledger_own').pluck().all();
    expect(texts).toEqual([JSON.stringify({ enterprise: { name: '威达重工有限公司', id: a.id }, x1: '贷款' })]);
    undoLast();
    expect(dump(ctx.store.db)).toEqual(before);
  });

  const pledgeOf = (name: string, uscc: string): unknown =>
    save('pledge', { ...fields.pledge(name), uscc, bank: `${name}的银行` });

  test('after merging, the dropped code finds the one that is kept: typed, in long files, in lists and in the search', async () => {
    const [a, b] = [add('威达机床有限公司', { uscc: CODE_A }), add('威达重工有限公司', { uscc: CODE_B })];
    const before = dump(ctx.store.db);
    const { enterprise } = register.merge(ctx, { keep: a.id, drop: b.id });
    expect([enterprise.uscc, enterprise.formerCodes, enterprise.note]).toEqual([CODE_A, [CODE_B], '']);
    pledgeOf('威达重工有限公司', CODE_B);
    pledgeOf('再次改名有限公司', CODE_B);
    expect(listed().enterprises.map(({ id, entries }) => [id, entries])).toEqual([[a.id, 2]]);
    expect(listed({ text: CODE_B.slice(2, 12) }).total).toBe(1);
    expect(enterpriseLookup(ctx.store, 1000).byCode(CODE_B)).toBe(a.id);
    // Nobody else can take it while it is known here, and it is no duplicate of itself.
    expect(() => add('别家有限公司', { uscc: CODE_B })).toThrow(
      expect.objectContaining({
        params: { what: `统一社会信用代码为${CODE_B}的企业（“威达机床有限公司”的曾用代码）` },
      }),
    );
    const exported = await enterprises.exportList(ctx);
    expect(await enterprises.importList(ctx, { file: exported, apply: true })).toMatchObject({ changed: [], same: 1 });
    for (let n = 0; n < 3; n += 1) history.undo(ctx, { id: history.next(ctx).undo!.id });
    expect(dump(ctx.store.db)).toEqual(before);
  });

  test('the one whose code becomes the former one keeps both; a removed code is another enterprise again', () => {
    const [a, b] = [add('威达机床有限公司', { uscc: CODE_A }), add('威达重工有限公司', { uscc: CODE_B })];
    const { id: _id, ...kept } = register.merge(ctx, { keep: a.id, drop: b.id }).enterprise;
    const swapped = register.save(ctx, { id: a.id, enterprise: { ...kept, uscc: CODE_B } });
    expect([swapped.uscc, swapped.formerCodes]).toEqual([CODE_B, [CODE_A]]);
    const change = enterprises.get(ctx, { id: a.id }).changes[0]!.fields.find(({ label }) => label === '曾用代码');
    expect([change?.before, change?.after]).toEqual([CODE_B, CODE_A]);
    register.save(ctx, { id: a.id, enterprise: { ...kept, uscc: CODE_B, formerCodes: [] } });
    pledgeOf('威达铸造有限公司', CODE_A);
    expect(listed().total).toBe(2);
  });
});
