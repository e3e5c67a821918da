// Files of 目标任务 and 分析提示: the notice as letter and sheets, the workbook with one sheet per unit, rows high enough for words.

import { readFileSync } from 'node:fs';

import { strFromU8, unzipSync } from 'fflate';
import { beforeEach, expect, test } from 'vitest';

import type { Ctx } from '../../electron/core/context.js';
import { exportInsights } from '../../electron/core/insights/handlers.js';
import { exportScheme, exportTargets, schemeSave } from '../../electron/core/targets/handlers.js';
import type { FileRef } from '../../shared/model/file-ref.js';
import { contextOf, openSampleStore } from '../helpers/memory-store.js';
import { schemeItem, unitScheme } from '../helpers/score-schemes.js';

const PERIOD = '2022-07';
let ctx: Ctx;
beforeEach(async () => {
  ctx = contextOf(await openSampleStore());
});

const bytes = (file: FileRef): Buffer => readFileSync(ctx.files.path(file.id));
const parts = (file: FileRef): Record<string, string> =>
  Object.fromEntries(Object.entries(unzipSync(bytes(file))).map(([name, part]) => [name, strFromU8(part)]));

test('下达通知: letter first, then the table, then a sheet for each unit that holds a target', async () => {
  const params = { period: PERIOD, what: 'notice' as const, document: '枣知发〔2022〕3号<b>', date: '2022-02-15' };
  const html = bytes(await exportTargets(ctx, { ...params, format: 'html' })).toString('utf8');
  expect(html).toContain('关于下达2022年知识产权目标任务的通知');
  expect(html).toContain('枣知发〔2022〕3号&lt;b&gt;');
  expect(html).toContain('2022年2月15日');
  expect(html.indexOf('class="letter"')).toBeLessThan(html.indexOf('2022年全市知识产权目标任务分解表</h1>'));
  expect(
    html.match(/2022年(滕州市|薛城区|山亭区|市中区|峄城区|台儿庄区|枣庄高新区)知识产权目标任务<\/h1>/g),
  ).toHaveLength(7);
  // Numbered as in the letter.
  expect(html.match(/class="enclosure">附件\d</g)).toEqual([
    'class="enclosure">附件1<',
    ...Array.from({ length: 7 }, () => 'class="enclosure">附件2<'),
  ]);
  const book = parts(await exportTargets(ctx, { ...params, format: 'xlsx' }));
  expect(book['xl/workbook.xml']!.match(/<sheet /g)).toHaveLength(8);
});

test('目标任务分解表 holds real numbers and the sum of the units', async () => {
  const book = parts(
    await exportTargets(ctx, { period: PERIOD, what: 'table', format: 'xlsx', document: '', date: '' }),
  );
  const sheet = book['xl/worksheets/sheet1.xml']!;
  for (const value of ['755', '320', '78000']) expect(sheet).toMatch(new RegExp(`<v>${value}</v>`));
  // The mode alone below each name, so that what is printed can be read again.
  expect(book['xl/sharedStrings.xml']).toContain('>考核方式<');
  expect(book['xl/sharedStrings.xml']).toContain('>累计<');
});

test('拟点名清单 names only, marked as internal; rows grow with their words', async () => {
  const file = await exportInsights(ctx, { period: PERIOD, what: 'named', format: 'xlsx' });
  const book = parts(file);
  const texts = Object.values(book).join('');
  expect(texts).toContain('内部资料');
  expect(texts).toContain('山亭区、台儿庄区贯标认证企业数为0。');
  expect(texts).not.toContain('全市专利授权量4132件');
  const heights = [...book['xl/worksheets/sheet1.xml']!.matchAll(/ ht="([\d.]+)"/g)].map((found) => Number(found[1]));
  expect(Math.max(...heights)).toBeGreaterThan(60);
});

test('scores and losses of a scheme print without a missing number', async () => {
  const { id } = schemeSave(ctx, { id: null, scheme: unitScheme([schemeItem('a', '发明', 'C06', '10')]) });
  const html = bytes(await exportScheme(ctx, { id, period: PERIOD, format: 'html' })).toString('utf8');
  expect(html).toContain('考核失分清单');
  expect(html).toContain('6.80');
  expect(html).not.toMatch(/undefined|NaN/);
});
