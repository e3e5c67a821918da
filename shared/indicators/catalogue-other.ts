// 管理 (G01–G10), 服务 (F01–F09), 基础数据 (P01–P05) of indicators.md B.2. Codes are identities: never reused.
// 完成率, 位次, 得分 alone are column roles in real tables, so they are no aliases of G08–G10.

import { entriesOf } from './catalogue-entry.js';

const management = entriesOf('management');
const service = entriesOf('service');
const base = entriesOf('base');

export const MANAGEMENT = [
  management('G01a', '知识产权专项资金预算', '万元', 'flow', {
    aliases: ['财政投入', '专项资金', '专项资金预算', '知识产权专项资金', '知识产权专项资金投入'],
  }),
  management('G01b', '知识产权专项资金支出', '万元', 'flow', {
    aliases: ['专项资金支出', '专项资金执行', '知识产权专项资金执行'],
  }),
  management('G02', '资助奖补申报金额', '万元', 'flow', {
    aliases: ['申报资金', '资助申报金额', '奖补申报金额', '资助奖补/申报金额'],
  }),
  management('G03', '资助奖补拨付金额', '万元', 'flow', {
    aliases: ['兑现', '下拨资金', '兑现资金', '兑现金额', '资助拨付金额', '奖补拨付金额', '资助奖补/拨付金额'],
    note: '统计期内实际拨付，不是核定数。',
  }),
  management('G04a', '知识产权项目立项数', '项', 'flow', {
    aliases: ['立项', '立项数', '项目立项', '项目立项数', '知识产权项目/立项'],
  }),
  management('G04b', '知识产权项目验收数', '项', 'flow', {
    aliases: ['验收', '验收数', '项目验收', '项目验收数', '知识产权项目/验收'],
  }),
  management('G05', '出台政策文件数', '份', 'flow', {
    aliases: ['政策文件', '政策文件数', '出台文件数', '出台文件', '出台政策数'],
  }),
  management('G06a', '国家级试点示范城市数', '个', 'stock', {
    aliases: ['强市', '国家知识产权强市数', '国家级试点示范/城市'],
  }),
  management('G06b', '国家级试点示范县数', '个', 'stock', {
    aliases: ['强县', '国家知识产权强县数', '国家级试点示范/县'],
  }),
  management('G06c', '国家级试点示范园区数', '个', 'stock', {
    aliases: ['园区', '试点示范园区数', '国家级试点示范/园区'],
  }),
  management('G07a', '知识产权专职人员数', '人', 'stock', { aliases: ['专职人员', '专职人员数'] }),
  management('G07b', '知识产权执法人员数', '人', 'stock', { aliases: ['执法人员数', '专职执法人员数'] }),
  management('G08a', '考核得分', '分', 'stock', {
    aliases: ['知识产权考核得分', '考核/得分'],
    total: 'none',
    note: '以发布单位公布为准。',
  }),
  management('G08b', '考核位次', '位', 'stock', {
    aliases: ['考核排名', '知识产权考核位次', '知识产权考核排名', '考核/排名', '考核/位次'],
    direction: 'down',
    total: 'none',
    note: '以发布单位公布为准，不在本机推算。',
  }),
  management('G09', '目标完成率', '%', 'ratio', {
    aliases: ['年度目标完成率', '任务完成率', '目标任务完成率'],
    note: '由目标与进度计算。',
  }),
  management('G10', '与时间进度差', '百分点', 'ratio', {
    aliases: ['超（欠）时间进度', '超时间进度', '超欠时间进度'],
    note: '完成率减时间进度。',
  }),
];

