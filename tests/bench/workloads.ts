// The five workloads of the import goals, the same bytes every time: W1 13 and W2 1 200 district workbooks (two-level
// header, 12 indicators × 5 figures = 60 columns, 20 rows, styled and merged as offices send them), W3 a ledger of 100 000 × 20 as .xlsx,
// W4 one of 60 000 × 20 as .xls, W5 one of 100 000 × 20 with the heads of 资助奖补项目, which is received as that ledger. Names come from the
// catalogue, codes carry their check digits; the months of a unit add up, so that an import finds nothing wrong.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { patentCheck } from '../../shared/checks/codes/patent-number.js';
import { usccCheck } from '../../shared/checks/codes/uscc.js';
import { SUM_RULES } from '../../shared/checks/rules.js';
import { CATALOGUE } from '../../shared/indicators/catalogue.js';
import { writeXls } from './xls-writer.js';
import {
  AMOUNT,
  type CellValue,
  columnName,
  DATE,
  HEAD_STYLE,
  PERCENT,
  TEXT_STYLE,
  TITLE_STYLE,
  TOTAL,
  writeXlsx,
} from './xlsx-writer.js';

export type WorkloadName = 'W1' | 'W2' | 'W3' | 'W4' | 'W5';
export const WORKLOADS: readonly WorkloadName[] = ['W1', 'W2', 'W3', 'W4', 'W5'];

const YEAR = 2024;
const W1_DISTRICTS = 13;
const W2_DISTRICTS = 100;
const TOWNS = 19;
const FIGURES = ['本月数', '本年累计', '去年同期', '同比增长（%）', '年度目标'] as const;

const PLACES = [...'东南西北中安康宁永昌兴隆平和泰丰顺福庆元新光明清河江湖山川桥林泉溪岭石金银玉龙凤云天海'];
const SURNAMES = [
  ...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林郑谢罗梁宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈',
];
const GIVEN = [...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华慧建国文斌辉鹏飞宇浩然子涵欣怡梓轩博雅诗琪天佑俊凯'];
const TRADES = [
  '科技',
  '电子',
  '智能装备',
  '生物医药',
  '新材料',
  '环保',
  '信息',
  '精密机械',
  '半导体',
  '软件',
  '食品',
  '纺织',
];

/** mulberry32: small, fast, the same on every machine. */
class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  }

  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)]!;
  }

  text(list: readonly string[], length: number): string {
    return Array.from({ length }, () => this.pick(list)).join('');
  }

  person(): string {
    return this.pick(SURNAMES) + this.text(GIVEN, 1 + this.below(2));
  }
}

const SUMMED = new Set(SUM_RULES.flatMap((rule) => [rule.total, ...rule.parts]));
/** Twelve indicators whose figures stand for themselves, with no sums and no 其中: amounts with two decimals before counts. */
export const BENCH_INDICATORS = CATALOGUE.filter(
  (indicator) =>
    indicator.kind === 'flow' &&
    indicator.total === 'sum' &&
    indicator.category !== 'base' &&
    indicator.partOf === null &&
    !SUMMED.has(indicator.code) &&
    !CATALOGUE.some((other) => other.partOf === indicator.code),
)
  .toSorted((a, b) => Number(b.measure === '万元') - Number(a.measure === '万元'))
  .slice(0, 12);

/** Districts with their towns; every name once. */
function districts(): { name: string; towns: string[] }[] {
  const random = new Random(20_240_601);
  const taken = new Set<string>();
  const place = (ending: string): string => {
    for (;;) {
      const name = random.text(PLACES, 2) + ending;
      if (!taken.has(name)) {
        taken.add(name);
        return name;
      }
    }
  };
  return Array.from({ length: W2_DISTRICTS }, (_, index) => ({
    name: place(index % 3 === 0 ? '县' : '区'),
    towns: Array.from({ length: TOWNS }, (__, n) => place(n % 2 === 0 ? '镇' : '街道')),
  }));
}

