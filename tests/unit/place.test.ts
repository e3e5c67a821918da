import { expect, test } from 'vitest';

import { placeOfBureau } from '../../shared/model/place.js';

test.each([
  ['枣庄市知识产权局', '枣庄市'],
  ['枣庄市市场监督管理局', '枣庄市'],
  ['枣庄市市场监督管理局（知识产权局）', '枣庄市'],
  ['山东省枣庄市知识产权局', '枣庄市'],
  ['山东省知识产权局', '山东省'],
  ['广西壮族自治区知识产权局', '广西壮族自治区'],
  ['恩施土家族苗族自治州市场监督管理局', '恩施土家族苗族自治州'],
  ['滕州市知识产权事务中心', '滕州市'],
  ['山东省知识产权事业发展中心', '山东省'],
  ['北京市海淀区知识产权局', '北京市海淀区'],
  ['沂水县市场监督管理局', '沂水县'],
])('the place of %s is %s', (bureau, place) => {
  expect(placeOfBureau(bureau)).toBe(place);
});

test.each(['知识产权局', '某某公司', ''])('a name that says no place gives none: "%s"', (name) => {
  expect(placeOfBureau(name)).toBe('');
});
