// 自建台账 that come with the program as data, in the very form in which the office makes its own: they can be renamed, extended and
// taken out like any other. Put into a data file once (core/store/ledger-list.ts).

import { nameFields, ownLedgerSchema, type OwnField, type OwnKind, type OwnLedger, type OwnRollup } from './own.js';

type Draft = Partial<OwnField> & { label: string; kind: OwnKind };

/** A definition from its short form; fields get their names in order: x1, x2 …, and the fixed ones. */
function definition(
  title: string,
  group: string,
  drafts: readonly Draft[],
  more: { keys: string[][]; steps?: string[]; ends?: string[]; rollups?: (fields: Names) => Partial<OwnRollup>[] },
): OwnLedger {
  const fields = nameFields(
    drafts.map((draft) => ({
      required: false,
      options: [],
      isOpen: false,
      check: 'certificate' as const,
      many: false,
      aliases: [],
      help: '',
      isPersonal: false,
      remindAhead: null,
      isHidden: false,
      ...draft,
      name: null,
    })),
    [],
  );
  const names: Names = (label) => fields.find((field) => field.label === label)!.name;
  return ownLedgerSchema.parse({
    title,
    group,
    fields,
    keys: more.keys.map((key) => key.map(names)),
    steps: more.steps ?? [],
    ends: more.ends ?? [],
    rollups: more.rollups?.(names) ?? [],
  });
}

type Names = (label: string) => string;

const UNIT: Draft = { label: '区（市）', kind: 'unit', aliases: ['区市', '所属区市', '区县', '所在区市'] };
const NOTE: Draft = { label: '备注', kind: 'longText' };

