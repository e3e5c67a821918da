// Heads over numbers that hold a word which nothing explains (第一组, 自评, 去重后): whether the numbers below are the indicator's
// own is asked once. Not here: columns of which another one is surely the number (other-columns.ts), names of indicators that are
// not known (ask-indicators.ts).

import { normaliseMeasure, normaliseName } from '../../../../shared/indicators/normalise.js';
import type { ReportingUnit } from '../../../../shared/model/unit.js';
import type { ColumnAxis } from '../2-recognise/axes.js';
import { isWiderArea } from '../2-recognise/names.js';
import { withoutPeriods } from '../2-recognise/period-text.js';
import type { RowAxis } from '../2-recognise/row-axes.js';
import type { MappedCell } from './map-cells.js';
import { isUnitItself } from './own-zone.js';
import { rowKey } from './row-key.js';
import { shortName } from './shorten.js';
import type { TableAsking } from './table-asking.js';
import { leaveOut } from './undecided.js';

/** What a head may say of the number itself, with all that only joins such words. */
const OF_NUMBERS =
  /完成|实际|实绩|实有|现有|达到|取得|情况|进展|统计|汇总|填报|填写|填列|填数|报送|上报|核[定实]|审[定核]|认定|最终|数据|数值|数字|合计|总计|累计|新增|新发生|本期|当期|本年|今年|当年|年度|季度|月度|本月|当月|期末|截至|截止|目前|当前|指标|知识产权|工作|任务|内容|项目|主要|重点|各项|全部|所有|统计口径|全口径|总体|整体|考核|监测|结果|成效|成果|业绩|现状|基本|单位|第[一二三四五六七八九十\d]+部分|本级|[本我全各][市县区省]|[\d一二三四五六七八九十第附表数值量额总的年月日期份末底止及和与、，,./():：-]/gu;
/** Over or beside names of units: all of them. For whoever reports alone it is somebody else's number. */
const OF_UNITS = /[全各][市县区]{1,3}/gu;
/** What a head over names of indicators may say of them. */
const OF_THEMES =
  /(?:服务|代理|评估|运营)机构|创造|运用|保护|管理|服务|促进|转化|实施|执法|办案|办理|处理|维权|援助|纠纷|调解|裁决|质押|融资|贷款|金融|保险|授权|申请|注册|登记|拥有|有效|发明|实用|新型|外观|设计|专利|商标|版权|著作权|地理|标志|地标|软件|作品|植物|新品种|集成电路|布图|质量|价值|人才|培训|宣传|培育|贯标|认证|导航|示范|优势|强[企国省市县区]|资助|奖励|奖补|补助|代理|公共|综合|环境|营商|创新|科技|发展|建设|能力|水平|基础|核心|关键|约束性|预期性|产出|投入|效益|绩效|目标|国际|国内|海外|合作|交流|队伍|体系|机制|政策|法规|行政|司法|案件|监管|信用|运营|许可|转让|交易|市场|品牌|企业|教育|普及|文化|活动|业务|部门|[科股处]室|预警|风险|咨询|检索|信息|战略|规划|标准|资产|评估|产业|经济|人口|高|[类性型方面科股室]/gu;

/** 十四五 over numbers is a span of them; “十四五”规划指标 says which indicators they are. */
const OF_FIVE_YEARS = /十[三四五六]五(?!(?:时期|期间)?(?:规划|主要|重点|指标))/u;

/** Asks about each such head over numbers that would be kept; those of open heads are left until it is answered. */
export function askHeads(asking: TableAsking, cells: readonly MappedCell[]): void {
  const { table, env, decisions } = asking;
  if ((table.form !== 'unit-report' && table.form !== 'unit-table') || table.found.cross !== undefined) return;
  const rows = new Map(table.rows.map((row) => [rowKey(row), row]));
  const asked = new Map<string, MappedCell[]>();
  for (const column of table.columns) {
    const isAnswered = column.role !== null || decisions.numberColumns.has(column.c);
    const head = isAnswered ? '' : unexplained(column, decisions.unit, env.words.place, table.form === 'unit-table');
    if (head === '') continue;
    const own = cells.filter(
      (cell) =>
        cell.c === column.c &&
        (cell.role === 'value' || cell.role === 'claim') &&
        cell.indicator !== null &&
        cell.raw !== undefined &&
        cell.undecided === '' &&
        // 专利 over 专利授权量 says nothing more.
        !normaliseName(cell.indicator.name).includes(normaliseName(head)) &&
        isOfColumn(column, rows.get(rowKey({ r: cell.r, labelColumn: column.labelColumn }))),
    );
    if (own.length > 0) asked.set(head, [...(asked.get(head) ?? []), ...own]);
  }
  for (const [head, own] of asked) askOne(asking, head, own);
}

/** The column says nothing that the row's name completes: 发明 under 授权量 is a name in two parts. */
function isOfColumn(column: ColumnAxis, row: RowAxis | undefined): boolean {
  return column.indicator?.kind === 'found' || row?.indicator?.kind === 'found';
}

/** What of a head neither names the indicator nor says that it is its number; '' where all of it does. */
function unexplained(
  { indicator, namePath }: ColumnAxis,
  unit: ReportingUnit | null,
  place: string,
  isOfUnits: boolean,
): string {
  const key = indicator?.kind === 'found' ? indicator.key : null;
  const code = indicator?.kind === 'found' ? normaliseName(indicator.code) : null;
  const open = namePath.filter((text) => {
    if (normaliseMeasure(text) !== null || isUnitItself(normaliseName(text), unit)) return false;
    const name = normaliseName(withoutPeriods(text)).replaceAll(/[“”"《》]/gu, '');
    if (name === code) return false;
    if (isWiderArea(text, place)) return true;
    if (key !== null && (key.includes(name) || key.split('/').some((part) => name.includes(part)))) return false;
    if (OF_FIVE_YEARS.test(name)) return true;
    // Themes first: 量 of 质量 is none of 数量.
    const themeless = key === null ? name : name.replaceAll(OF_THEMES, '');
    const rest = isOfUnits ? themeless.replaceAll(OF_UNITS, '') : themeless;
    return rest.replaceAll(OF_NUMBERS, '') !== '';
  });
  return open.map((text) => text.trim()).join('/');
}

function askOne(asking: TableAsking, head: string, cells: readonly MappedCell[]): void {
  const first = cells[0]!;
  const answer = asking.ask({
    id: `head:${asking.table.id}:${head}`,
    kind: 'head',
    cell: first.cell,
    text: `表头“${shortName(head)}”说的是什么没有认出。它下面的数（${first.cell}等${cells.length}个）就是“${first.indicator!.name}”等指标的数吗？`,
    options: [
      { value: 'number', label: '是，按指标的数采用', kept: '是，采用' },
      { value: 'skip', label: '不是（只是其中一部分，或另一种数），不采用', kept: '不是，不采用' },
    ],
    memory: {
      topic: asking.topicOf(`head:${head}`),
      unitId: asking.reporterId,
      asks: `表头“${shortName(head)}”下面是不是指标的数`,
    },
  });
  if (answer === 'number') return;
  for (const cell of cells)
    if (answer === 'skip') leaveOut(cell, `按您的选择不采用表头“${shortName(head)}”下面的数`);
    else cell.undecided = `表头“${shortName(head)}”下面是不是指标的数待回答`;
}
