// 下达通知: a letter in the form of GB/T 9704 (title, addressees, text, list of enclosures, signature and date) before the
// 目标任务分解表 and one sheet per unit. The letter is a draft: the officer fills in what is left open.

import { writeFileSync } from 'node:fs';

import type { Ctx } from '../context.js';
import { factsOf } from '../statistics/service.js';
import { printPdf } from '../tables/print-pdf.js';
import { escapeHtml, tablesToHtml } from '../tables/to-html.js';
import { sheetName } from '../tables/sheet-name.js';
import { sheetOf } from '../tables/to-xlsx.js';
import { writeWorkbook } from '../tables/xlsx-writer.js';
import { targetMatrix } from './matrix.js';
import { splitSheet, unitSheet } from './sheets.js';
import type { ParsedParams, Result } from '../../../shared/contract/index.js';
import { AppError } from '../../../shared/errors/app-error.js';
import type { PrintTable } from '../../../shared/reports/print-table.js';

const LETTER_STYLE = `
@page letter { size: A4 portrait; margin: 37mm 26mm 35mm 28mm; @top-center { content: none; } @bottom-center { content: none; } }
.letter { page: letter; font: 16pt/29pt "仿宋","仿宋_GB2312","FangSong","Noto Serif CJK SC","Noto Serif SC",serif; break-after: page; }
.letter h1 { font: 22pt/34pt "方正小标宋简体","方正小标宋_GBK","华文中宋","STZhongsong","Noto Serif CJK SC",serif; text-align: center; margin: 0 0 29pt; }
.letter .no { text-align: center; margin: 0 0 29pt; }
.letter p { margin: 0; text-indent: 2em; text-align: justify; }
.letter p.to { text-indent: 0; }
.letter p.sign { text-align: right; text-indent: 0; margin-right: 4em; }
.letter p.gap { margin-top: 29pt; }`;

/** 2022-02-15 → 2022年2月15日; open where nothing is given. */
function dateText(date: string, year: number): string {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  return found ? `${found[1]}年${Number(found[2])}月${Number(found[3])}日` : `${year}年　月　日`;
}

export async function exportTargets(
  ctx: Ctx,
  params: ParsedParams<'targets.export'>,
): Promise<Result<'targets.export'>> {
  ctx.job.step({ done: 0, total: 2, stage: '正在制表' });
  const matrix = targetMatrix(ctx, params.period);
  const facts = factsOf(ctx, params.period);
  if (!matrix.columns.some((column) => column.sum.target !== '' || column.cells.some((cell) => cell.words !== '')))
    throw new AppError('input.invalid', { what: `${matrix.year}年还没有下达给各单位的目标` });
  const words = { bureau: facts.bureau, scope: facts.scope };
  const table = splitSheet(matrix, words);
  const sheets = matrix.units.flatMap((_unit, index) => unitSheet(matrix, index, words) ?? []);
  // As the letter numbers its enclosures.
  const tables =
    params.what === 'table'
      ? [table]
      : [{ ...table, enclosure: '附件1' }, ...sheets.map((sheet) => ({ ...sheet, enclosure: '附件2' }))];
  const name = params.what === 'table' ? table.title : `关于下达${matrix.year}年知识产权目标任务的通知`;
  ctx.job.step({ done: 1, total: 2, stage: params.format === 'pdf' ? '正在生成 PDF' : '正在写入文件' });
  const output = ctx.files.output(`${name}.${params.format}`);
  if (params.format === 'xlsx') writeFileSync(output.path, await workbook(tables, name));
  else {
    const units = matrix.units
      .filter((_unit, index) => unitSheet(matrix, index, words) !== null)
      .map((unit) => unit.name);
    const letter =
      params.what === 'table'
        ? undefined
        : {
            style: LETTER_STYLE,
            html: letterHtml({
              ...words,
              year: matrix.year,
              units,
              document: params.document,
              date: dateText(params.date, matrix.year),
            }),
          };
    const html = tablesToHtml(tables, letter);
    if (params.format === 'html') writeFileSync(output.path, html);
    else await printPdf(ctx, html, output.path);
  }
  ctx.job.step({ done: 2, total: 2, stage: '完成' });
  return output.finish();
}

interface Letter {
  bureau: string;
  scope: string;
  year: number;
  units: readonly string[];
  document: string;
  date: string;
}

function letterHtml({ bureau, scope, year, units, document, date }: Letter): string {
  const paragraphs = [
    `为做好${year}年${scope}知识产权工作，现将${year}年知识产权目标任务下达给你们，请认真组织落实。`,
    '请各单位将任务分解到月、明确到人，按规定时间报送完成情况。目标任务完成情况将定期通报，并作为年度考核的依据。',
  ];
  return `<section class="letter">
<h1>${escapeHtml(bureau)}<br>关于下达${year}年知识产权目标任务的通知</h1>
${document === '' ? '' : `<p class="no">${escapeHtml(document)}</p>\n`}<p class="to">${escapeHtml(units.join('、'))}：</p>
${paragraphs.map((text) => `<p>${escapeHtml(text)}</p>`).join('\n')}
<p class="gap">附件：1. ${year}年${escapeHtml(scope)}知识产权目标任务分解表</p>
<p style="text-indent:5em">2. 各单位${year}年知识产权目标任务</p>
<p class="sign gap">${escapeHtml(bureau)}</p>
<p class="sign">${escapeHtml(date)}</p>
</section>
`;
}

export async function workbook(tables: readonly PrintTable[], title: string): Promise<Uint8Array> {
  const names = new Set<string>();
  const specs = tables.map((table) => ({ ...sheetOf(table), name: sheetName(table.title, names) }));
  return writeWorkbook(specs, title);
}