export const SHIPPED_DEFINITIONS: readonly { origin: string; definition: OwnLedger }[] = [
  {
    origin: 'matching',
    definition: definition(
      '供需对接',
      '运用',
      [
        { label: '日期', kind: 'date', required: true, aliases: ['对接日期', '活动日期'] },
        UNIT,
        { label: '企业名称', kind: 'enterprise', required: true, aliases: ['需求企业', '对接企业'] },
        { label: '统一社会信用代码', kind: 'code', check: 'uscc', aliases: ['信用代码'] },
        { label: '供给方', kind: 'text', aliases: ['高校院所', '技术供给方', '技术持有方'] },
        { label: '技术或专利', kind: 'text', required: true, aliases: ['技术名称', '项目名称', '专利名称'] },
        { label: '专利件数', kind: 'integer', aliases: ['专利数'] },
        { label: '对接方式', kind: 'choice', options: ['对接会', '上门对接', '线上对接', '平台推送'], isOpen: true },
        { label: '环节', kind: 'status', required: true, aliases: ['状态', '进展', '对接情况'] },
        { label: '签约金额', kind: 'amount', aliases: ['意向金额', '合同金额'] },
        NOTE,
      ],
      {
        keys: [['企业名称', '日期', '技术或专利']],
        steps: ['征集', '对接', '意向', '签约', '落地'],
        ends: ['未达成'],
      },
    ),
  },
  {
    origin: 'needs',
    definition: definition(
      '需求库',
      '运用',
      [
        { label: '提出日期', kind: 'date', required: true, aliases: ['日期', '征集日期'] },
        UNIT,
        { label: '企业名称', kind: 'enterprise', required: true, aliases: ['需求企业', '单位名称'] },
        { label: '统一社会信用代码', kind: 'code', check: 'uscc', aliases: ['信用代码'] },
        {
          label: '需求类型',
          kind: 'choice',
          required: true,
          options: ['专利技术', '质押融资', '专利导航', '维权援助', '人才培训'],
          isOpen: true,
          aliases: ['需求类别', '类型'],
        },
        { label: '需求内容', kind: 'longText', required: true, aliases: ['技术需求', '需求描述'] },
        { label: '产业领域', kind: 'text', aliases: ['所属产业', '领域'] },
        { label: '拟投入资金', kind: 'amount', aliases: ['意向投入', '需求金额'] },
        { label: '状态', kind: 'status', required: true, aliases: ['进展', '办理状态'] },
        { label: '解决方案', kind: 'longText', aliases: ['对接情况', '解决情况'] },
        { label: '联系人', kind: 'text', isPersonal: true },
        NOTE,
      ],
      {
        keys: [['企业名称', '提出日期', '需求类型']],
        steps: ['入库', '推送', '对接', '解决'],
        ends: ['撤回', '过期'],
      },
    ),
  },
  {
    origin: 'research',
    definition: definition(
      '课题',
      '综合',
      [
        { label: '年度', kind: 'integer', required: true, aliases: ['立项年度'] },
        { label: '课题名称', kind: 'text', required: true, aliases: ['项目名称', '名称'] },
        {
          label: '级别',
          kind: 'choice',
          required: true,
          options: ['国家级', '省级', '市级', '区级'],
          aliases: ['课题级别'],
        },
        { label: '下达单位', kind: 'text', aliases: ['主管单位', '委托单位'] },
        UNIT,
        { label: '承担单位', kind: 'enterprise', aliases: ['申报单位', '牵头单位'] },
        { label: '课题编号', kind: 'code', check: 'certificate', aliases: ['项目编号'] },
        { label: '负责人', kind: 'text', isPersonal: true, aliases: ['课题负责人'] },
        { label: '经费', kind: 'amount', aliases: ['课题经费', '资助金额'] },
        { label: '申报日期', kind: 'date' },
        { label: '立项日期', kind: 'date' },
        { label: '结题日期', kind: 'date', aliases: ['验收日期'] },
        { label: '状态', kind: 'status', required: true, aliases: ['进展', '课题状态'] },
        NOTE,
      ],
      {
        keys: [['课题名称', '年度']],
        steps: ['申报', '立项', '研究', '结题'],
        ends: ['未立项', '撤项'],
      },
    ),
  },
  {
    origin: 'staff',
    definition: definition(
      '人员',
      '综合',
      [
        { label: '姓名', kind: 'text', required: true, isPersonal: true },
        UNIT,
        { label: '科室', kind: 'text', aliases: ['部门', '所在科室'] },
        { label: '职务', kind: 'text', aliases: ['岗位', '职务职级'] },
        {
          label: '人员类别',
          kind: 'choice',
          required: true,
          options: ['管理人员', '执法人员', '窗口人员', '公职律师', '技术调查官'],
          isOpen: true,
          aliases: ['类别'],
        },
        { label: '执法证号', kind: 'code', check: 'certificate', isPersonal: true, aliases: ['执法证'] },
        { label: '执法证有效期至', kind: 'date', remindAhead: 20 },
        { label: '从事知识产权工作起', kind: 'date', aliases: ['参加工作日期'] },
        { label: '到岗日期', kind: 'date', required: true, aliases: ['入职日期'] },
        { label: '离岗日期', kind: 'date', aliases: ['离职日期', '退休日期'] },
        { label: '联系电话', kind: 'text', isPersonal: true, aliases: ['手机', '电话'] },
        NOTE,
      ],
      {
        keys: [['姓名', '到岗日期']],
        rollups: (name) => [
          { code: 'G07a', measure: { kind: 'rows' }, on: name('到岗日期'), until: name('离岗日期') },
          {
            code: 'G07b',
            measure: { kind: 'rows' },
            on: name('到岗日期'),
            until: name('离岗日期'),
            where: [{ field: name('人员类别'), in: ['执法人员'] }],
          },
        ],
      },
    ),
  },
  {
    origin: 'news',
    definition: definition(
      '新闻稿',
      '综合',
      [
        { label: '刊发日期', kind: 'date', required: true, aliases: ['日期', '发布日期', '发稿日期'] },
        { label: '标题', kind: 'text', required: true, aliases: ['稿件标题', '新闻标题'] },
        { label: '媒体', kind: 'text', required: true, aliases: ['刊发媒体', '发布媒体', '发布平台'] },
        {
          label: '媒体级别',
          kind: 'choice',
          options: ['国家级', '省级', '市级', '区级', '新媒体'],
          aliases: ['级别'],
        },
        { label: '体裁', kind: 'choice', options: ['消息', '通讯', '专版', '视频', '新闻发布会'], isOpen: true },
        UNIT,
        { label: '作者', kind: 'text', aliases: ['撰稿人', '供稿人'] },
        { label: '链接', kind: 'text', aliases: ['网址'] },
        NOTE,
      ],
      { keys: [['标题', '媒体', '刊发日期']] },
    ),
  },
  {
    origin: 'documents',
    definition: definition(
      '收发文',
      '综合',
      [
        { label: '日期', kind: 'date', required: true, aliases: ['收文日期', '发文日期', '登记日期'] },
        { label: '收发', kind: 'choice', required: true, options: ['收文', '发文'], aliases: ['收/发', '类别'] },
        { label: '登记号', kind: 'code', check: 'certificate', aliases: ['收文号', '编号'] },
        { label: '文号', kind: 'code', check: 'document', aliases: ['发文字号', '来文字号'] },
        { label: '文件标题', kind: 'text', required: true, aliases: ['标题', '文件名称'] },
        { label: '来文或主送单位', kind: 'text', aliases: ['来文单位', '主送单位', '主送机关'] },
        { label: '密级', kind: 'choice', options: ['公开', '内部'], isOpen: true },
        { label: '办理期限', kind: 'date', remindAhead: 3, aliases: ['办结期限', '反馈期限'] },
        { label: '承办人', kind: 'text', aliases: ['经办人', '承办科室'] },
        { label: '环节', kind: 'status', required: true, aliases: ['办理情况', '办理状态'] },
        { label: '办理结果', kind: 'longText', aliases: ['反馈意见'] },
        NOTE,
      ],
      {
        keys: [['登记号'], ['文件标题', '日期', '收发']],
        steps: ['登记', '拟办', '批示', '办理', '办结', '归档'],
        ends: ['退回'],
      },
    ),
  },
  {
    origin: 'nursery',
    definition: definition(
      '培育库',
      '运用',
      [
        { label: '年度', kind: 'integer', required: true, aliases: ['入库年度'] },
        UNIT,
        { label: '企业名称', kind: 'enterprise', required: true, aliases: ['培育企业', '单位名称'] },
        { label: '统一社会信用代码', kind: 'code', check: 'uscc', aliases: ['信用代码'] },
        {
          label: '培育方向',
          kind: 'choice',
          required: true,
          options: ['优势企业', '示范企业', '高价值专利', '专利奖', '贯标'],
          isOpen: true,
          aliases: ['培育类型', '类别'],
        },
        { label: '有效发明专利', kind: 'integer', aliases: ['有效发明专利数', '发明专利数'] },
        { label: '产业领域', kind: 'text', aliases: ['所属产业', '行业'] },
        { label: '入库日期', kind: 'date', aliases: ['日期'] },
        { label: '服务专员', kind: 'text', aliases: ['联系人', '责任人'] },
        { label: '状态', kind: 'status', required: true, aliases: ['进展', '培育状态'] },
        { label: '培育措施', kind: 'longText', aliases: ['工作措施'] },
        NOTE,
      ],
      {
        keys: [['企业名称', '年度', '培育方向']],
        steps: ['入库', '培育', '申报', '达标'],
        ends: ['退出'],
      },
    ),
  },
];
