// Pure parts of 首页, 汇总表, the palette and the error texts.

import { describe, expect, it } from 'vitest';

import { isStaleAfter } from '../../renderer/api/stale.js';
import { showError } from '../../renderer/api/show-error.js';
import { matchesQuery, pinyinInitials } from '../../shared/model/pinyin.js';
import { stepToRedo, undoneLabel } from '../../shared/model/undo-steps.js';
import { allAddresses, PAGE_TABS, tabOf } from '../../renderer/pages.js';
import { barPercent, changeWords, lastYearWords, sourceWords } from '../../renderer/features/home/overview.js';
import { paginate, type Heights, type PaperPage } from '../../renderer/features/tables/paginate.js';
import { optionsText, parseOptions } from '../../renderer/features/tables/remembered-options.js';
import type { ChangeSet } from '../../shared/contract/calls/system.js';

describe('the palette', () => {
  it('finds 滕州市 by its pinyin initials', () => {
    expect(pinyinInitials('滕州市')).toBe('tzs');
    expect(matchesQuery('tzs', '滕州市')).toBe(true);
    expect(matchesQuery('PCT', 'PCT国际专利申请量')).toBe(true);
    expect(matchesQuery('xc', '滕州市')).toBe(false);
  });
  it('leads to every page and every tab of one', () => {
    const found = allAddresses();
    for (const [page, tabs] of Object.entries(PAGE_TABS))
      for (const rest of Object.keys(tabs)) expect(found).toContainEqual(expect.objectContaining({ page, rest }));
    expect(found).toContainEqual({ page: 'values', rest: 'charts', label: '统计数据 › 图表' });
    expect(new Set(found.map(({ label }) => label)).size).toBe(found.length);
  });
  it('takes an address below a tab for that tab, and any other for the first', () => {
    expect(tabOf('values', 'insights/rule:3')).toBe('insights');
    expect(tabOf('values', 'unit-3')).toBe('');
    expect(tabOf('ledgers', 'pledge/12')).toBe('');
    expect(tabOf('ledgers', 'constructor')).toBe('');
  });
});

describe('key figures', () => {
  it('show growth by arrow and sign', () => {
    expect(changeWords('-2.6')).toBe('↓ 2.6%');
    expect(changeWords('175.0')).toBe('↑ 175.0%');
    expect(changeWords('0.0')).toBe('= 0.0%');
    expect(changeWords('—')).toBe('—');
  });
  it('show last year beside the change, and none that is the sum of some units only', () => {
    expect(lastYearWords({ change: '9.2', lastYear: '346' })).toBe('上年同期 346');
    expect(lastYearWords({ change: '—', lastYear: '816' })).toBe('与上年同期不可比');
    expect(lastYearWords({ change: '—', lastYear: '0.00' })).toBe('上年同期 0.00');
    expect(lastYearWords({ change: '', lastYear: '' })).toBe('');
  });
  it('say that the years come from different sources, where there is a change at all', () => {
    expect(sourceWords({ change: '9.2', hasOtherSourceLastYear: true })).toBe('与上年同期数来源不同，同比仅供参考');
    expect(sourceWords({ change: '—', hasOtherSourceLastYear: true })).toBe('');
    expect(sourceWords({ change: '9.2', hasOtherSourceLastYear: false })).toBe('');
  });
  it('fill a bar and no more', () => {
    expect(barPercent('112.5')).toBe(100);
    expect(barPercent('53.6%')).toBe(53.6);
  });
});

