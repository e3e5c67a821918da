// What 备注 or 核对意见 says of the numbers in its row: 为去年同期数, 1—2月数据, 为预计数, 全市数, 应为52. They are taken as the heads
// say, and the officer is shown the words: stored without them they would be wrong, and nobody would look there again.

import type { CheckIssue } from '../../../../shared/import/plan.js';
import { periodTitle } from '../../../../shared/model/period.js';
import { cellAddress } from '../1-read/raw-book.js';
import type { MappedCell } from './map-cells.js';
import { isOfOtherPeriod } from './note-period.js';
import { parseCell, parseText } from './parse-number.js';
import type { TableAsking } from './table-asking.js';

/** The whole of a remark, or one clause of it; 预计下月完成 and 与去年同期相比 are none. */
const ESTIMATED =
  /^(?:此|该|本)?(?:数|数据|数字|项)?(?:为|是|系)?(?:预计|预测|预估|估算|估计|测算|暂估)(?:数|值|数据|完成数)?$/u;
const OF_OTHERS =
  /^(?:此|该|本)?(?:数|数据|数字|项)?(?:为|是|系)?(?:全[国省市]|规上企业)(?:的)?(?:数|值|数据|合计数?|口径)$/u;

/** 应为52, 更正为40件; 改为5月报送 and 改为2024年口径 are of no number. */
const CORRECTED =
  /(?:应|更正|订正|修正|改)(?:该|当)?(?:为|是|成)[“"]?(\d[\d,]*(?:\.\d+)?)(?![\d,.]*(?:[年月日号季\-—~至]|个月))/u;
/** A column of opinions, where whatever does not agree is about the number. */
const OPINIONS = /意见$|[核审复确][对核实查认](?:结果|情况)?$/u;
/** All that an opinion says which agrees: 经核对，与台账一致; 不一致 and 与台账不一致 leave 不. */
const AGREEMENT =
  /[与同和][^不未无没]{1,8}(?=一致|相符|符合)|(?:无|没有?|未|不|不用|[无不][需须要]+)(?:误差?|异议|意见|问题|出入|差[异错别]|变[化动]?|修[改正]|更[改正]|调整)|一致|相符|符合|属实|真实|正确|准确|同意|认可|通过|确认|[核审复][对实核]?|数据|数值|此数|情况|[上呈]?报送?|[省市区县]局|^(?:无|没有|OK|是|对)$|经|已|[√✓✔/—–-]/giu;

interface Said {
  rule: 'estimate-stated' | 'period-contradiction' | 'scope-stated' | 'value-disputed';
  /** What the number is taken for, where the remark says something else of it. */
  taken: string;
}

/** `taken`: the numbers of the row that are taken. */
function said(remark: string, head: string, taken: readonly number[], asking: TableAsking): Said | null {
  const { period } = asking.decisions;
  if (period !== null && isOfOtherPeriod(remark, period))
    return { rule: 'period-contradiction', taken: `照表头按${periodTitle(period, 'month')}的报表处理` };
  const clauses = remark
    .normalize('NFKC')
    .replaceAll(/[\s()]/gu, '')
    .split(/[。;!]|,(?!\d{3}(?!\d))/u);
  if (clauses.some((one) => ESTIMATED.test(one))) return { rule: 'estimate-stated', taken: '照表头按实际完成数处理' };
  if (clauses.some((one) => OF_OTHERS.test(one))) return { rule: 'scope-stated', taken: '照表头按这个单位的数处理' };
  // 原报45，更正为40 beside 40, and 40 alone: it says that very number.
  const isTaken = (text: string): boolean => {
    const parsed = parseText(text);
    return parsed.kind === 'number' && taken.includes(Number(parsed.decimal));
  };
  const isDisputed = clauses.some((one) => {
    const corrected = CORRECTED.exec(one);
    if (corrected !== null) return !isTaken(corrected[1]!);
    return OPINIONS.test(head) && one.replaceAll(AGREEMENT, '') !== '' && !isTaken(one);
  });
  return isDisputed ? { rule: 'value-disputed', taken: '照数值栏所填的处理' } : null;
}

/** One issue for each remark that says something else of numbers that are taken, at the remark's cell. */
export function remarkIssues(asking: TableAsking, cells: readonly MappedCell[]): CheckIssue[] {
  const { table } = asking;
  const columns = table.columns.filter((column) => column.role === 'note');
  if (columns.length === 0) return [];
  const taken = new Map<number, number[]>();
  for (const { raw, undecided, role, r } of cells) {
    if (raw === undefined || undecided !== '' || role !== 'value') continue;
    const parsed = parseCell(raw);
    const numbers = parsed.kind === 'number' ? [Number(parsed.decimal)] : [];
    taken.set(r, [...(taken.get(r) ?? []), ...numbers]);
  }
  return [...taken].flatMap(([r, numbers]) =>
    columns.flatMap(({ c, label }): CheckIssue[] => {
      const remark = table.grid.headText(r, c).trim();
      const head = label === '' ? '备注' : label;
      const found = remark === '' ? null : said(remark, head, numbers, asking);
      if (found === null) return [];
      return [
        {
          severity: 'warn',
          rule: found.rule,
          sheet: table.sheetName,
          cell: cellAddress(r, c),
          message: `这一行的${head}是“${remark}”，数值却${found.taken}，请核实后再接收。`,
        },
      ];
    }),
  );
}
