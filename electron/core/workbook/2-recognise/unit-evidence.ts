// Who submits a table, from what stands around it: 填报单位, stamp, title, names of sheet and file, a cover, other tables of its sheet.

import type { TableContext } from './context.js';
import type { Cover } from './cover-sheet.js';
import type { Vocabulary } from './find-table.js';
import { saysContinued } from './lines.js';
import type { UnitMatch } from './names.js';
import { withoutPeriods } from './period-text.js';
import type { RecognisedTable } from './recognise.js';

export interface UnitEvidence {
  /** 填报单位, 标题, 工作表名, 文件名 */
  where: string;
  text: string;
  match: UnitMatch;
}

/** What the file says beside the sheet. */
export interface Around {
  fileName: string;
  cover: Cover | null;
}

/** Where evidence stands that the name of the file gives. */
export const IN_NAME = '文件名';

/** All that names a unit, in the order of its weight. */
export function unitEvidence(
  context: TableContext,
  sheetName: string | null,
  { fileName, cover }: Around,
  words: Vocabulary,
): UnitEvidence[] {
  const evidence: UnitEvidence[] = [];
  if (context.unitLine)
    evidence.push({ where: '填报单位', text: context.unitLine.text, match: words.units.exact(context.unitLine.text) });
  // The stamp under the table: 江北区市场监督管理局（盖章）.
  for (const note of context.notes)
    if (words.units.exact(note.text).kind === 'found')
      evidence.push({ where: '落款', text: note.text, match: words.units.exact(note.text) });
  for (const title of context.titles)
    evidence.push({ where: '标题', text: title.text, match: words.units.inText(title.text) });
  if (sheetName !== null) evidence.push({ where: '工作表名', text: sheetName, match: words.units.inText(sheetName) });
  for (const { text, match } of cover?.units ?? []) evidence.push({ where: '封面', text, match });
  const folderAndName = fileName.split('/');
  for (const part of folderAndName.toReversed())
    evidence.push({ where: IN_NAME, text: part, match: words.units.inText(part.replace(/\.[^.]+$/, '')) });
  return evidence;
}

/** A table that names no unit takes the one that the other tables of its sheet name, where they agree. */
export function shareUnits(tables: RecognisedTable[], words: Vocabulary): void {
  shareTitles(tables, words);
  const named = tables.flatMap((table) =>
    table.unit.filter((item) => item.match.kind === 'found' && (item.where === '填报单位' || item.where === '落款')),
  );
  const ids = new Set(named.map((item) => (item.match.kind === 'found' ? item.match.unit.id : 0)));
  if (ids.size !== 1) return;
  for (const table of tables)
    if (!table.unit.some((item) => item.where === '填报单位' || item.where === '落款'))
      table.unit.unshift({ ...named[0]!, where: '同一工作表的填报单位' });
}

/** 二、商标 below the title 江北区统计表: a part of it. A place in such a heading, known or not, is another unit. */
const SECTION = /^\s*[(（]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})\s*[)）、.．]/u;

function shareTitles(tables: RecognisedTable[], words: Vocabulary): void {
  const first = tables[0]?.unit.find((item) => item.where === '标题' && item.match.kind === 'found');
  if (first?.match.kind !== 'found') return;
  const { unit } = first.match;
  const others = tables.flatMap((table) =>
    table.unit.filter(
      (item) => item.match.kind !== 'none' && !(item.match.kind === 'found' && item.match.unit === unit),
    ),
  );
  if (others.length > 0) return;
  for (const table of tables.slice(1)) {
    const isPart = table.context.titles.every(
      ({ text }) => (saysContinued(text) || SECTION.test(text)) && !isOfPlace(text, words),
    );
    if (isPart && !isNamed(table)) table.unit.push({ ...first, where: '上方标题' });
  }
}

/** 三、江南 or 某甲区统计表（续）: a unit of ours in short, or a place that is none. */
export function isOfPlace(text: string, words: Vocabulary): boolean {
  const heading = withoutPeriods(text)
    .replace(SECTION, '')
    .replaceAll(/续表?|[表\d()（）]/gu, '')
    .trim();
  return /[市县区州镇乡盟旗全各]/u.test(heading) || words.units.suggestions(heading).length > 0;
}

/** A sheet that goes on with another one and does not say whose it is: its own title and name go before the other sheet. */
export function isUnnamedPart(table: RecognisedTable, words: Vocabulary): boolean {
  const { titles } = table.context;
  const isNamedItself = table.unit.some(
    ({ match, where }) => match.kind !== 'none' && (where === '标题' || where === '工作表名'),
  );
  return !isNamedItself && !titles.some(({ text }) => isOfPlace(text, words));
}

function isNamed(table: RecognisedTable): boolean {
  return table.unit.some((item) => item.match.kind === 'found');
}