/** What one month adds, in hundredths; `year` 0 is the reporting year, 1 the year before. */
function monthly(town: string, indicator: number, month: number, year: number): number {
  let hash = 2_166_136_261;
  for (const part of [town, `${indicator}/${month}/${year}`])
    for (let n = 0; n < part.length; n++) hash = Math.imul(hash ^ part.charCodeAt(n), 16_777_619);
  const hundredths = Math.round(100 * Math.exp(7.5 + new Random(hash).next()));
  return BENCH_INDICATORS[indicator]!.measure === '万元' ? hundredths : Math.ceil(hundredths / 100) * 100;
}

const sumTo = (town: string, indicator: number, month: number, year: number): number => {
  let sum = 0;
  for (let n = 1; n <= month; n++) sum += monthly(town, indicator, n, year);
  return sum;
};

/** 同比 as districts show it: two decimals of a per cent. */
const growth = (now: number, before: number): number => Math.round((now / before - 1) * 10_000) / 100;

/** The figures of a town and an indicator, one per column; some are missing, as they come. */
function figures(town: string, indicator: number, month: number, random: Random): (number | null | '—')[] {
  const now = sumTo(town, indicator, month, 0);
  const before = sumTo(town, indicator, month, 1);
  const target = Math.ceil((sumTo(town, indicator, 12, 1) * 1.1) / 100) * 100;
  const shown = [monthly(town, indicator, month, 0), now, before, growth(now, before), target].map((value, figure) => {
    const chance = random.next();
    if (chance < 0.02) return null;
    return chance < 0.03 ? '—' : figure === 3 ? value : value / 100;
  });
  if (typeof shown[1] !== 'number' || typeof shown[2] !== 'number') shown[3] = '—';
  return shown;
}

function districtBook(district: { name: string; towns: string[] }, month: number): Buffer {
  const random = new Random(month * 1009 + district.name.charCodeAt(0) * 31 + district.name.charCodeAt(1));
  const columns = 1 + BENCH_INDICATORS.length * FIGURES.length;
  const last = columnName(columns - 1);
  const line = (text: string, s: number): CellValue[] =>
    [text, ...Array.from({ length: columns - 1 }, () => '')].map((t) => ({ t, s }));
  const head = (text: string): CellValue => ({ t: text, s: HEAD_STYLE });
  const period = `${YEAR}-${String(month).padStart(2, '0')}`;
  const rows: CellValue[][] = [
    line(`${YEAR}年1—${month}月${district.name}各乡镇（街道）知识产权工作情况统计表`, TITLE_STYLE),
    line(`报告期：${period}    填报人：${random.person()}`, TEXT_STYLE),
    [
      head('乡镇（街道）'),
      ...BENCH_INDICATORS.flatMap(({ name, measure }) => [`${name}（${measure}）`, '', '', '', ''].map(head)),
    ],
    [head(''), ...BENCH_INDICATORS.flatMap(() => FIGURES.map(head))],
  ];
  const sums = Array.from({ length: columns }, () => 0);
  // SUM() passes over numbers typed as text: their column has its total typed.
  const typed = new Set<number>();
  for (const town of district.towns) {
    const row: CellValue[] = [{ t: town, s: TEXT_STYLE }];
    for (let n = 0; n < BENCH_INDICATORS.length; n++)
      for (const [figure, value] of figures(town, n, month, random).entries()) {
        if (typeof value !== 'number') {
          row.push({ t: value ?? '', s: TEXT_STYLE });
          continue;
        }
        sums[row.length]! += Math.round(value * 100);
        // Numbers typed as text and with a format, as they come.
        if (random.next() < 0.01) {
          typed.add(row.length);
          row.push({ t: value.toLocaleString('en-US'), s: TEXT_STYLE });
        } else row.push({ n: value, s: figure === 3 ? PERCENT : AMOUNT });
      }
    rows.push(row);
  }
  const [top, bottom] = [5, 4 + TOWNS];
  rows.push([
    { t: '合计', s: TEXT_STYLE },
    ...sums.slice(1).map((sum, index): CellValue => {
      const column = columnName(index + 1);
      if (index % FIGURES.length !== 3) {
        const total = { n: sum / 100, s: TOTAL };
        return typed.has(index + 1) ? total : { ...total, f: `SUM(${column}${top}:${column}${bottom})` };
      }
      const [now, before] = [columnName(index - 1), columnName(index)];
      const f = `(${now}${bottom + 1}/${before}${bottom + 1}-1)*100`;
      return { n: (sums[index - 1]! / sums[index]! - 1) * 100, f, s: TOTAL };
    }),
  ]);
  rows.push(line(`单位负责人：${random.person()}    审核人：${random.person()}    报出日期：${period}-10`, TEXT_STYLE));
  rows.push(line('注：“—”表示未报。', TEXT_STYLE));
  const across = (row: number): string => `A${row}:${last}${row}`;
  const heads = BENCH_INDICATORS.map((_, n) => `${columnName(1 + n * 5)}3:${columnName(5 + n * 5)}3`);
  return writeXlsx({
    name: '月报',
    rows,
    merges: [across(1), across(2), 'A3:A4', ...heads, across(bottom + 2), across(bottom + 3)],
  });
}

