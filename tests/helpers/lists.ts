// Sheets with a unit in each row: lists of single things as offices keep and send them, and tables of statistics that need several rows
// for a unit. Units: 江北区, 江南区, 衡阳县.

import type { Rows } from './importing.js';

interface Sheet {
  name: string;
  rows: Rows;
  merges?: string[];
}

const UNITS = ['江北区', '江南区', '衡阳县'];
/** Each unit so often, one below the other. */
const each = (times: number): string[] => UNITS.flatMap((unit) => Array.from({ length: times }, () => unit));
const FIRMS = '华瑞 鼎盛 康达 金泰 宏远 恒通 天宇 博大 永兴 汇丰 三元 海德'.split(' ');
const firm = (n: number): string => `${FIRMS[n % FIRMS.length]}${n < FIRMS.length ? '' : n}机械有限公司`;
const PEOPLE = '王伟 李娜 张敏 刘强 陈静 杨磊 赵军 黄洋 周勇 吴艳 徐杰 孙涛'.split(' ');
const person = (n: number): string => PEOPLE[n % PEOPLE.length]!;
const phone = (n: number): string => `1390632${String(1000 + n * 37)}`;
const day = (n: number): string => `2024-0${1 + (n % 6)}-${10 + n}`;
const count = (n: number): number => 3 + ((n * 7) % 20);

/** A row per unit of `units`, what stands behind the unit made of its place. */
const lines = (units: readonly string[], ...cells: ((n: number) => string | number | null)[]): Rows =>
  units.map((unit, n) => [unit, ...cells.map((cell) => cell(n))]);

const MONTH = '2024年1—6月知识产权工作统计表';

/** Lists with numbers that statistics could take. */
export const LISTS: readonly Sheet[] = [
  {
    name: 'firms with their grants',
    rows: [['重点企业专利情况'], ['区县', '企业', '专利授权量'], ...lines(each(4), firm, count)],
  },
  {
    name: 'the same number in each row, under a month',
    rows: [['2024年1—6月维权援助案件登记'], ['区县', '求助人', '维权援助案件数'], ...lines(each(3), person, () => 1)],
  },
  {
    name: 'the unit in the last column',
    rows: [
      ['参训企业'],
      ['企业', '参训人', '培训人次', '区县'],
      ...each(3).map((unit, n) => [firm(n), person(n), 1, unit]),
    ],
  },
  {
    name: 'the unit written once over its rows, merged',
    rows: [
      ['企业摸底'],
      ['区县', '企业', '专利申请量', '专利授权量'],
      ...each(3).map((unit, n) => [n % 3 === 0 ? unit : null, firm(n), count(n), count(n + 1)]),
    ],
    merges: ['A3:A5', 'A6:A8', 'A9:A11'],
  },
  {
    name: 'the unit written once over its rows, not merged',
    rows: [
      ['企业摸底'],
      ['区县', '企业', '专利授权量'],
      ...each(3).map((unit, n) => [n % 3 === 0 ? unit : null, firm(n), count(n)]),
    ],
  },
  {
    name: 'two rows of heads',
    rows: [
      ['培训报名汇总'],
      ['区县', '学员', null, '培训人次'],
      [null, '姓名', '联系电话', null],
      ...lines(each(3), person, phone, () => 1),
    ],
    merges: ['A2:A3', 'B2:C2', 'D2:D3'],
  },
  {
    name: 'telephones and codes typed as numbers',
    rows: [
      ['人才库'],
      ['姓名', '区县', '手机', '专利授权量'],
      ...each(3).map((unit, n) => [person(n), unit, Number(phone(n)), count(n)]),
    ],
  },
  {
    name: 'a month in each row',
    rows: [
      ['专利密集型产品备案'],
      ['区县', '企业', '发明专利授权量', '备案时间'],
      ...lines(each(4), firm, count, (n) => `2024年${1 + (n % 3)}月`),
    ],
  },
  {
    name: 'few rows, two units twice',
    rows: [
      ['参训回执'],
      ['区县', '姓名', '电话', '培训人次'],
      ...lines(['江北区', '江南区', '衡阳县', '江北区', '江南区'], person, phone, () => 1),
    ],
  },
  {
    name: 'kinds that are indicators among its columns',
    rows: [
      ['案件办理一览'],
      ['编号', '区县', '案子', '涉嫌企业', '立案', '罚款（元）'],
      ...each(4).map((unit, n) => [
        `枣知字${n}号`,
        unit,
        n % 2 === 0 ? '假冒专利' : '商标侵权',
        firm(n),
        day(n),
        1000 * n,
      ]),
    ],
  },
  {
    name: '合计 below',
    rows: [['重点企业专利情况'], ['区县', '企业', '专利授权量'], ...lines(each(3), firm, () => 2), ['合计', null, 18]],
  },
  {
    name: 'one unit in all rows',
    rows: [
      ['江北区企业摸底'],
      ['区县', '企业', '专利授权量'],
      ...lines(
        Array.from({ length: 6 }, () => '江北区'),
        firm,
        count,
      ),
    ],
  },
];

