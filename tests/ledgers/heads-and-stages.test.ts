// Heads and stages as offices write them: which ledger a workbook is, and which field or stage another word means.

import { describe, expect, test } from 'vitest';

import { likelyLedgers } from '../../electron/core/workbook/2-recognise/ledger-table.js';
import { mapHeads } from '../../shared/ledgers/heads.js';
import { readField } from '../../shared/ledgers/read-field.js';
import { LEDGERS, ledgerOf } from '../../shared/ledgers/registry.js';
import { canonicalStage } from '../../shared/ledgers/stages.js';

describe('a workbook is recognised by the heads that offices write', () => {
  test.each([
    [
      'patent',
      '全市有效发明专利明细',
      ['序号', '申请号', '发明名称', '第一申请人', '申请人类型', '申请日', '授权公告日', '法律状态', '区县'],
    ],
    [
      'trademark',
      '有效注册商标清单',
      ['序号', '注册号', '国际分类', '商标名称', '注册人名称', '注册公告日期', '专用期截止日期', '区县'],
    ],
    [
      'markpledge',
      '商标专用权质权登记台账',
      ['序号', '区（市）', '出质人', '质权人（银行）', '担保债权数额（万元）', '商标注册号', '质权登记日期'],
    ],
    ['title', '国家知识产权优势企业名单', ['序号', '区（市）', '企业名称', '统一社会信用代码', '认定日期', '有效期至']],
    ['award', '第四届省专利奖获奖名单（省级）', ['序号', '获奖单位', '获奖项目', '等级', '获奖日期', '区（市）']],
    [
      'transfer',
      '专利转让许可台账',
      ['序号', '区（市）', '转化方式', '受让方', '转让方', '专利数量', '成交金额（万元）', '签约日期'],
    ],
    [
      'mark',
      '地理标志台账',
      ['序号', '区（市）', '地理标志名称', '地理标志类型', '申请机构', '注册日期', '用标企业', '进展'],
    ],
    [
      'ruling',
      '行政裁决案件台账',
      ['序号', '案件编号', '案件类别', '请求人', '被请求人', '立案日期', '结案日期', '办理状态', '区（市）'],
    ],
    [
      'aid',
      '海外知识产权纠纷应对指导台账',
      ['序号', '企业名称', '案件名称', '国别', '受理日期', '办理结果', '进展', '所属区市'],
    ],
    [
      'inspection',
      '商标代理机构双随机抽查结果',
      [
        '序号',
        '市场主体名称',
        '统一社会信用代码',
        '抽查事项',
        '检查日期',
        '执法人员',
        '检查结果',
        '公示日期',
        '检查机关',
      ],
    ],
    [
      'window',
      '商标受理窗口业务登记簿',
      ['受理编号', '受理日期', '业务事项', '申请人名称', '商标号', '国际分类', '规费（元）', '办理进度', '区（市）'],
    ],
    ['inquiry', '咨询接待登记表', ['日期', '咨询方式', '来访单位', '咨询内容', '接待人次', '答复情况', '区（市）']],
    [
      'complaint',
      '12345热线工单台账',
      ['工单编号', '接收日期', '来源', '反映问题', '被投诉单位', '应办结日期', '办理状态', '承办单位'],
    ],
    ['policy', '知识产权政策文件汇编', ['序号', '文件标题', '发文字号', '发文单位', '印发日期', '进展', '区（市）']],
    ['event', '2022年大事记', ['时间', '大事内容', '类别', '参加人员', '责任单位']],
    ['site', '商标品牌指导站名单', ['序号', '区（市）', '指导站名称', '依托单位', '设立时间', '负责人', '联系电话']],
    ['fund', '知识产权运营基金投资台账', ['序号', '基金名称', '被投企业', '投资金额（万元）', '投资日期', '区（市）']],
    ['service', '企业走访台账', ['走访日期', '区（市）', '走访企业', '走访人员', '企业需求', '存在问题', '办理情况']],
    [
      'abnormalitem',
      '2022年第二批非正常专利申请清单',
      ['序号', '专利申请号', '专利名称', '申请人', '区（市）', '核查结果'],
    ],
    [
      'subsidyplan',
      '2021年市级专项资金预算安排',
      ['序号', '资助类别', '奖补标准', '预算金额（万元）', '实施起', '实施止'],
    ],
  ] as const)('%s: %s', (id, title, heads) => {
    const found = likelyLedgers(LEDGERS, heads, title);
    expect(found.map((one) => [one.ledger.id, one.score])[0]?.[0]).toBe(id);
    expect(found[0]!.score).toBeGreaterThan(found[1]?.score ?? 0);
    expect(found[0]!.heads).toMatchObject({ unknown: [], repeated: [], missing: [] });
  });

  test('fees in 元 become 分 as they are', () => {
    const heads = mapHeads(ledgerOf('window')!, ['规费（元）', '受理日期', '业务类型', '申请人', '区（市）']);
    expect(heads.measures).toEqual({ fee: '元' });
  });
});

test.each([
  ['title', '已认定', '获批'],
  ['title', '复核通过', '复核'],
  ['award', '公示中', '公示'],
  ['mark', '初步审定公告', '初审公告'],
  ['mark', '复审中', '驳回复审'],
  ['ruling', '调解中', '办理中'],
  ['aid', '已办结', '办结'],
  ['window', '补正', '退回补正'],
  ['complaint', '已答复', '办结'],
  ['policy', '已印发', '印发'],
  ['service', '已解决', '办结'],
  ['abnormalitem', '主动撤回', '已撤回'],
  ['mark', '已撤销', '注销'],
])('%s: “%s” is the stage %s', (id, word, stage) => {
  expect(canonicalStage(ledgerOf(id)!.stages!, word)).toBe(stage);
});

test('a head in other words is the same field, unless it is a field of its own', () => {
  const known = (ledger: string, ...heads: string[]): (string | null)[] => mapHeads(ledgerOf(ledger)!, heads).fields;
  expect(known('pledge', '出质人名称', '质权人名称', '登记时间', '登记日', '解除日')).toEqual([
    'enterprise',
    'bank',
    'registeredOn',
    null,
    'releasedOn',
  ]);
  expect(known('pledge', '登记日')).toEqual(['registeredOn']);
  expect(known('activity', '时间', '结束时间')).toEqual(['heldOn', 'heldTo']);
  expect(known('patent', '申请日', '申请时间', '日')).toEqual(['filedOn', null, null]);
});

test('chosen entries come without invisible signs, as the text of a cell does', () => {
  const ledger = ledgerOf('service')!;
  const field = ledger.fields['campaign']!;
  const env = { unitId: () => null };
  const chosen = readField(ledger, 'campaign', field, ['\u200b甲行动 ', "'=乙行动"], env);
  expect(chosen.value).toEqual(['甲行动', '=乙行动']);
});