describe('pages of the paper', () => {
  const rows = Array.from({ length: 10 }, () => 20);
  const blocks = rows.map((_, index) => [index, index + 1] as const);
  const heights = (part: Partial<Heights>): Heights => ({
    top: 0,
    parts: [{ caption: 0, head: 0, rows }],
    notes: [],
    signature: 0,
    page: 200,
    ...part,
  });
  const rowsOf = (pages: PaperPage[]) => pages.map(({ sections }) => sections.map(({ first, end }) => [first, end]));
  const notesOf = (pages: PaperPage[]) => pages.map(({ notes }) => [notes.first, notes.end]);

  it('repeat the head and keep the notes after the last row', () => {
    const pages = paginate(blocks, heights({ top: 50, parts: [{ caption: 0, head: 30, rows }], notes: [20] }));
    expect(rowsOf(pages)).toEqual([[[0, 6]], [[6, 10]]]);
    expect(notesOf(pages)).toEqual([
      [0, 0],
      [0, 1],
    ]);
  });
  it('let notes run on: those that fit stay with the table', () => {
    const nine = { parts: [{ caption: 0, head: 0, rows: rows.slice(1) }] };
    const pages = paginate(blocks.slice(0, 9), heights({ ...nine, notes: [10, 10, 10, 10] }));
    expect(rowsOf(pages)).toEqual([[[0, 9]], []]);
    expect(notesOf(pages)).toEqual([
      [0, 2],
      [2, 4],
    ]);
  });
  it('take the last row over to the signature, so that nobody signs under nothing', () => {
    const pages = paginate(blocks, heights({ notes: [10, 10], signature: 30 }));
    expect(rowsOf(pages)).toEqual([[[0, 9]], [[9, 10]]]);
    expect(notesOf(pages)).toEqual([
      [0, 0],
      [0, 2],
    ]);
    expect(pages.map((page) => page.hasSignature)).toEqual([false, true]);
  });
  it('keep notes and signature on the page where they fit', () => {
    const pages = paginate(
      blocks.slice(0, 5),
      heights({ parts: [{ caption: 0, head: 0, rows: rows.slice(5) }], notes: [10, 10], signature: 30 }),
    );
    expect(pages).toHaveLength(1);
    expect(pages[0]).toMatchObject({ notes: { first: 0, end: 2 }, hasSignature: true });
  });
  it('end, whatever the notes: one that is longer than a page, and a signature alone', () => {
    const long = paginate(blocks, heights({ notes: [500, 10], signature: 30 }));
    expect(long.at(-1)).toMatchObject({ notes: { first: 1, end: 2 }, hasSignature: true });
    expect(paginate(blocks, heights({ signature: 30 })).map((page) => page.hasSignature)).toEqual([false, true]);
  });
  it('put a second block of columns under the first where it fits, else on a page of its own', () => {
    const part = { caption: 10, head: 20, rows: [20, 20] };
    const two = (page: number) =>
      paginate(blocks.slice(0, 2), heights({ parts: [{ ...part, caption: 0 }, part], notes: [10], page }));
    expect(two(200)).toHaveLength(1);
    expect(two(200)[0]?.sections.map((section) => section.hasCaption)).toEqual([false, true]);
    expect(rowsOf(two(110))).toEqual([[[0, 2]], [[0, 2]]]);
  });
});

describe('redo', () => {
  const step = (id: number, kind: string, label: string, part: Partial<ChangeSet> = {}): ChangeSet => ({
    id,
    at: '',
    operator: '',
    label,
    kind,
    undone: false,
    canUndo: true,
    ...part,
  });
  const [a, b] = [step(1, 'import', '甲'), step(2, 'import', '乙')];
  it('means the newest 撤销 that stands', () => {
    const changes = [step(3, 'undo', '撤销：乙'), { ...b, undone: true }, a] as ChangeSet[];
    expect(undoneLabel(stepToRedo(changes)!)).toBe('乙');
  });
  it('goes on through several undone steps and ends with the next new one', () => {
    const undoB = step(3, 'undo', '撤销：乙');
    const undoA = step(4, 'undo', '撤销：甲', { undone: true });
    const redoA = step(5, 'undo', '重做：甲', { canUndo: false });
    const changes = [redoA, undoA, undoB, { ...b, undone: true }, a] as ChangeSet[];
    expect(stepToRedo(changes)?.id).toBe(3);
    expect(stepToRedo([step(6, 'values', '丙'), ...changes])).toBeNull();
  });
});

describe('remembered options of the paper', () => {
  it('come back, and broken, foreign or oversized ones are skipped', () => {
    const kept = parseOptions(optionsText({ 汇总: { paper: 'A3', orientation: 'landscape', codes: ['C05'] }, 空: {} }));
    expect(kept).toEqual({ 汇总: { paper: 'A3', orientation: 'landscape' } });
    for (const text of [null, '', '{', '[]', '{"汇总":{"paper":"A5"}}']) expect(parseOptions(text)).toEqual({});
    const many = Object.fromEntries(Array.from({ length: 200 }, (_, n) => [`表${n}`, { paper: 'A3' as const }]));
    const text = optionsText(many);
    expect(text.length).toBeLessThanOrEqual(2000);
    expect(Object.keys(parseOptions(text)).length).toBeGreaterThan(10);
  });
});

describe('errors and refreshing', () => {
  it('keep codes off the surface and behind the details', () => {
    const shown = showError({ code: 'file.locked', params: { name: '滕州市.xlsx' }, detail: 'EBUSY', reference: 'a1' });
    expect(shown.text).toContain('“滕州市.xlsx”正被其他程序占用');
    expect(shown.text).not.toContain('file.locked');
    expect(shown.detail).toContain('file.locked');
    expect(shown.detail).toContain('a1');
  });
  it('ask again only for what has changed', () => {
    expect(isStaleAfter('values.grid', ['backups'])).toBe(false);
    expect(isStaleAfter('values.grid', ['values'])).toBe(true);
    expect(isStaleAfter('system.status', ['backups'])).toBe(true);
  });
  it('know that a printed number may be what a ledger counts, and that a ledger is compared with submissions', () => {
    for (const name of [
      'values.grid',
      'values.detail',
      'tables.build',
      'targets.matrix',
      'schemes.result',
      'insights.list',
    ] as const)
      expect(isStaleAfter(name, ['ledgers', 'history']), name).toBe(true);
    for (const name of ['values.grid', 'tables.build', 'targets.matrix'] as const)
      expect(isStaleAfter(name, ['tasks']), name).toBe(true);
    expect(isStaleAfter('ledgers.reconcile', ['values'])).toBe(true);
  });
});
