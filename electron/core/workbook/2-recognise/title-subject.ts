// 专利授权情况统计表 over 发明, 实用新型, 外观设计, 合计: what the title is about belongs to each of its names. Only where title and
// name together are a declared name; a name that says something alone keeps what it says.

import type { LookupResult } from '../../../../shared/indicators/lookup.js';
import { normaliseName } from '../../../../shared/indicators/normalise.js';
import type { ColumnAxis } from './axes.js';
import type { TableContext } from './context.js';
import type { Vocabulary } from './find-table.js';
import { withoutPeriods } from './period-text.js';
import type { RowAxis } from './row-axes.js';
import { titleCore } from './title-indicator.js';

/** What a title is about: 专利授权 of 2024年1—3月各区县专利授权情况统计表. Empty where it says no subject. */
export function subjectsOf(title: string): string[] {
  const core = titleCore(withoutPeriods(title).replace(/^的/, ''));
  return [...new Set([core, titleCore(core)])].filter((subject) => subject !== '');
}

/**
 * Names that say nothing alone get the title's subject, all of a table or none: 合计 beside 企业 and 高校 may be the total of these
 * two only.
 */
export function addTitleSubject(
  context: TableContext,
  columns: ColumnAxis[],
  rows: RowAxis[],
  words: Vocabulary,
): void {
  contradict(context, columns, rows, words);
  const open = columns.filter(
    (axis) => axis.role === null && axis.indicator?.kind === 'unknown' && axis.namePath.length > 0,
  );
  const openRows = rows.filter((row) => row.indicator?.kind === 'unknown' && row.label !== '' && row.category === null);
  if (open.length === 0 && openRows.length === 0) return;
  for (const subject of context.titles.flatMap((title) => subjectsOf(title.text))) {
    const under = (path: readonly string[]): LookupResult => words.indicators.find([subject, ...path]);
    const named = [...open.map((axis) => axis.namePath), ...openRows.map((row) => [row.label])].map(under);
    if (!named.every((lookup) => lookup.kind === 'found')) continue;
    for (const axis of open) axis.indicator = foundOr(under(axis.namePath), axis.indicator!);
    for (const row of openRows) row.indicator = foundOr(under([row.label]), row.indicator!);
    return;
  }
}

function foundOr(lookup: LookupResult, otherwise: LookupResult): LookupResult {
  return lookup.kind === 'found' ? lookup : otherwise;
}

/** 授权量 under 发明专利情况统计表 is not all of 专利授权量: a bare name is asked about where the title narrows it. */
function contradict(context: TableContext, columns: ColumnAxis[], rows: RowAxis[], words: Vocabulary): void {
  const titles = context.titles.flatMap((title) => subjectsOf(title.text)).filter((text) => NARROW.test(text));
  if (titles.length === 0) return;
  const under = (path: readonly string[], own: LookupResult): LookupResult => {
    const lookup = words.indicators.find([titles[0]!, ...path]);
    return lookup.kind === 'found' || lookup.kind === 'contradicted' ? lookup : own;
  };
  for (const axis of columns)
    if (axis.indicator?.kind === 'found' && axis.namePath.every((name) => BARE.test(normaliseName(name))))
      axis.indicator = under(axis.namePath, axis.indicator);
  for (const row of rows)
    if (row.indicator?.kind === 'found' && row.category === null && BARE.test(normaliseName(row.label)))
      row.indicator = under([row.label], row.indicator);
}

/** Titles about one kind of patents. */
const NARROW = /^(有效|高价值)?(发明|实用新型|外观设计)(专利)?$/;
const BARE = /^(申请|授权|有效|拥有)(总)?(量|数|件数)?$/;