const LEDGER_HEAD =
  '序号 企业名称 统一社会信用代码 所属区县 行业 专利号 专利名称 专利类型 申请日期 授权日期 补贴类别 申报金额（元） 核定金额（元） 拨付金额（元） 拨付日期 经办人 联系电话 开户行 是否高新 备注'.split(
    ' ',
  );

function* ledgerRows(count: number, seed: number): Generator<CellValue[]> {
  const random = new Random(seed);
  const areas = districts().map(({ name }) => name);
  const alphabet = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'];
  const firms = Array.from({ length: Math.ceil(count / 5) }, () => {
    const body = `91370400${random.text(alphabet, 9)}`;
    return {
      name: `${random.text(PLACES, 2)}${random.text(GIVEN, 2)}${random.pick(TRADES)}有限公司`,
      code: body + (usccCheck(body) ?? '0'),
      area: random.pick(areas),
      trade: random.pick(TRADES),
    };
  });
  const cents = (limit: number): number => random.below(limit * 100) / 100;
  yield LEDGER_HEAD;
  for (let n = 1; n <= count; n++) {
    const firm = random.pick(firms);
    const kind = 1 + random.below(3);
    const digits = `${2015 + random.below(10)}${kind}${String(random.below(10_000_000)).padStart(7, '0')}`;
    const applied = 42_005 + random.below(3400);
    const granted = applied + 100 + random.below(800);
    const amount = cents(60_000);
    const paid = random.next() < 0.85;
    yield [
      n,
      firm.name,
      firm.code,
      firm.area,
      firm.trade,
      `ZL${digits}.${patentCheck(digits) ?? '0'}`,
      `一种${random.text([...PLACES, ...GIVEN], 4 + random.below(11))}${random.pick(['方法', '装置', '系统', '结构'])}`,
      ['发明专利', '实用新型', '外观设计'][kind - 1]!,
      { n: applied, s: DATE },
      random.next() < 0.9 ? { n: granted, s: DATE } : null,
      random.pick(['专利资助', '研发补贴', '高企奖励', '技改补助', '贷款贴息']),
      { n: amount, s: AMOUNT },
      { n: Math.round(amount * 80) / 100, s: AMOUNT },
      paid ? { n: Math.round(amount * 80) / 100, s: AMOUNT } : null,
      paid ? { n: granted + 30 + random.below(170), s: DATE } : null,
      random.person(),
      `1${random.pick(['3', '5', '7', '8'])}${String(random.below(1_000_000_000)).padStart(9, '0')}`,
      `${random.pick(['工商银行', '农业银行', '中国银行', '建设银行', '交通银行'])}${firm.area}支行`,
      random.next() < 0.3 ? '是' : '否',
      random.next() < 0.1 ? '补充材料已提交' : null,
    ];
  }
}

const SUBSIDY_HEAD =
  '序号 年度 级别 资助类别 申报单位 统一社会信用代码 区（市） 资助方式 资助对象 专利号 数量 受理号 申报日期 申报金额（万元） 核定金额（万元） 拨付金额（万元） 拨付日期 当前环节 批次 备注'.split(
    ' ',
  );

