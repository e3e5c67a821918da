// Rows read one after the other by one reader are what each is read as alone: nothing of a row is left in the next one, and a value that
// was read before is the same value with the same findings.

import fc from 'fast-check';
import { expect, test } from 'vitest';

import type { FieldInput } from '../../shared/ledgers/read-field.js';
import { readRow, RowReader } from '../../shared/ledgers/read-row.js';
import { subsidy } from '../../shared/ledgers/subsidy.js';
import type { RowEnv } from '../../shared/ledgers/validate.js';

const UNITS: Readonly<Record<string, number>> = { 滕州市: 1, 薛城区: 2 };
const ENV: RowEnv = {
  period: '2022-07',
  unitId: (unit) => (typeof unit === 'number' ? unit : (UNITS[unit] ?? null)),
  measures: { applied: '元' },
};

const FIELDS = [
  'unit',
  'level',
  'enterprise',
  'patentNo',
  'appliedOn',
  'applied',
  'paid',
  'paidOn',
  'status',
  'scheme',
];
const INPUTS: readonly (FieldInput | undefined)[][] = [
  ['滕州市', '薛城区', '莱芜区'],
  ['市级', '市', '县级', '乡级'],
  ['甲公司', '甲 公司', null],
  ['ZL201610000001.5', '201610000001.9', '—'],
  ['2022-07-31', '2022年7月31日', '去年'],
  [125_000, '125000', '约十万', -1],
  [0.1, '12.5', 13],
  ['2022-08-01', '/'],
  ['已拨付', '初审通过', '推荐', '不知'],
  ['后补助', '推荐上级'],
];

const inputs = fc.tuple(...INPUTS.map((values) => fc.constantFrom(undefined, ...values)));

test('rows of one reader are read as each is alone', () => {
  fc.assert(
    fc.property(fc.array(inputs, { minLength: 1, maxLength: 40 }), (rows) => {
      const given = { year: 2023, level: '省级' };
      const reader = new RowReader(subsidy, ENV, FIELDS, given);
      for (const row of rows) {
        const named = Object.fromEntries(
          FIELDS.flatMap((field, at) => (row[at] === undefined ? [] : [[field, row[at]] as const])),
        );
        expect(reader.read(row)).toEqual(readRow(subsidy, { ...given, ...named }, ENV));
      }
    }),
    { numRuns: 60 },
  );
});

test('a column of which every value is another one is read to its end, and its mistakes are found each time', () => {
  const reader = new RowReader(subsidy, ENV, ['item', 'appliedOn']);
  for (let round = 0; round < 2; round += 1)
    for (let n = 0; n < 2500; n += 1) {
      const { row, findings } = reader.read([
        `装置${n}`,
        n % 100 === 0 ? '去年' : `2022-07-${String(1 + (n % 31)).padStart(2, '0')}`,
      ]);
      expect(row['item']).toBe(`装置${n}`);
      expect(findings.some(({ rule }) => rule === 'date')).toBe(n % 100 === 0);
    }
});

test('a field that is named and empty is emptied in a stored row, one that is not named stays', () => {
  const before = readRow(subsidy, { unit: '滕州市', item: '装置', paid: '12.5', paidOn: '2022-08-01' }, ENV).row;
  expect(before['payments']).toHaveLength(1);
  const { row } = readRow(subsidy, { item: null }, ENV, before);
  expect(row).toEqual({ ...before, item: null });
  const unknown = readRow(subsidy, { nothing: '1' }, ENV, before);
  expect(unknown.findings[0]).toMatchObject({ severity: 'block', rule: 'unknown-field' });
});
