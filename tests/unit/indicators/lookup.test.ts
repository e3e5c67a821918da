import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { CATALOGUE } from '../../../shared/indicators/catalogue.js';
import { buildLookup } from '../../../shared/indicators/lookup.js';
import { shippedIndicator } from '../../helpers/shipped-indicator.js';

interface Expected {
  indicators: Record<string, { code: string; unit: string; kind: string }>;
  ratios: Record<string, { code: string }>;
}
const expected = JSON.parse(
  readFileSync(new URL('../../fixtures/zaozhuang-2022-07/expected.json', import.meta.url), 'utf8'),
) as Expected;
const lookup = buildLookup(CATALOGUE);
const codeOf = (...path: string[]) => {
  const result = lookup.find(path);
  return result.kind === 'found' ? result.code : result.kind;
};

describe('names of the sample', () => {
  it.each(Object.entries(expected.indicators))('%s has its code, measure and kind', (name, { code, unit, kind }) => {
    expect(codeOf(name)).toBe(code);
    expect(shippedIndicator(code)).toMatchObject({ measure: unit, kind, enabled: true });
  });

  it.each(Object.entries(expected.ratios))('%s is a ratio of the catalogue', (name, { code }) => {
    expect(codeOf(name)).toBe(code);
    expect(shippedIndicator(code)).toMatchObject({ kind: 'ratio', total: 'ratio' });
  });

  it.each([
    ['发明授权', 'C06'],
    ['实用新型授权', 'C07'],
    ['外观授权', 'C08'],
    ['PCT申请', 'C11'],
    ['有效发明专利', 'C14'],
    ['注册商标', 'C24'],
    ['商标有效注册量', 'C25'],
    ['质押融资数', 'Y02'],
    ['质押融资额', 'Y01'],
    ['知识产权贯标企业', 'Y24'],
    ['专利代理机构数', 'F02a'],
    ['　　其中：发明专利授权量', 'C06'],
    ['​专利 权质押融资金额', 'Y01'],
    ['　　其中：专利案件数', 'B24'],
    ['2021年末常住人口（万人）', 'unknown'],
    ['常住人口（万人）', 'P01'],
  ])('short name %s means %s', (name, code) => expect(codeOf(name)).toBe(code));
});

describe('two-level headings of the sample', () => {
  it.each([
    [['专利授权量（件）', '小计'], 'C05'],
    [['专利授权量（件）', '发明'], 'C06'],
    [['专利授权量（件）', '实用新型'], 'C07'],
    [['专利授权量（件）', '外观设计'], 'C08'],
    [['PCT申请（件）', 'PCT申请（件）'], 'C11'],
    [['发明专利拥有量', '有效（件）'], 'C14'],
    [['发明专利拥有量', '高价值（件）'], 'C16'],
    [['发明专利拥有量', '每万人口（件）'], 'C15'],
    [['商标（件）', '申请量'], 'C23'],
    [['商标（件）', '注册量'], 'C24'],
    [['商标（件）', '有效注册量'], 'C25'],
    [['商标（件）', '马德里'], 'C27'],
    [['商标（件）', '地理标志'], 'C29'],
    [['专利权质押融资', '笔数'], 'Y02'],
    [['专利权质押融资', '金额（万元）'], 'Y01'],
    [['专利权质押融资', '专利数（件）'], 'Y03'],
    [['专利权质押融资', '其中发明（件）'], 'Y04'],
    [['专利保险', '企业（家）'], 'Y29'],
    [['专利保险', '专利（件）'], 'Y30'],
    [['专利保险', '保费（万元）'], 'Y31'],
    [['转让许可（次）'], 'Y37'],
    [['贯标企业（家）'], 'Y24'],
    [['导航项目（个）'], 'Y21'],
    [['执法办案', '案件（件）'], 'B23'],
    [['执法办案', '专利'], 'B24'],
    [['执法办案', '商标'], 'B25'],
    [['执法办案', '罚没（万元）'], 'B04'],
    [['维权援助（件）'], 'B13'],
    [['纠纷调解（件）'], 'B12a'],
    [['非正常专利申请', '应核查（件）'], 'C37'],
    [['非正常专利申请', '撤回（件）'], 'C38'],
    [['非正常专利申请', '撤回率（%）'], 'C39'],
    [['培训', '场次'], 'F03'],
    [['培训', '人次'], 'F04'],
    [['宣传（次）'], 'F05a'],
    [['报道（条）'], 'F05b'],
  ])('%j means %s', (path, code) => expect(codeOf(...path)).toBe(code));

  it('reads a path under a section heading or a title', () => {
    expect(codeOf('一、创造', '专利授权量（件）', '发明')).toBe('C06');
    expect(codeOf('专利授权量', '其中', '发明')).toBe('C06');
    expect(codeOf('专利、商标工作', '商标注册量')).toBe('C24');
  });
});

describe('what is not matched', () => {
  it('a heading of one subject never takes the indicator of another', () => {
    expect(codeOf('商标', '申请量')).toBe('C23');
    expect(codeOf('商标', '授权量')).toBe('contradicted');
    expect(codeOf('商标', '质押金额')).toBe('contradicted');
    expect(codeOf('版权', '撤回率')).toBe('contradicted');
    expect(codeOf('专利', '商标申请量')).toBe('contradicted');
  });

  it('words without a subject of their own stay unknown', () => {
    for (const name of [
      '金额',
      '企业',
      '小计',
      '专利',
      '商标',
      '',
      '其中',
      '本月',
      '排名',
      '完成率',
      '__proto__',
      'constructor',
    ]) {
      expect(codeOf(name), name).toBe('unknown');
    }
  });

  it('a code over a name says the same, or contradicts it; a code alone is no name', () => {
    expect(codeOf('C05', '专利授权量')).toBe('C05');
    expect(codeOf('c05', '专利授权量（件）')).toBe('C05');
    expect(lookup.find(['C06', '专利授权量'])).toMatchObject({ kind: 'contradicted', candidates: ['C05', 'C06'] });
    expect(codeOf('C05')).toBe('unknown');
    expect(codeOf('C05', '数量')).toBe('unknown');
  });

  it('a name of two indicators is a question with both', () => {
    const own = { code: 'Z01', name: '自定指标', shortName: '', aliases: ['发明授权'] };
    expect(buildLookup([...CATALOGUE, own]).find(['发明授权'])).toEqual({
      kind: 'ambiguous',
      candidates: ['C06', 'Z01'],
      key: '发明授权',
    });
  });
});
