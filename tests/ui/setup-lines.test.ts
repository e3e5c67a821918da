// Units typed or pasted at the first start.

import { describe, expect, it } from 'vitest';

import { guessLevel, parseUnitLines } from '../../renderer/features/setup/parse-unit-lines.js';
import { placeOfBureau } from '../../shared/model/place.js';
import { guessKind } from '../../shared/model/unit-kind.js';
import { totalLabelOf, type BureauLevel } from '../../shared/model/unit.js';

describe('lines of reporting units', () => {
  it('take the four columns as Excel puts them on the clipboard', () => {
    const { units, problems } = parseUnitLines(
      '名称\t别名\t类型\t人口\r\n滕州市\t滕州、滕州局\t区县\t157.36\r\n高新区\t\t\t14\r\n',
    );
    expect(problems).toEqual([]);
    expect(units).toEqual([
      { name: '滕州市', aliases: ['滕州', '滕州局'], kind: 'county', population: '157.36' },
      { name: '高新区', aliases: [], kind: 'zone', population: '14' },
    ]);
  });
  it.each([
    ['城关街道\t9.84', { name: '城关街道', aliases: [], kind: 'town', population: '9.84' }],
    ['1\t城关街道\t9.84', { name: '城关街道', aliases: [], kind: 'town', population: '9.84' }],
    ['城关街道，街道，9.84', { name: '城关街道', aliases: [], kind: 'town', population: '9.84' }],
    [
      '城关街道\t城关、城关办\t9.84',
      { name: '城关街道', aliases: ['城关', '城关办'], kind: 'town', population: '9.84' },
    ],
    ['滕州市\t滕州\t区县\t1,157.36', { name: '滕州市', aliases: ['滕州'], kind: 'county', population: '1157.36' }],
  ])('take a list without some of the columns: %s', (line, unit) => {
    expect(parseUnitLines(line)).toEqual({ units: [unit], problems: [] });
  });
  it('pass over the heads of a list', () => {
    expect(parseUnitLines('序号\t乡镇\t人口\n1\t城关街道\t9.84')).toEqual({
      units: [{ name: '城关街道', aliases: [], kind: 'town', population: '9.84' }],
      problems: [],
    });
  });
  it('read a whole list of Excel by its heads, without its title and total', () => {
    const list = [
      '云河县镇街园区名单\t\t\t\t',
      '序号\t单位\t类别\t常住人口（万人）\t备注',
      '1\t柳林镇\t镇\t2.26\t1',
      '2\t云河经济开发区\t园区\t\t',
      '3\t云河重工股份有限公司\t企业\t\t市属',
      '合计\t\t\t2.26\t',
    ];
    expect(parseUnitLines(list.join('\r\n'))).toEqual({
      units: [
        { name: '柳林镇', aliases: [], kind: 'town', population: '2.26' },
        { name: '云河经济开发区', aliases: [], kind: 'zone', population: '' },
        { name: '云河重工股份有限公司', aliases: [], kind: 'enterprise', population: '' },
      ],
      problems: [],
    });
  });
  it('never take nobody for a population', () => {
    expect(parseUnitLines('城关街道\t0.00').problems).toEqual([
      '第1行的人口“0.00”应是大于0的数（万人，最多四位小数）。',
    ]);
  });
  it('never take persons for 万人', () => {
    const { units, problems } = parseUnitLines('城关街道\t98400');
    expect(units).toEqual([]);
    expect(problems).toEqual(['第1行“城关街道”的人口98400万人太大，像是按“人”填写的。请按万人填写。']);
  });
  it.each<[string, string, BureauLevel | null]>([
    ['云溪县', '', 'county'],
    ['薛城区', '临城街道', 'county'],
    ['滕州市', '荆河街道\n高新区', 'county'],
    ['枣庄市', '滕州市\n高新区', 'city'],
    ['山东省', '', 'province'],
    ['广西壮族自治区', '南宁市', 'province'],
    ['滕州市', '', null],
  ])('tell the level of a bureau of %s', (place, lines, level) => {
    expect(guessLevel(place, parseUnitLines(lines).units)).toBe(level);
  });
  it.each<[BureauLevel, string, string]>([
    ['county', '云溪县', '全县'],
    ['county', '薛城区', '全区'],
    ['county', '滕州市', '全市'],
    ['city', '枣庄市', '全市'],
    ['city', '湘西土家族苗族自治州', '全州'],
    ['city', '大兴安岭地区', '全市'],
    ['province', '广西壮族自治区', '全区'],
    ['county', '湖滨', '全县'],
  ])('call the whole of a %s %s %s', (level, place, label) => {
    expect(totalLabelOf({ level, place })).toBe(label);
  });
  it('name the line of each problem and take nothing of it', () => {
    const { units, problems } = parseUnitLines('薛城区\n薛城区\n峄城区\t\t火星\n山亭区\t\t区县\t约40万');
    expect(units.map((unit) => unit.name)).toEqual(['薛城区']);
    expect(problems).toHaveLength(3);
    expect(problems[0]).toContain('第2行');
    expect(problems[2]).toContain('约40万');
  });
  it.each([
    ['镇', 'town'],
    ['街道', 'town'],
    ['镇街', 'town'],
    ['乡镇', 'town'],
    ['乡镇（街道）', 'town'],
    ['火星', null],
    ['区（市）', 'county'],
    ['县', 'county'],
    ['开发区', 'zone'],
    ['县直', 'direct'],
  ])('take the kind “%s” as lists write it', (word, kind) => {
    const { units, problems } = parseUnitLines(`甲\t\t${word}\t6.2`);
    expect(units.map((unit) => unit.kind)).toEqual(kind === null ? [] : [kind]);
    expect(problems).toHaveLength(kind === null ? 1 : 0);
  });
  it.each([
    ['台儿庄区', 'county'],
    ['枣庄高新区', 'zone'],
    ['城关镇', 'town'],
    ['市中级人民法院', 'member'],
    ['市市场监督管理局', 'member'],
    ['滕州市科技局', 'member'],
    // As a member its numbers would be in no total.
    ['滕州市市场监督管理局', 'county'],
    ['山亭区知识产权局', 'county'],
    ['高新区市场监管分局', 'zone'],
    ['示例市空港物流园区管委会', 'zone'],
    ['北关街道办', 'town'],
    ['木石镇人民政府', 'town'],
  ])('guess the kind of %s', (name, kind) => {
    expect(guessKind(name)).toBe(kind);
  });
  it('find the place in the name of a bureau', () => {
    expect(placeOfBureau('枣庄市市场监督管理局（知识产权局）')).toBe('枣庄市');
    expect(placeOfBureau('山东省知识产权事业发展中心')).toBe('山东省');
  });
});
