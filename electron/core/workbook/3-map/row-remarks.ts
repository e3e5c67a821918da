// What 备注 or 核对意见 says of the numbers in its row: 为去年同期数, 1—2月数据, 为预计数, 全市数, 应为52. They are taken as the heads
// say, and the officer is shown the words: stored without them they would be wrong, and nobody would look there again.

import type { CheckIssue } from '../../../../shared/import/plan.js';
import { periodTitle } from '../../../../shared/model/period.js';
import { cellAddress } from '../1-read/raw-book.js';
import type { MappedCell } from './map-cells.js';
import { isOfOtherPeriod } from './note-period.js';
import type { TableAsking } from './table-asking.js';

/** The whole of a remark, or one clause of it; 预计下月完成 and 与去年同期相比 are none. */
const ESTIMATED =
  /^(?:此|该|本)?(?:数|数据|数字|项)?(?:为|是|系)?(?:预计|预测|预估|估算|估计|测算|暂估)(?:数|值|数据|完成数)?$/u;
const OF_OTHERS =
  /^(?:此|该|本)?(?:数|数据|数字|项)?(?:为|是|系)?(?:全[国省市]|规上企业)(?:的)?(?:数|值|数据|合计数?|口径)$/u;

const CORRECTED = /(?:应|更正|订正|修正|改)(?:该|当)?(?:为|是|成)[“"]?\d/u;
/** A column of opinions, where whatever does not agree is about the number. */
const OPINIONS = /意见$/u;
const AGREED =
  /^(?:经|已|已经)?(?:核对|核实|审核)?(?:数据|数值|此数)?(?:一致|无误|相符|无异议|无意见|属实|正确|准确|同意|通过|无|没有|OK|是|对|√|✓)?$/iu;

interface Said {
  rule: 'estimate-stated' | 'period-contradiction' | 'scope-stated' | 'value-disputed';
  /** What the number is taken for, where the remark says something else of it. */
  taken: string;
}

function said(remark: string, head: string, asking: TableAsking): Said | null {
  const { period } = asking.decisions;
  if (period !== null && isOfOtherPeriod(remark, period))
    return { rule: 'period-contradiction', taken: `照表头按${periodTitle(period, 'month')}的报表处理` };
  const clauses = remark
    .normalize('NFKC')
    .replaceAll(/[\s()]/gu, '')
    .split(/[。;,]/u);
  if (clauses.some((one) => ESTIMATED.test(one))) return { rule: 'estimate-stated', taken: '照表头按实际完成数处理' };
  if (clauses.some((one) => OF_OTHERS.test(one))) return { rule: 'scope-stated', taken: '照表头按这个单位的数处理' };
  if (clauses.some((one) => CORRECTED.test(one)) || (OPINIONS.test(head) && !clauses.every((one) => AGREED.test(one))))
    return { rule: 'value-disputed', taken: '照数值栏所填的处理' };
  return null;
}

/** One issue for each remark that says something else of numbers that are taken, at the remark's cell. */
export function remarkIssues(asking: TableAsking, cells: readonly MappedCell[]): CheckIssue[] {
  const { table } = asking;
  const columns = table.columns.filter((column) => column.role === 'note');
  if (columns.length === 0) return [];
  const taken = new Set(
    cells.filter((cell) => cell.raw !== undefined && cell.undecided === '' && cell.role === 'value').map(({ r }) => r),
  );
  return [...taken].flatMap((r) =>
    columns.flatMap(({ c, label }): CheckIssue[] => {
      const remark = table.grid.headText(r, c).trim();
      const head = label === '' ? '备注' : label;
      const found = remark === '' ? null : said(remark, head, asking);
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