/** Lists without a number that statistics could take: nothing is to be asked of them. */
export const LISTS_WITHOUT_FIGURES: readonly Sheet[] = [
  {
    name: 'people of a course',
    rows: [
      ['学员登记表'],
      ['序号', '区县', '姓名', '单位', '电话'],
      ...each(3).map((unit, n) => [n + 1, unit, person(n), firm(n), phone(n)]),
    ],
  },
  { name: 'one person of each unit', rows: [['联络员'], ['区县', '姓名', '手机'], ...lines(UNITS, person, phone)] },
  {
    name: 'telephones typed as numbers',
    rows: [['参会人员'], ['区县', '姓名', '手机'], ...lines([...UNITS, '江北区'], person, (n) => Number(phone(n)))],
  },
  {
    name: 'side by side',
    rows: [
      ['参会人员'],
      ['区县', '姓名', '电话', '区县', '姓名', '电话'],
      ...each(2).map((unit, n) => [unit, person(n), phone(n), UNITS[n % 3]!, person(n + 6), phone(n + 6)]),
    ],
  },
  {
    name: 'firms of one unit that the title names',
    rows: [
      ['江北区重点企业专利情况'],
      ['序号', '企业', '专利授权量'],
      ...each(2).map((_, n) => [n + 1, firm(n), count(n)]),
    ],
  },
  {
    name: 'tasks under a title that says list',
    rows: [
      ['重点任务清单'],
      ['区县', '任务', '责任人', '完成时限'],
      ...lines(
        each(2),
        (n) => `开展专利培育第${n}项`,
        () => person(1),
        day,
      ),
    ],
  },
];

/** Several rows for a unit, and statistics all the same. */
export const STATISTICS: readonly Sheet[] = [
  {
    name: 'one row per unit, with who filled it in',
    rows: [[MONTH], ['区县', '专利授权量', '填报人', '联系电话'], ...lines(UNITS, count, person, phone)],
  },
  {
    name: 'who filled it in before the numbers',
    rows: [[MONTH], ['区县', '填报人', '联系电话', '专利授权量'], ...lines(UNITS, person, phone, count)],
  },
  {
    name: 'months of each unit',
    rows: [
      ['2024年统计表'],
      ['区县', '月份', '专利授权量', '填报人'],
      ...lines(each(3), (n) => `${1 + (n % 3)}月`, count, person),
    ],
  },
  {
    name: 'days of reporting below each unit',
    rows: [
      ['2024年3月统计表'],
      ['区县', '报送日期', '专利授权量', '填报人'],
      ...lines(each(3), (n) => `2024-0${1 + (n % 3)}-05`, count, person),
    ],
  },
  {
    name: 'weeks of each unit',
    rows: [['2024年6月统计表'], ['区县', '周次', '专利申请量'], ...lines(each(4), (n) => `第${1 + (n % 4)}周`, count)],
  },
  {
    name: 'indicators below each unit',
    rows: [
      [MONTH],
      ['区县', '指标', '完成数', '责任人'],
      ...lines(each(2), (n) => ['专利授权量', '商标注册量'][n % 2]!, count, person),
    ],
    merges: ['A3:A4', 'A5:A6', 'A7:A8'],
  },
  {
    name: 'tasks that nobody knows below each unit',
    rows: [
      [MONTH],
      ['区县', '工作任务', '完成数', '责任人'],
      ...lines(each(3), (n) => ['培育组合', '建设站点', '入企服务'][n % 3]!, count, person),
    ],
  },
  {
    name: 'tasks that nobody knows of one unit',
    rows: [
      [MONTH],
      ['区县', '工作任务', '完成数'],
      ...['培育组合', '建设站点', '入企服务', '园区对接'].map((task, n) => ['江北区', task, count(n)]),
    ],
  },
  {
    name: 'industries of each unit',
    rows: [
      [MONTH],
      ['区县', '产业', '发明专利授权量'],
      ...lines(each(3), (n) => ['装备', '新材料', '医药'][n % 3]!, count),
    ],
  },
  {
    name: 'departments of each unit',
    rows: [
      [MONTH],
      ['区县', '填报部门', '专利授权量'],
      ...lines(each(2), (n) => `${each(2)[n]}${['市场监管局', '科技局'][n % 2]}`, count),
    ],
  },
  {
    name: 'towns of each unit',
    rows: [[MONTH], ['区县', '乡镇', '专利授权量'], ...lines(each(3), (n) => `${'甲乙丙丁戊己庚辛壬'[n]}岭镇`, count)],
  },
  {
    name: '其中 below each unit',
    rows: [
      [MONTH],
      ['区县', '专利授权量', '备注'],
      ...UNITS.flatMap((unit, n): Rows => [
        [unit, 50 + n, null],
        ['其中：企业', count(n), `见附件${n}`],
      ]),
    ],
  },
  {
    name: 'two sections with a line above each',
    rows: [
      [MONTH],
      ['区县', '专利授权量', '责任人'],
      ['2024年1—6月', null, null],
      ...lines(UNITS, count, person),
      ['2023年1—6月', null, null],
      ...lines(UNITS, count, (n) => person(n + 5)),
    ],
  },
  {
    name: 'two units twice by mistake, with who filled it in',
    rows: [[MONTH], ['区县', '专利授权量', '联系人'], ...lines([...UNITS, '江北区', '江南区'], count, person)],
  },
];
