// What 备注 says of the numbers in its row: 为去年同期数, 1—2月数据, 为预计数, 全市数. They are taken as the heads say, and the
// officer is shown the words: stored without them they would be wrong, and nobody would look there again.

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

interface Said {
  rule: 'estimate-stated' | 'period-contradiction' | 'scope-stated';
  /** What the number is taken for, where the remark says something else of it. */
  taken: string;
}

function said(remark: string, asking: TableAsking): Said | null {
  const { period } = asking.decisions;
  if (period !== null && isOfOtherPeriod(remark, period))
    return { rule: 'period-contradiction', taken: `按${periodTitle(period, 'month')}的报表处理` };
  const clauses = remark
    .normalize('NFKC')
    .replaceAll(/[\s()]/gu, '')
    .split(/[。;,]/u);
  if (clauses.some((one) => ESTIMATED.test(one))) return { rule: 'estimate-stated', taken: '按实际完成数处理' };
  if (clauses.some((one) => OF_OTHERS.test(one))) return { rule: 'scope-stated', taken: '按这个单位的数处理' };
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
    columns.flatMap(({ c }): CheckIssue[] => {
      const remark = table.grid.headText(r, c).trim();
      const found = remark === '' ? null : said(remark, asking);
      if (found === null) return [];
      return [
        {
          severity: 'warn',
          rule: found.rule,
          sheet: table.sheetName,
          cell: cellAddress(r, c),
          message: `这一行的备注是“${remark}”，数值却照表头${found.taken}，请核实后再接收。`,
        },
      ];
    }),
  );
}
