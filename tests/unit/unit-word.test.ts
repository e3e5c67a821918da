import { expect, test } from 'vitest';

import { unitWord } from '../../shared/model/unit-word.js';

const counties = (...names: string[]) => names.map((name) => ({ name, kind: 'county' as const }));

test('the word for the units follows their names', () => {
  expect(unitWord('city', counties('滕州市', '薛城区', '山亭区'))).toBe('区（市）');
  expect(unitWord('city', counties('城东区', '清溪县', '白沙市', '麻山苗族自治县'))).toBe('县（市、区）');
  expect(unitWord('city', counties('城东区', '清溪县'))).toBe('县（区）');
  expect(unitWord('city', [...counties('城东区'), { name: '某市经济开发区', kind: 'zone' }])).toBe('区');
  expect(
    unitWord('county', [
      { name: '城关镇', kind: 'town' },
      { name: '南关街道', kind: 'town' },
    ]),
  ).toBe('镇（街道）');
  expect(
    unitWord('county', [
      { name: '柳乡', kind: 'town' },
      { name: '城关镇', kind: 'town' },
    ]),
  ).toBe('镇（乡）');
  expect(unitWord('province', counties('甲市', '乙自治州'))).toBe('市（州）');
  expect(unitWord('city', [])).toBe('区（市）');
});
