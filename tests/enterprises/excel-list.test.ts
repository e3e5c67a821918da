// The enterprise register as an Excel list: whom a row means, what is refused, what comes back by undo.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { writeXlsx } from 'hucre/xlsx';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';

import type { Ctx } from '../../electron/core/context.js';
import * as enterprises from '../../electron/core/enterprises/handlers.js';
import * as history from '../../electron/core/history/handlers.js';
import * as register from '../../electron/core/ledgers/register.js';
import { enterpriseDraft } from '../helpers/enterprise-draft.js';
import { readInProcess } from '../helpers/read-in-process.js';
import { usccCheck } from '../../shared/checks/codes/uscc.js';
import type { EnterpriseDraft } from '../../shared/model/enterprise.js';
import { dump } from '../helpers/dump.js';
import { inProcessParser } from '../helpers/in-process-parser.js';
import { addSampleUnits, contextOf, openTestStore } from '../helpers/memory-store.js';

const folder = mkdtempSync(join(tmpdir(), 'ip-ledger-enterprises-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let ctx: Ctx;
let count = 0;
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

describe('the Excel list', () => {
  type Line = (string | number | null)[];
  const HEADS = ['企业名称', '统一社会信用代码', '曾用名', '简称', '区（市）', '行业', '标签', '备注'];
  const file = async (rows: Line[]) => {
    const path = join(folder, `${(count += 1)}.xlsx`);
    writeFileSync(path, await writeXlsx({ sheets: [{ name: '企业名录', rows }] }));
    return ctx.files.register(path, '企业名录.xlsx', 1);
  };
  const take = async (rows: Line[], apply = true) => enterprises.importList(ctx, { file: await file(rows), apply });

  test('what is exported comes back as the same', async () => {
    add('滕州威达机床有限公司', {
      uscc: CODE_A,
      unitId: 1,
      tags: ['高企', '规上'],
      formerNames: ['老厂'],
      note: '一\n二',
    });
    add('同名公司');
    add('同名公司', { uscc: CODE_B });
    const exported = await enterprises.exportList(ctx);
    expect(readInProcess(ctx.files.path(exported.id), exported.name).sheets[0]!.name).toBe('企业名录');
    const again = await enterprises.importList(ctx, { file: exported, apply: true });
    expect(again).toMatchObject({ added: [], changed: [], same: 3 });
    expect(again.issues.filter((issue) => issue.severity === 'block')).toEqual([]);
  });

  test('a former code that is another enterprise’s is refused, as on the page: one code would mean two', async () => {
    const [one, other] = [add('甲公司', { uscc: CODE_A }), add('乙公司')];
    const rows: Line[] = [
      ['企业名称', '统一社会信用代码', '曾用代码'],
      ['乙公司', CODE_B, CODE_A],
      ['丙公司', null, CODE_A],
      ['甲公司', CODE_A, null],
    ];
    const { applied, issues } = await take(rows);
    expect(applied).toBe(false);
    expect(issues.filter(({ severity }) => severity === 'block').map(({ cell }) => cell)).toEqual(['C2', 'C3']);
    expect(issues[0]!.message).toContain(`曾用代码${CODE_A}是名录中“甲公司”的，不能也是“乙公司”的`);
    // Merged, it is its own.
    register.merge(ctx, { keep: other.id, drop: one.id });
    expect(await take([rows[0]!, ['乙公司', CODE_A, CODE_B]])).toMatchObject({ applied: true, changed: ['乙公司'] });
  });

  test('a row is found by its code, else by its name; a new name of a known code leaves the old as 曾用名; undo takes all back', async () => {
    add('滕州威达机床有限公司', { uscc: CODE_A, unitId: 1 });
    add('枣庄旧厂', {});
    const before = dump(ctx.store.db);
    const rows: Line[] = [
      HEADS,
      ['威达重工股份有限公司', CODE_A, null, null, '滕州市', '机床', '规上', null],
      ['枣庄旧厂', CODE_B, null, null, '薛城区', null, null, null],
      ['全新科技有限公司', null, null, '全新', '山亭区', null, '高企；专精特新', null],
    ];
    expect(await take(rows, false)).toMatchObject({ added: ['全新科技有限公司'], applied: false });
    expect(dump(ctx.store.db)).toEqual(before);
    expect(await take(rows)).toMatchObject({ changed: ['威达重工股份有限公司', '枣庄旧厂'], applied: true });
    const found = listed({ text: CODE_A }).enterprises[0]!;
    expect(found).toMatchObject({
      name: '威达重工股份有限公司',
      formerNames: ['滕州威达机床有限公司'],
      tags: ['规上'],
    });
    expect(listed({ text: CODE_B }).enterprises[0]!.name).toBe('枣庄旧厂');
    undoLast();
    expect(dump(ctx.store.db)).toEqual(before);
  });

  test.each<{ what: string; row: Line; cell: string }>([
    { what: 'a wrong code', row: ['甲公司', '91370400123456789A', null, null, null, null, null, null], cell: 'B2' },
    { what: 'a unit that nobody knows', row: ['甲公司', null, null, null, '某县', null, null, null], cell: 'E2' },
    { what: 'a name too short', row: ['甲', null, null, null, null, null, null, null], cell: 'A2' },
  ])('$what blocks with its cell', async ({ row, cell }) => {
    const result = await take([HEADS, row]);
    expect(result.applied).toBe(false);
    expect(result.issues.filter((issue) => issue.severity === 'block').map((issue) => issue.cell)).toEqual([cell]);
    expect(listed().total).toBe(0);
  });

  test('one enterprise in two rows, and a name that two entries carry, are not guessed', async () => {
    add('同名公司');
    add('同名公司', { uscc: CODE_A });
    add('双名甲公司', { formerNames: ['旧名公司'] });
    add('双名乙公司', { formerNames: ['旧名公司'] });
    const blank = [null, null, null, null, null];
    const result = await take([
      HEADS,
      ['旧名公司', null, null, ...blank],
      ['双名甲公司', null, null, ...blank],
      ['双名甲公司', null, '别的名', ...blank],
    ]);
    expect(result.issues.filter((issue) => issue.severity === 'block').map((issue) => issue.cell)).toEqual([
      'A4',
      'A2',
    ]);
    expect(result.applied).toBe(false);
  });

  test('a new name with a code and without, and a code that is one’s and was another’s, are one enterprise in two rows', async () => {
    const rows: Line[] = [
      ['企业名称', '统一社会信用代码', '曾用代码'],
      ['甲公司', null, null],
      ['甲公司', CODE_A, null],
      ['乙公司', CODE_B, null],
      ['丙公司', null, CODE_B],
    ];
    const { applied, issues } = await take(rows);
    expect(applied).toBe(false);
    expect(issues.map(({ rule, cell }) => [rule, cell])).toEqual([
      ['list.twice', 'A2'],
      ['list.twice', 'A5'],
    ]);
    expect(issues[0]!.message).toContain('与A3是同一家企业');
    expect(await take([rows[0]!, rows[2]!, rows[3]!])).toMatchObject({ applied: true, issues: [] });
  });
});
