// Tells ledgers (a row per loan, case, certificate …) from statistics, by the words in their heads.

import { normaliseName } from '../../../../shared/indicators/normalise.js';
import { remembered } from '../../../../shared/model/remembered.js';
import type { Grid } from './grid.js';

/** Heads that only a list of single things has. */
const ENTRY_WORDS =
  /^(企业名称|企业全称|单位全称|领取单位|放款银行|贷款银行|放款日期|放款时间|发放日期|发放时间|质押专利号|企业|投保企业|申报单位|申报企业|承担单位|出质人|质权人|出质人\(企业名称\)|质权人\(银行\)|当事人|申请人|专利权人|权利人|案号|案由|案件名称|统一社会信用代码|信用代码|证书编号|证书号|登记号|专利号|申请号|商标号|注册号|登记日期|立案日期|结案日期|发证日期|投保日期|申报日期|有效期至|公示日期|日期|当前环节|状态|办理状态|资助类别|项目名称|主题|形式|保险公司|期限\(月\)|批次|产品名称|代理机构|法定代表人|联系人|地址|专利申请号|发明名称|专利名称|第一申请人|第一专利权人|当前权利人|申请日|授权日|授权日期|授权公告日|授权公告日期|法律状态|当前法律状态|主分类号|商标名称|商标注册号|注册人|商标注册人|国际分类|尼斯分类|注册公告日|注册日期|专用权期限|专用期至|市场主体名称|检查对象|被检查单位|检查人员|检查时间|检查日期|检查结果|抽查结果|抽查任务|抽查事项|来访人|咨询人|咨询内容|咨询事项|咨询日期|答复|答复情况|接待人|地理标志名称|文件名称|文号|发文字号|发文日期|印发日期|印发单位|发文机关|设立时间|设立日期|建设单位|依托单位|认定日期|认定批次|获奖单位|奖项名称|奖励金额|获奖项目|获奖专利|受让人|转让人|签订日期|合同编号|走访日期|走访时间|走访人|服务专员|工单号|工单编号|受理编号|投资日期|基金名称|保单号|受援单位|请求人|被请求人|受理号|受理日期|受理时间|业务类型|活动日期|举办日期|培训日期|质押登记日期|签订时间|通报日期)$/;

/** Most texts of a table are numbers: not worth a look, nor a place among the remembered ones. */
const PLAIN_NUMBER = /^[\d.,%-]+$/;
const nameIsEntryWord = remembered((text) => ENTRY_WORDS.test(normaliseName(text)));

/** A head that only a list of single things has. */
export function isEntryWord(text: string): boolean {
  // 联系人：, 日期： below a table wait for what is written behind them: they head nothing.
  return !PLAIN_NUMBER.test(text) && !/[:：]\s*$/.test(text) && nameIsEntryWord(text);
}

/** Distinct texts of a row; where no merged range lies across it, without those of numbers, which are no words. */
function writtenTexts(grid: Grid, r: number): readonly string[] {
  if (grid.isMergedRow(r)) return grid.distinctTexts(r);
  const texts = grid.rowCells(r).flatMap((cell) => (typeof cell.v === 'string' ? [cell.v.trim()] : []));
  return [...new Set(texts)];
}

/** Name of the ledger-like sheet, or null: 大事记 says it itself. A list by 批次 (第二批非正常…核查) is one too: it has a round, not a month. */
export function ledgerName(grid: Grid, sheetName: string | null, fileName: string): string | null {
  const title = firstTitle(grid);
  for (let r = 0; r < Math.min(grid.rowCount, 30); r += 1) {
    if (writtenTexts(grid, r).filter(isEntryWord).length >= 2) return title || sheetName || fileName;
  }
  // Days, kinds and subjects: its heads are words that statistics have, too.
  if (/大事记/.test(title)) return title;
  if (/第[一二三四五六七八九十\d]+批.*(核查|整改|撤回|名单|通报)/.test(title)) return title;
  return null;
}

export function firstTitle(grid: Grid): string {
  for (let r = 0; r < Math.min(grid.rowCount, 5); r += 1) {
    const texts = grid.distinctTexts(r);
    if (texts.length === 1) return texts[0]!;
    if (texts.length > 1) return '';
  }
  return '';
}