export const SERVICE = [
  service('F01', '公共服务网点数', '个', 'stock', {
    short: '服务网点',
    aliases: ['网点', '网点数', 'TISC', '公共服务网点', '知识产权公共服务网点数', '公共服务网点数（TISC等）'],
  }),
  service('F02a', '专利代理机构数', '家', 'stock', {
    short: '代理机构',
    aliases: ['代理机构数', '专利代理机构', '专利代理/机构', '专利代理/机构数'],
  }),
  service('F02b', '执业专利代理师数', '人', 'stock', {
    short: '代理师',
    aliases: ['代理师数', '专利代理师', '专利代理师数', '执业代理师数', '专利代理/代理师'],
  }),
  service('F03', '培训班次', '次', 'flow', {
    short: '培训场次',
    aliases: [
      '培训',
      '期数',
      '培训数',
      '培训期数',
      '培训次数',
      '培训班期数',
      '知识产权培训场次',
      '举办培训班次',
      '培训/场次',
      '培训/次数',
      '培训/期数',
      '培训/班次',
      '培训/场',
    ],
  }),
  service('F04', '培训人次', '人次', 'flow', {
    aliases: ['参训人数', '参训人次', '培训人数', '知识产权培训人次', '培训/人次', '培训/人数', '培训/参训人次'],
    note: '人次不等于人：同一人参加两场计两人次。',
  }),
  service('F05a', '宣传活动场次', '次', 'flow', {
    short: '宣传活动',
    aliases: ['宣传', '宣传活动数', '宣传活动次数', '宣传场次', '宣传次数', '宣传/场次', '宣传/次数', '宣传/活动场次'],
  }),
  service('F05b', '新闻报道条数', '条', 'flow', {
    short: '新闻报道',
    aliases: [
      '报道',
      '报道数',
      '报道条数',
      '宣传报道',
      '宣传报道条数',
      '新闻报道数',
      '媒体报道条数',
      '宣传/报道',
      '宣传/报道条数',
      '宣传/新闻报道',
    ],
  }),
  service('F05c', '宣传材料份数', '份', 'flow', {
    short: '宣传材料',
    aliases: ['发放宣传材料', '发放宣传材料份数', '宣传资料份数', '宣传/材料', '宣传/材料份数'],
  }),
  service('F06', '咨询接待人次', '人次', 'flow', {
    short: '咨询接待',
    aliases: ['咨询', '咨询人次', '接待咨询人次', '咨询/人次'],
  }),
  service('F07', '代办处和窗口业务量', '件', 'flow', {
    short: '窗口业务量',
    aliases: [
      '代办处/窗口业务量',
      '代办处窗口业务量',
      '代办处业务量',
      '窗口业务',
      '代办业务',
      '代办业务量',
      '窗口业务量/小计',
    ],
    note: '缴费、质押登记、商标受理等各渠道合计。',
  }),
  service('F07a', '窗口专利缴费业务量', '件', 'flow', {
    aliases: ['专利缴费', '专利缴费业务量', '窗口业务量/缴费'],
    partOf: 'F07',
  }),
  service('F07b', '窗口质押登记业务量', '件', 'flow', {
    aliases: ['质押登记业务量', '窗口业务量/质押登记'],
    partOf: 'F07',
  }),
  service('F07c', '窗口商标受理业务量', '件', 'flow', {
    aliases: ['商标受理', '商标受理量', '商标受理业务量', '窗口业务量/商标受理'],
    partOf: 'F07',
  }),
  service('F08a', '走访服务企业数', '家', 'flow', {
    short: '走访企业',
    aliases: ['服务企业', '走访', '服务企业数', '走访企业数', '走访服务/企业数'],
    note: '不重复企业数；合计为各单位之和。',
  }),
  service('F08b', '走访服务企业家次', '家次', 'flow', {
    aliases: ['走访家次', '服务企业家次', '走访企业家次', '走访服务/家次'],
  }),
  service('F09a', '投诉举报件数', '件', 'flow', {
    short: '投诉举报',
    aliases: ['12345', '投诉举报数', '投诉举报/件数', '热线投诉件数'],
    direction: 'none',
  }),
  service('F09b', '投诉举报办结率', '%', 'ratio', {
    aliases: ['办结率', '投诉办结率', '投诉举报/办结率'],
    ratio: ['F09c', 'F09a'],
    note: '办结件数 ÷ 投诉举报件数；合计为两项合计之比。',
  }),
  service('F09c', '投诉举报办结件数', '件', 'flow', {
    short: '投诉办结',
    aliases: [
      '投诉办结件数',
      '投诉举报办结',
      '投诉举报办结数',
      '投诉举报/办结',
      '投诉举报/办结件数',
      '投诉举报/办结数',
    ],
    partOf: 'F09a',
  }),
];

export const BASE = [
  base('P01', '常住人口', '万人', 'stock', {
    aliases: ['常住人口（上年末）', '上年末常住人口', '年末常住人口', '人口', '常住人口数', '年末常住人口数', '人口数'],
    direction: 'none',
    note: '上年末常住人口，注明来源和版本（普查或年度公报）。',
  }),
  base('P02', '地区生产总值', '亿元', 'flow', {
    aliases: ['GDP', '生产总值', '地区生产总值（GDP）'],
    direction: 'none',
    extended: true,
  }),
  base('P03', '规模以上工业企业数', '家', 'stock', {
    short: '规上企业数',
    aliases: ['规上企业', '规上工业企业', '规上工业企业数', '规模以上工业企业'],
    direction: 'none',
  }),
  base('P04', '经营主体数', '万户', 'stock', {
    aliases: ['市场主体', '市场主体数', '经营主体', '经营主体（市场主体）数'],
    direction: 'none',
    extended: true,
  }),
  base('P05', 'R&D经费内部支出', '亿元', 'flow', {
    short: 'R&D经费',
    aliases: ['研发经费', '研发经费内部支出', '研发经费支出'],
    direction: 'none',
    extended: true,
  }),
];
