// Charts of the sample month: the same numbers as the tables, no chart that would mislead, and files that others can open.

import { strFromU8, unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { saveIssued } from '../../electron/core/statistics/issued-entry.js';
import { saveBasis, savePace } from '../../electron/core/targets/handlers.js';
import { saveUnit } from '../../electron/core/store/unit-edit-store.js';
import { listUnits } from '../../electron/core/store/unit-store.js';
import { write } from '../../electron/core/store/write.js';
import { buildChart } from '../../electron/core/charts/build-chart.js';
import { chartToXlsx } from '../../electron/core/charts/chart-workbook.js';
import { plainSvg, pngBytes } from '../../electron/core/charts/picture.js';
import type { Ctx } from '../../electron/core/context.js';
import { chartHeight, chartOption } from '../../renderer/features/charts/chart-option.js';
import { namePlaces } from '../../renderer/features/charts/chart-scatter.js';
import { CHART_KINDS, chartSchema, type Chart, type ChartQuery } from '../../shared/charts/chart.js';
import { CATALOGUE } from '../../shared/indicators/catalogue.js';
import { heatColour, heatScale } from '../../shared/charts/heat-scale.js';
import { addValueList, contextOf, openSampleStore, readExpected } from '../helpers/memory-store.js';

let ctx: Ctx;
beforeEach(async () => {
  ctx = contextOf(await openSampleStore());
});
afterEach(() => ctx.store.db.close());

function chart(part: Partial<ChartQuery>): Chart {
  const query = { period: '2022-07', codes: ['C06'], unitId: null, years: 2, view: 'cumulative', figure: 'completion' };
  return chartSchema.parse(buildChart(ctx, { kind: 'ranking', ...query, ...part } as ChartQuery));
}

function texts(drawn: Chart, name: string): string[] {
  return drawn.series.find((series) => series.name === name)!.points.map((point) => point.text);
}

describe('charts of the sample', () => {
  test('every chart names its unit of measure, period and source', () => {
    for (const kind of CHART_KINDS) {
      const drawn = chart({ kind, codes: kind === 'heat' ? [] : ['C06'] });
      expect(drawn.reason, kind).toBe('');
      expect(drawn.subtitle, kind).toMatch(/20(21|22)年|各年/);
      expect(drawn.subtitle, kind).toContain('计量单位：');
      expect(drawn.source, kind).toContain('资料来源：');
      for (const series of drawn.series) expect(series.points, kind).toHaveLength(drawn.categories.length);
    }
  });

  test('ranks as the expected values do, with targets and what the time asks for', () => {
    const drawn = chart({ kind: 'ranking' });
    const expected = readExpected().indicators['发明专利授权量']!.by_unit;
    const order = Object.entries(expected).toSorted((a, b) => Number(b[1]) - Number(a[1]));
    expect(drawn.categories).toEqual(order.map(([unit], index) => `${index + 1} ${unit}`));
    expect(texts(drawn, '发明专利授权量')).toEqual(order.map(([, value]) => String(value)));
    // 320 × 7/12 = 186.67
    expect(texts(drawn, '年度目标')[0]).toBe('320');
    expect(texts(drawn, '按时间进度应完成')[0]).toBe('187');
  });

  test('a stock is ranked without a mark of the time elapsed', () => {
    expect(chart({ kind: 'ranking', codes: ['C14'] }).series.map((series) => series.role)).not.toContain('pace');
    expect(chart({ kind: 'pace', codes: ['C14'] }).reason).toContain('不与时间进度相比');
  });

  test('a trend leaves months without a value empty and says so', () => {
    const drawn = chart({ kind: 'trend' });
    expect(drawn.categories).toHaveLength(12);
    expect(drawn.series.map((series) => series.name)).toEqual(['2021年', '2022年']);
    const [last, now] = drawn.series;
    expect(now!.points[6]).toMatchObject({ value: '405', text: '405' });
    expect(last!.points[6]).toMatchObject({ value: '369' });
    expect(now!.points[5]!.value).toBeNull();
    expect(now!.points[7]!.text).toBe('');
    expect(drawn.notes[0]).toContain('1月、2月、3月、4月、5月、6月没有数值');
  });

  test('months and quarters that were handed in alone are drawn, added up, with the units that they are without', () => {
    const handIn = (period: string, basis: 'month' | 'quarter', units: Record<string, string>): void =>
      addValueList(
        ctx.store,
        Object.entries(units).map(([unit, value]) => ({ unit, code: 'C05', period, basis, value })),
      );
    const others = '山亭区、市中区、峄城区、台儿庄区、枣庄高新区（没有数）。';
    handIn('2022-05', 'month', { 滕州市: '7', 薛城区: '5' });
    const months = chart({ kind: 'trend', codes: ['C05'], view: 'month' });
    expect(months.title).toBe('全市专利授权量逐月走势（当月数）');
    expect(months.series.at(-1)!.points[4]).toMatchObject({ value: '12', text: '12', ref: { figure: 'month' } });
    expect(months.notes).toContain(`2022年5月的数不含${others}`);

    handIn('2022-06', 'quarter', { 滕州市: '20', 薛城区: '9' });
    const quarters = chart({ kind: 'trend', codes: ['C05'], view: 'quarter' });
    expect(quarters).toMatchObject({
      title: '全市专利授权量逐季走势（单季数）',
      categories: ['第一季度', '第二季度', '第三季度', '第四季度'],
    });
    expect(quarters.series.at(-1)!.points.map(({ text }) => text)).toEqual(['', '29', '', '']);
    expect(quarters.notes).toContain(`2022年第二季度的数不含${others}`);
    expect(quarters.notes).toContain('2022年第一季度没有数值，图中留空。');
    const [tengzhou] = listUnits(ctx.store);
    expect(chart({ kind: 'trend', codes: ['C05'], view: 'quarter', unitId: tengzhou!.id }).notes).not.toContain(others);
  });

  test('a total over time says which months and years lack a unit', () => {
    addValueList(ctx.store, [{ unit: '薛城区', code: 'C06', period: '2021-07', basis: 'ytd', value: null }]);
    expect(chart({ kind: 'trend', codes: ['C06'] }).notes).toContain('2021年7月的数不含薛城区（没有数）。');
    const [tengzhou] = listUnits(ctx.store);
    expect(chart({ kind: 'years', codes: ['C06'] }).notes).toContain('2021年的数不含薛城区（没有数）。');
    expect(chart({ kind: 'years', codes: ['C06'], unitId: tengzhou!.id }).notes).toEqual([]);
  });

  test('a share says who is in no total, and the mark of the pace what it asks of a stock', () => {
    const { id, ...unit } = listUnits(ctx.store).find(({ name }) => name === '枣庄高新区')!;
    expect(chart({ kind: 'share' }).notes.join()).not.toContain('不计入合计');
    write(ctx.store, { kind: 'units', label: '', operator: '', topics: ['units'] }, () =>
      saveUnit(ctx.store, id, { ...unit, countsInTotal: false }),
    );
    const drawn = chart({ kind: 'share' });
    expect(drawn.notes).toContain('不计入合计，未列：枣庄高新区。');
    expect(drawn.categories).not.toContain('枣庄高新区');
    const target = { mode: 'net_increase' as const, base: null, words: '', done: null };
    saveBasis(ctx, { year: 2022, unitId: null, code: 'C14', ...target });
    const values = listUnits(ctx.store).map(({ name }) => name);
    addValueList(
      ctx.store,
      values.map((name) => ({ unit: name, code: 'C14', period: '2021-12', basis: 'asof' as const, value: '1' })),
    );
    const names = chart({ kind: 'ranking', codes: ['C14'] }).series.map(({ name }) => name);
    expect(names).toContain('按时间进度应达到');
  });

  test('a share adds up to the total, and is refused where adding makes no sense', () => {
    const drawn = chart({ kind: 'share' });
    expect(texts(drawn, '占比(%)')).toContain('41.5'); // 168 / 405
    const ratio = CATALOGUE.find((indicator) => indicator.numerator === 'C14')!;
    expect(chart({ kind: 'share', codes: [ratio.code] }).reason).toContain('不能相加');
  });

  test('slices of an issued whole have what is left of it beside them, and more than the whole is no pie', () => {
    const issue = (text: string): unknown =>
      saveIssued(ctx, {
        period: '2022-07',
        code: 'C06',
        origin: '省局通报',
        asOf: null,
        cells: [{ unitId: null, text }],
      });
    issue('500');
    const drawn = chart({ kind: 'share' });
    expect(drawn.categories.at(-1)).toBe('市直及未划分');
    expect([texts(drawn, '发明专利授权量').at(-1), texts(drawn, '占比(%)').at(-1)]).toEqual(['95', '19.0']);
    const sum = texts(drawn, '发明专利授权量').reduce((whole, text) => whole + Number(text), 0);
    expect(sum).toBe(500);
    expect(drawn.source).toBe('资料来源：枣庄市市场监督管理局，上级下发、各填报单位报送');
    addValueList(ctx.store, [{ unit: '薛城区', code: 'C06', period: '2022-07', basis: 'ytd', value: null }]);
    expect(chart({ kind: 'share' }).categories.at(-1)).toBe('其余（含没有数值的单位）');
    issue('300');
    expect(chart({ kind: 'share' }).reason).toContain('大于上级下发的全市数');
  });

  test('a heat table shows completion as the tables print it', () => {
    const drawn = chart({ kind: 'heat', codes: [] });
    const tengzhou = drawn.series.find((series) => series.name === '滕州市')!;
    const at = drawn.categories.indexOf('发明授权');
    expect(tengzhou.points[at]!.text).toBe('52.5'); // 168 / 320
    expect(drawn.notes.join('')).toContain('没有下达目标');
  });

  test('text is readable on every colour of a heat table', () => {
    const scale = heatScale(chart({ kind: 'heat', codes: [], figure: 'change' }));
    for (let value = -120; value <= 120; value += 1) {
      const { ground, ink } = heatColour(scale, value);
      expect(contrast(ground, ink), `${value} ${ground} ${ink}`).toBeGreaterThanOrEqual(4.5);
    }
  });

  test('a scatter puts completion over the time elapsed, and what was done over the target', () => {
    const time = chart({ kind: 'scatter' });
    expect(time).toMatchObject({
      axes: 'time',
      measure: '%',
      categories: ['1月', '2月', '3月', '4月', '5月', '6月', '7月'],
    });
    expect(time.series[0]).toMatchObject({ name: '时间进度', role: 'x' });
    expect(texts(time, '时间进度')).toEqual(['8.3', '16.7', '25.0', '33.3', '41.7', '50.0', '58.3']);
    expect(texts(time, '滕州市').at(-1)).toBe('52.5');
    expect(texts(time, '枣庄高新区').at(-1)).not.toBe('');
    expect(time.series.filter((series) => series.role === 'main')).toHaveLength(7);
    expect(time.notes.join()).toContain('斜线以上为超过时间进度');
    const target = chart({ kind: 'scatter', axes: 'target' });
    expect(target.categories[0]).toBe('滕州市');
    expect(target.series.map((series) => series.role)).toEqual(['x', 'main', 'pace']);
    expect(target.series.map((series) => series.points[0]!.text)).toEqual(['320', '168', '187']);
    expect(target.series[1]!.points[0]!.ref).toMatchObject({ code: 'C06', figure: 'current' });
    // A stock to be reached by the year's end has no pace, and no place over time.
    expect(chart({ kind: 'scatter', codes: ['C14'] }).reason).toContain('不与时间进度相比');
    expect(chart({ kind: 'scatter', codes: ['C14'], axes: 'target' }).series.map((one) => one.role)).toEqual([
      'x',
      'main',
    ]);
  });

  test('the axis of a scatter reaches every point: 净增 may be below 0', () => {
    const { yAxis } = chartOption(chart({ kind: 'scatter' }), { isFramed: true }) as {
      yAxis: Record<'min' | 'max', (range: { min: number; max: number }) => number>;
    };
    expect([yAxis.min({ min: -36.5, max: 60 }), yAxis.max({ min: -36.5, max: 60 })]).toEqual([-40, 100]);
    expect([yAxis.min({ min: 12, max: 657.4 }), yAxis.max({ min: 12, max: 657.4 })]).toEqual([0, 660]);
  });

  test('names of points stay in the picture, in the field and off each other', () => {
    const long = '示例市滨海新城国家级经济技术开发区管委会 83.3';
    const points = Array.from({ length: 8 }, (_, n) => ({
      key: `${n}`,
      x: 0.83,
      y: 0.9,
      text: n < 3 ? '河东区 83.3' : long,
    }));
    const places = [...namePlaces([{ key: 'a', x: 0.1, y: 0.9, text: long }, ...points], 320)];
    expect(places.find(([key]) => key === 'a')![1]).toEqual({ side: 'right', down: 0 });
    const of = (side: string): number[] =>
      places.filter(([key, place]) => key !== 'a' && place.side === side).map(([, { down }]) => 288 + down);
    expect([of('right').length, of('left').length]).toEqual([3, 5]);
    for (const tops of [of('right'), of('left')]) {
      const sorted = tops.toSorted((a, b) => a - b);
      expect(sorted.at(-1)).toBeLessThanOrEqual(320 - 7.5);
      for (const [index, top] of sorted.slice(1).entries()) expect(top - sorted[index]!).toBeGreaterThanOrEqual(15);
    }
  });

  test('the axis of a count goes by whole numbers, also where all are 0', () => {
    const stepOf = (of: ReturnType<typeof chart>): number | undefined => {
      const { xAxis, yAxis } = chartOption(of, { isFramed: true }) as Record<
        'xAxis' | 'yAxis',
        { minInterval?: number }
      >;
      return xAxis.minInterval ?? yAxis.minInterval;
    };
    expect(stepOf(chart({ kind: 'ranking', codes: ['C06'] }))).toBe(1);
    expect(stepOf(chart({ kind: 'ranking', codes: ['C15'] }))).toBeUndefined();
  });

  test('a legend of long names moves the field down instead of lying on it', () => {
    const drawn = chart({ kind: 'pace' });
    const long = {
      ...drawn,
      series: drawn.series.map((one, n) => ({ ...one, name: `示例市滨海新城国家级经济技术开发区管委会${n}` })),
    };
    const topOf = (of: typeof drawn): number =>
      (chartOption(of, { isFramed: true }) as { grid: { top: number } }).grid.top;
    expect(topOf(long)).toBe(topOf(drawn) + (chartHeight(long) - chartHeight(drawn)));
    expect(topOf(long)).toBeGreaterThanOrEqual(topOf(drawn) + 48);
  });

  test('an own pace stands in every chart where the time elapsed would', () => {
    const points = ['5', '10', '15', '20', '25', '30', '40', '50', '60', '70', '85', '100'];
    savePace(ctx, { year: 2022, code: 'C06', points });
    expect(texts(chart({ kind: 'scatter' }), '时间进度').at(-1)).toBe('40.0');
    expect(texts(chart({ kind: 'pace' }), '时间进度').at(-1)).toBe('40.0');
    expect(texts(chart({ kind: 'ranking' }), '按时间进度应完成')[0]).toBe('128'); // 320 × 40 %
  });

  test('a period without values says what to do instead of an empty picture', () => {
    const drawn = chart({ kind: 'ranking', period: '2019-03', codes: [] });
    expect(drawn.reason).toContain('没有数据');
    expect(drawn.series).toEqual([]);
    expect(chart({ kind: 'ranking', codes: ['no such code'] })).toMatchObject({ series: [], codes: [] });
  });
});

describe('files of a chart', () => {
  test('the workbook carries the numbers and a chart of Excel over the same cells', async () => {
    const drawn = chart({ kind: 'ranking' });
    const parts = unzipSync(await chartToXlsx(drawn));
    const xml = strFromU8(Object.entries(parts).find(([name]) => name.includes('charts/chart'))![1]);
    const first = drawn.table.headRows.length;
    expect(first).toBe(1);
    const ranges = [...xml.matchAll(/<c:f>([^<]+)<\/c:f>/g)].map((match) => match[1]!);
    const sheet = strFromU8(Object.entries(parts).find(([name]) => name.endsWith('sheet1.xml'))![1]);
    const [, column, from, to] = /!\$([A-Z]+)\$(\d+):\$[A-Z]+\$(\d+)/.exec(
      ranges.find((text) => text.includes('$B'))!,
    )!;
    const values: string[] = [];
    for (let row = Number(from); row <= Number(to); row += 1)
      values.push(new RegExp(`<c r="${column}${row}"[^>]*><v>([^<]+)</v>`).exec(sheet)?.[1] ?? '');
    expect(values).toEqual(drawn.series[0]!.points.map((point) => point.value));
  });

  test('a scatter is a scatter of Excel over the same cells, each unit named', async () => {
    for (const axes of ['time', 'target'] as const) {
      const drawn = chart({ kind: 'scatter', axes });
      const parts = unzipSync(await chartToXlsx(drawn));
      const xml = strFromU8(Object.entries(parts).find(([name]) => name.includes('charts/chart'))![1]);
      expect(xml).toContain('<c:scatterChart>');
      const names = [...xml.matchAll(/<c:ser>.*?<c:v>([^<]+)<\/c:v>/gs)].map((found) => found[1]);
      for (const unit of ['滕州市', '枣庄高新区']) expect(names, axes).toContain(unit);
      const sheet = strFromU8(Object.entries(parts).find(([name]) => name.endsWith('sheet1.xml'))![1]);
      const at = (ref: string): string => new RegExp(`<c r="${ref}"[^>]*><v>([^<]+)</v>`).exec(sheet)?.[1] ?? '';
      const [x, y] = [
        /<c:xVal>.*?<c:f>[^!]+!\$([A-Z]+)\$(\d+)/s.exec(xml)!,
        /<c:yVal>.*?<c:f>[^!]+!\$([A-Z]+)\$(\d+)/s.exec(xml)!,
      ];
      // By time only the last month has values.
      const last = axes === 'time' ? drawn.categories.length - 1 : 0;
      expect(at(`${x[1]}${Number(x[2]) + last}`), axes).toBe(drawn.series[0]!.points[last]!.value);
      expect(at(`${y[1]}${Number(y[2]) + last}`), axes).toBe(drawn.series[1]!.points[last]!.value);
    }
  });

  test('a heat table colours its cells and has no chart', async () => {
    const parts = unzipSync(await chartToXlsx(chart({ kind: 'heat', codes: [] })));
    expect(Object.keys(parts).some((name) => name.includes('charts/chart'))).toBe(false);
    expect(strFromU8(parts['xl/styles.xml']!)).toMatch(/fgColor rgb="(FF)?[0-9A-F]{6}"/);
  });

  test('takes a picture only where it can do nothing but be looked at', () => {
    expect(plainSvg('<svg width="1"><path d="M0 0" fill="url(#a)"/></svg>')).toContain('<path');
    for (const bad of [
      '<svg><script>1</script></svg>',
      '<svg onload="x()"></svg>',
      '<svg><image href="file:///etc/passwd"/></svg>',
      '<svg><path style="fill:url(http://example.org/a)"/></svg>',
      '<svg><foreignObject/></svg>',
      '<html></html>',
    ])
      expect(() => plainSvg(bad), bad).toThrow('host.refused');
    expect(() => pngBytes(Buffer.from('<svg></svg>').toString('base64'))).toThrow('host.refused');
  });
});

/** Contrast ratio of WCAG 2.2. */
function contrast(a: string, b: string): number {
  const luminance = (colour: string): number => {
    const [r, g, bl] = [1, 3, 5].map((at) => {
      const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r! + 0.7152 * g! + 0.0722 * bl!;
  };
  const [light, dark] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return (light! + 0.05) / (dark! + 0.05);
}
