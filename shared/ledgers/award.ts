// 奖项: what is won once: patent prizes, model units and persons, typical cases, written praise of leaders.

import { defineLedger, type Rollup } from './define.js';
import { LEVEL, LEVEL_IN_NAME, NOTE, ofAnyProvince, UNIT, USCC, enterprise } from './usual-fields.js';

const ofYear = { kind: 'yearIs', field: 'year', by: 'awardedOn' } as const satisfies Rollup['when'];
const won = { field: 'status', reached: '获奖' } as const;

export const award = defineLedger({
  id: 'award',
  title: '奖项',
  table: 'ledger_award',
  group: '创造',
  titleWords: ['奖项', '专利奖', '获奖', '表彰'],
  keys: [['name', 'year', 'enterprise', 'object']],
  fields: {
    year: {
      kind: 'integer',
      label: '年度',
      aliases: ['获奖年度', '评奖年度', '年份'],
      required: true,
      default: 'year-of-period',
    },
    name: {
      kind: 'choice',
      label: '奖项名称',
      aliases: ['奖项', '奖励名称', '荣誉名称', '获奖名称'],
      options: [
        '中国专利奖',
        '省专利奖',
        '中国商标金奖',
        '先进集体',
        '先进个人',
        '典型案例',
        '督查激励',
        '领导批示',
        '竞赛获奖',
      ],
      optionAliases: {
        国家专利奖: '中国专利奖',
        省级专利奖: '省专利奖',
        中国专利: '中国专利奖',
        中国外观设计: '中国专利奖',
        ...ofAnyProvince('专利奖', '省专利奖'),
      },
      isOpen: true,
      parts: [
        { field: 'session', pattern: /^第[一二三四五六七八九十百\d]+届/ },
        { field: 'grade', pattern: /(?:特等|特别|金|银|优秀|[一二三]等)奖$/ },
      ],
      tells: LEVEL_IN_NAME,
      required: true,
      fromTitle: [
        { pattern: /中国专利奖/, value: '中国专利奖' },
        { pattern: /省专利奖/, value: '省专利奖' },
      ],
      width: 18,
    },
    session: {
      kind: 'text',
      label: '届次',
      aliases: ['第几届'],
      fromTitle: [{ pattern: /(第[一二三四五六七八九十百\d]+届)/ }],
    },
    level: {
      ...LEVEL,
      aliases: ['奖项级别'],
      fromTitle: [
        ...LEVEL.fromTitle,
        { pattern: /中国专利奖|中国商标金奖/, value: '国家级' },
        { pattern: /省专利奖/, value: '省级' },
      ],
    },
    grade: {
      kind: 'choice',
      label: '等级',
      aliases: ['奖项等级', '获奖等级', '奖级'],
      options: ['金奖', '银奖', '优秀奖', '特别奖', '一等奖', '二等奖', '三等奖'],
      optionAliases: { 一等: '一等奖', 二等: '二等奖', 三等: '三等奖', 优秀: '优秀奖' },
      isOpen: true,
    },
    enterprise: enterprise('获奖单位', ['获奖单位（个人）', '获奖者', '企业名称', '单位名称', '申报单位', '专利权人']),
    uscc: USCC,
    unit: UNIT,
    object: { kind: 'text', label: '获奖项目', aliases: ['项目名称', '专利名称', '获奖专利', '作品名称'], width: 30 },
    patentNo: { kind: 'code', check: 'patent', label: '专利号', width: 18 },
    status: { kind: 'status', label: '状态', aliases: ['进展'], required: true, default: '获奖' },
    recommendedOn: { kind: 'date', label: '推荐日期', aliases: ['申报日期'] },
    awardedOn: { kind: 'date', label: '获奖日期', aliases: ['表彰日期', '授奖日期', '公布日期'] },
    bonus: { kind: 'amount', label: '奖金', aliases: ['奖励金额', '奖金金额'] },
    documentNo: { kind: 'code', check: 'document', label: '表彰文号', aliases: ['发文字号', '文号'] },
    note: NOTE,
  },
  stages: {
    paths: [{ name: '评奖', steps: ['推荐', '公示', '获奖'] }],
    ends: ['未获奖'],
    aliases: { 已推荐: '推荐', 申报: '推荐', 公示中: '公示', 已获奖: '获奖', 落选: '未获奖' },
    asks: { 推荐: ['recommendedOn'], 获奖: ['awardedOn', 'grade', 'documentNo'] },
  },
  rollups: [
    {
      code: 'C36a',
      measure: 'rows',
      when: ofYear,
      where: [won, { field: 'name', in: ['中国专利奖'] }],
      rule: '年度为本年、期末前获奖的中国专利奖项数（没有获奖日期的按状态计，12月计全年度）',
    },
    {
      code: 'C36b',
      measure: 'rows',
      when: ofYear,
      where: [won, { field: 'name', in: ['省专利奖'] }],
      rule: '年度为本年、期末前获奖的省专利奖项数（没有获奖日期的按状态计，12月计全年度）',
    },
  ],
});
