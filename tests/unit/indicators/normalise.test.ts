import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { normaliseMeasure, normaliseName, readMeasure, splitMeasure } from '../../../shared/indicators/normalise.js';

describe('normaliseName', () => {
  it.each([
    ['专利授权量', '专利授权量'],
    ['　　其中：发明专利授权量', '发明专利授权量'],
    ['\u200b专利 权质押\u3000融资金额\ufeff', '专利权质押融资金额'],
    ['质押金额（万元）', '质押金额'],
    ['质押金额(万元)', '质押金额'],
    ['质押金额【单位：万元】', '质押金额'],
    ['撤回率（％）', '撤回率'],
    ['每万人口发明专利拥有量（件／万人）', '每万人口发明专利拥有量'],
    ['1.专利授权量', '专利授权量'],
    ['1 专利授权量', '专利授权量'],
    ['１、专利授权量', '专利授权量'],
    ['1.2 发明专利授权量', '发明专利授权量'],
    ['（一）专利授权量', '专利授权量'],
    ['㈠专利授权量', '专利授权量'],
    ['一、专利授权量', '专利授权量'],
    ['①专利授权量', '专利授权量'],
    ['（1）其中:#发明专利授权量：', '发明专利授权量'],
    ['ｐｃｔ申请', 'PCT申请'],
    ['三种专利授权', '三种专利授权'],
    ['10年以上占比', '10年以上占比'],
    ['12345', '12345'],
    ['执法办案/专利', '执法办案/专利'],
    ['专利权质押融资／其中发明（件）', '专利权质押融资/发明'],
    ['贯标认证企业数（有效）', '贯标认证企业数(有效)'],
    ['其中', ''],
    ['', ''],
  ])('%j → %j', (text, key) => expect(normaliseName(text)).toBe(key));

  it('is stable: a key normalises to itself', () => {
    for (const text of ['（一）其中：质押金额（万元）', '执法办案/专利', 'GB/T 29490认证']) {
      expect(normaliseName(normaliseName(text))).toBe(normaliseName(text));
    }
  });

  it('gives names of Chinese characters alone the key that they have with an invisible character behind', () => {
    const character = fc.oneof(
      fc.constantFrom(...'其中注一十件万元年月'),
      fc.integer({ min: 0x4e00, max: 0x9fff }).map((code) => String.fromCodePoint(code)),
    );
    fc.assert(
      fc.property(fc.string({ unit: character, maxLength: 12 }), (text) => {
        expect(normaliseName(text)).toBe(normaliseName(`${text}\u200B`));
        expect(normaliseMeasure(text)).toBe(normaliseMeasure(`${text}\u200B`));
        expect(splitMeasure(text)).toEqual(splitMeasure(`${text} `));
      }),
      { numRuns: 1000 },
    );
  });
});

describe('splitMeasure', () => {
  it.each([
    ['质押金额（万元）', '质押金额', '万元'],
    ['撤回率 (%)', '撤回率', '%'],
    ['每万人口发明专利拥有量（件/万人）', '每万人口发明专利拥有量', '件/万人'],
    ['商标（件）', '商标', '件'],
    ['立案（起）', '立案', '件'],
    ['贯标认证企业数（有效）', '贯标认证企业数（有效）', null],
    ['专利授权量', '专利授权量', null],
    ['（件）', '（件）', null],
  ])('%s', (text, name, measure) => expect(splitMeasure(text)).toEqual({ name, measure }));
});

describe('measures of a file', () => {
  it('are known by name or usual spelling', () => {
    expect(normaliseMeasure('单位：万元')).toBe('万元');
    expect(normaliseMeasure('（％）')).toBe('%');
    expect(normaliseMeasure('个百分点')).toBe('百分点');
    expect(normaliseMeasure('件、万元、家')).toBeNull();
    expect(normaliseMeasure('constructor')).toBeNull();
  });

  it('convert exactly or are asked about', () => {
    expect(readMeasure('万元', '元')).toEqual({ power: -4, exact: true });
    expect(readMeasure('万元', '亿元')).toEqual({ power: 4, exact: true });
    expect(readMeasure('件/万人', '件')).toEqual({ power: 0, exact: true });
    expect(readMeasure('件', '笔')).toEqual({ power: 0, exact: false });
    expect(readMeasure('人次', '人')).toBeNull();
    expect(readMeasure('万元', '件')).toBeNull();
  });
});
