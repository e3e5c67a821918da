// Sheets of a form for rows of ledgers: the heads and drop-downs of the ledger's own template, without the column of the unit, which
// the form itself says. Not here: reading them back (read-ledgers.ts).

import type { WriteSheet } from 'hucre/xlsx';

import { unitFieldOf } from '../../../shared/ledgers/define.js';
import { periodTitle } from '../../../shared/model/period.js';
import type { ReportingUnit } from '../../../shared/model/unit.js';
import { keyWords } from '../ledgers/export.js';
import { ledgerSheets } from '../ledgers/ledger-workbook.js';
import { columnsOf, type LedgerSheet } from '../ledgers/sheet-columns.js';
import { sheetName } from '../tables/sheet-name.js';
import type { FormLedger } from './form-meta.js';
import type { FormPlan } from './form-plan.js';
import { LEDGER_GUIDE } from './sheet-parts.js';

const SPARE_ROWS = 100;

/** Empty where the form has none. */
export function formLedgers(plan: FormPlan, unit: ReportingUnit): { sheets: WriteSheet[]; metas: FormLedger[] } {
  if (plan.ledgers.length === 0) return { sheets: [], metas: [] };
  const sheets = plan.ledgers.map((ledger): LedgerSheet => {
    const unitField = unitFieldOf(ledger);
    return {
      ledger,
      columns: columnsOf(ledger, { withPersonal: true }).filter(({ name }) => name !== unitField),
      title: `${unit.name}${periodTitle(plan.period, 'ytd')}${ledger.title}台账`,
      rows: [],
      spare: SPARE_ROWS,
      unitNames: [unit.name],
      notes: [
        `各台账工作表一行填写一条记录，都算${unit.name}的；橙色表头的栏目必填，其余没有内容的留空。`,
        '本期没有记录的，工作表留空报回即可，视为“本期无”；请不要删除工作表。',
        `${ledger.title}：报过的记录按${keyWords(ledger)}识别，再次报送时更新原来的那一条，不会重复。`,
        '号码按文字填写（单元格格式已设为文本），不要让表格软件改成科学计数法。',
        '可以增加行、调整栏目顺序、改工作表名称；请不要改动表头文字。',
      ],
    };
  });
  return {
    sheets: ledgerSheets(sheets, LEDGER_GUIDE),
    metas: sheets.map(({ ledger, columns, title }) => ({
      ledger: ledger.id,
      name: ledger.title,
      sheet: sheetName(ledger.title),
      title,
      columns: columns.map(({ name, head }) => ({ field: name, head })),
    })),
  };
}