/** Rows of 资助奖补项目: every one complete, with a number of its own and a patent of its own. */
function* subsidyRows(count: number, seed: number): Generator<CellValue[]> {
  const random = new Random(seed);
  const areas = districts().map(({ name }) => name);
  const alphabet = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'];
  const firms = Array.from({ length: Math.ceil(count / 5) }, (_, n) => {
    const body = `91370400${random.text(alphabet, 9)}`;
    return {
      name: `${random.text(PLACES, 2)}${random.text(GIVEN, 2)}${random.pick(TRADES)}${n}有限公司`,
      code: body + (usccCheck(body) ?? '0'),
      area: random.pick(areas),
    };
  });
  yield [`${YEAR}年知识产权资助奖补项目台账`];
  yield SUBSIDY_HEAD;
  for (let n = 1; n <= count; n++) {
    const firm = random.pick(firms);
    const digits = `${2015 + (n % 9)}1${String(n).padStart(7, '0')}`;
    const fen = random.below(6_000_000) * 100;
    const isPaid = random.next() < 0.85;
    yield [
      n,
      YEAR,
      random.pick(['省级', '市级', '区级']),
      random.pick(['国内发明专利资助', '国外发明专利资助', '首件发明专利资助', '知识产权贯标奖励']),
      firm.name,
      firm.code,
      firm.area,
      '后补助',
      `一种${random.text([...PLACES, ...GIVEN], 4 + random.below(11))}${random.pick(['方法', '装置', '系统', '结构'])}`,
      `ZL${digits}.${patentCheck(digits) ?? '0'}`,
      1 + random.below(3),
      `SL${YEAR}${String(n).padStart(7, '0')}`,
      { n: 45_300 + random.below(200), s: DATE },
      { n: fen / 1_000_000, s: AMOUNT },
      { n: fen / 1_000_000, s: AMOUNT },
      isPaid ? { n: fen / 1_000_000, s: AMOUNT } : null,
      isPaid ? { n: 45_530 + random.below(30), s: DATE } : null,
      isPaid ? '已拨付' : random.pick(['初审通过', '公示']),
      `${YEAR}年度第${1 + random.below(4)}批`,
      random.next() < 0.1 ? '补充材料已提交' : null,
    ];
  }
}

function ledgerUnits(folder: string, name: WorkloadName): void {
  const units = districts().map((district, n) => `${district.name},,county,${n + 1},yes,yes,,,`);
  writeFileSync(
    join(folder, `${name}-units.csv`),
    `name,aliases,kind,order,counts_in_total,ranked,valid_from,valid_to,population_${YEAR - 1}\n${units.join('\n')}\n`,
  );
}

/** Writes a workload into its folder; for W1, W2 and W5 also `units.csv` beside it. */
export function writeWorkload(name: WorkloadName, folder: string): void {
  mkdirSync(join(folder, name), { recursive: true });
  if (name === 'W3') {
    writeFileSync(join(folder, name, '台账.xlsx'), writeXlsx({ name: '台账', rows: ledgerRows(100_000, 3) }));
    return;
  }
  if (name === 'W5') {
    writeFileSync(join(folder, name, '资助台账.xlsx'), writeXlsx({ name: '资助', rows: subsidyRows(100_000, 5) }));
    ledgerUnits(folder, name);
    return;
  }
  if (name === 'W4') {
    writeFileSync(join(folder, name, '台账.xls'), writeXls('台账', ledgerRows(60_000, 4)));
    return;
  }
  const all = districts().slice(0, name === 'W1' ? W1_DISTRICTS : W2_DISTRICTS);
  const months = name === 'W1' ? [6] : Array.from({ length: 12 }, (_, n) => n + 1);
  for (const month of months)
    for (const [index, district] of all.entries())
      writeFileSync(
        join(folder, name, `${String(month).padStart(2, '0')}_${String(index).padStart(3, '0')}_${district.name}.xlsx`),
        districtBook(district, month),
      );
  const units = all.flatMap(({ towns }) => towns).map((town, n) => `${town},,town,${n + 1},yes,yes,,,`);
  writeFileSync(
    join(folder, `${name}-units.csv`),
    `name,aliases,kind,order,counts_in_total,ranked,valid_from,valid_to,population_${YEAR - 1}\n${units.join('\n')}\n`,
  );
}
