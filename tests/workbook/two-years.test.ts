// From district files of two years to the printed table, against arithmetic written down here once more: values, 同比, places, the
// total, and the total without a 同比 where different units are missing. Layouts, spellings, encodings and gaps vary by chance.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { buildTable } from '../../electron/core/tables/build-table.js';
import { ImportBench, type Rows } from '../helpers/importing.js';

const UNITS = ['滕州市', '薛城区', '山亭区', '市中区', '峄城区', '台儿庄区', '枣庄高新区'];
const INDICATORS = [
  { code: 'C05', name: '专利授权量', measure: '件' },
  { code: 'C06', name: '发明专利授权量', measure: '件' },
  { code: 'C14', name: '有效发明专利拥有量', measure: '件' },
  { code: 'C24', name: '商标注册量', measure: '件' },
  { code: 'C25', name: '有效注册商标量', measure: '件' },
  { code: 'Y01', name: '专利质押融资登记金额', measure: '万元' },
] as const;
const MONTHS = [2, 5, 9, 12];

/** Numbers that are the same in every run. Source: mulberry32, public domain. */
function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

/** Values in hundredths; null: the unit handed nothing in. */
type Values = Map<string, bigint | null>;
const key = (unit: string, code: string, year: number, month: number): string => `${unit} ${code} ${year} ${month}`;

function plain(hundredths: bigint): string {
  const text = String(hundredths).padStart(3, '0');
  return `${text.slice(0, -2)}.${text.slice(-2)}`.replace(/\.?0+$/, '') || '0';
}

function spelled(
  value: bigint,
  measure: string,
  roll: (below: number) => number,
): { measure: string; text: string | number } {
  if (measure === '万元' && roll(3) === 0) return { measure: '元', text: String(value * 100n) };
  const text = plain(value);
  switch (roll(4)) {
    case 0:
      return { measure, text: text.replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ',') };
    case 1:
      return { measure, text: `${text}${measure}` };
    case 2:
      return { measure, text: text.replaceAll(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit))) };
    default:
      return { measure, text: Number(text) };
  }
}

/** (a − b) ÷ b in percent, one decimal, half up; null where it cannot be told. */
function change(a: bigint | null, b: bigint | null): string | null {
  if (a === null || b === null || b === 0n) return null;
  const numerator = (a - b) * 2000n;
  const rounded = (numerator < 0n ? -numerator : numerator) + b;
  const tenths = rounded / (2n * b);
  const text = `${tenths / 10n}.${tenths % 10n}`;
  return numerator < 0n && tenths !== 0n ? `-${text}` : text;
}

test('two years of district files print as plain arithmetic says', async () => {
  const roll = chance(20_240_731);
  const bench = await ImportBench.sample();
  const values: Values = new Map();
  for (const year of [2023, 2024]) {
    const sofar = new Map<string, bigint>();
    for (const month of MONTHS) {
      const files = [];
      for (const unit of UNITS) {
        const isMissing = roll(12) === 0;
        const rows: Rows = [
          [`${year}年1—${month}月知识产权工作统计表`],
          [`填报单位：${unit}市场监督管理局`],
          ['指标', '计量单位', '本期累计'],
        ];
        let patents = 0n;
        for (const { code, name, measure } of INDICATORS) {
          const isStock = code === 'C14' || code === 'C25';
          const step = BigInt(roll(600)) * (measure === '万元' ? 7n : 100n);
          const before = sofar.get(unit + code) ?? 0n;
          const value = isStock ? BigInt(500 + roll(5000)) * 100n : before + (roll(5) === 0 ? 0n : step);
          // 发明 is part of 专利.
          const kept = code === 'C06' && value > patents ? patents : value;
          if (code === 'C05') patents = kept;
          sofar.set(unit + code, kept);
          values.set(key(unit, code, year, month), isMissing ? null : kept);
          const written = spelled(kept, measure, roll);
          rows.push([name, written.measure, written.text]);
        }
        if (isMissing) continue;
        if (roll(2) === 0) files.push(bench.sheet(`${unit}.xlsx`, rows));
        else {
          const path = join(bench.folder, `${unit}-${year}-${month}.csv`);
          const lines = rows.map((row) => row.map((cell) => `"${String(cell ?? '')}"`).join(','));
          writeFileSync(path, `\uFEFF${lines.join('\r\n')}\r\n`);
          files.push(bench.file(path));
        }
      }
      const plan = await bench.plan(files);
      expect(
        plan.files.flatMap((file) => [...file.questions, ...file.issues.filter((one) => one.severity === 'block')]),
      ).toEqual([]);
      bench.accept(plan);
    }
  }
  for (const month of MONTHS) {
    const table = buildTable(bench.ctx, 'ranking', `2024-${String(month).padStart(2, '0')}`, {});
    const printed = new Map(
      table.bodyRows.map((row) => [row.cells[0]!.text, row.cells.slice(1).map((cell) => cell.text)]),
    );
    INDICATORS.forEach(({ code, measure }, index) => {
      const now = UNITS.map((unit) => values.get(key(unit, code, 2024, month))!);
      const then = UNITS.map((unit) => values.get(key(unit, code, 2023, month))!);
      const figures = (unit: string): string[] => printed.get(unit)!.slice(index * 3, index * 3 + 3);
      const shown = (value: bigint): string =>
        measure === '万元' ? `${value / 100n}.${String(value % 100n).padStart(2, '0')}` : String(value / 100n);
      UNITS.forEach((unit, at) => {
        const value = now[at]!;
        if (value === null) {
          expect(figures(unit)[0], `${unit} ${code} ${month}`).toBe('未报');
          return;
        }
        const place = 1 + now.filter((other) => other !== null && other > value).length;
        expect(figures(unit), `${unit} ${code} ${month}`).toEqual([
          shown(value),
          change(value, then[at]!) ?? '—',
          String(place),
        ]);
      });
      const isComparable = UNITS.every((_, at) => (now[at] === null) === (then[at] === null));
      const sum = (list: (bigint | null)[]): bigint => list.reduce<bigint>((total, one) => total + (one ?? 0n), 0n);
      expect(figures('全市').slice(0, 2), `全市 ${code} ${month}`).toEqual([
        shown(sum(now)),
        (isComparable ? change(sum(now), sum(then)) : null) ?? '—',
      ]);
    });
  }
  bench.close();
});
