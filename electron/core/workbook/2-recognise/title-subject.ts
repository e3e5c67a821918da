// 专利授权情况统计表 over 发明, 实用新型, 外观设计, 合计: what the title is about belongs to each of its names. Only where title and
// name together are a declared name; a name that says something alone keeps what it says.

import type { LookupResult } from '../../../../shared/indicators/lookup.js';
import { normaliseName } from '../../../../shared/indicators/normalise.js';
import type { ColumnAxis } from './axes.js';
import { findTogether } from './category-names.js';
import type { TableContext } from './context.js';
import type { Vocabulary } from './find-table.js';
import { withoutPeriods } from './period-text.js';
import type { RowAxis } from './row-axes.js';
import { titleCore, titleSubjects } from './title-indicator.js';

/** What a title is about: 专利授权 of 2024年1—3月各区县专利授权情况统计表. Empty where it says no subject. */
export function subjectsOf(title: string, words: Vocabulary): string[] {
  const core = titleCore(withoutPeriods(title).replace(/^的/, ''));
  return [...new Set([core, titleCore(core), ...titleSubjects(title, words)])].filter((subject) => subject !== '');
}

/** Subject and name as a declared path, or a single name written together: 高价值发明专利 over 拥有量. */
function findUnder(subject: string, path: readonly string[], { indicators }: Vocabulary): LookupResult {
  const lookup = indicators.find([subject, ...path]);
  return lookup.kind === 'found' || path.length > 1
    ? lookup
    : orElse(findTogether(path[0]!, subject, indicators), lookup);
}

/**
 * Names that say nothing alone get the title's subject: 申请量, 有效量 each by itself, all others of a table or none: 合计 beside 企业
 * and 高校 may be the total of these two only.
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
  const paths = [...open.map((axis) => axis.namePath), ...openRows.map((row) => [row.label])];
  for (const subject of context.titles.flatMap((title) => subjectsOf(title.text, words))) {
    const areAll = paths.every((path) => findUnder(subject, path, words).kind === 'found');
    const taken = areAll ? paths : paths.filter(isBare);
    if (!taken.some((path) => findUnder(subject, path, words).kind === 'found')) continue;
    const under = (path: readonly string[], own: LookupResult): LookupResult =>
      areAll || isBare(path) ? orElse(findUnder(subject, path, words), own) : own;
    for (const axis of open) axis.indicator = under(axis.namePath, axis.indicator!);
    for (const row of openRows) row.indicator = under([row.label], row.indicator!);
    return;
  }
}

function orElse(lookup: LookupResult, otherwise: LookupResult): LookupResult {
  return lookup.kind === 'found' ? lookup : otherwise;
}

/** 授权量 under 发明专利情况统计表 is not all of 专利授权量: a bare name is asked about where the title narrows it. */
function contradict(context: TableContext, columns: ColumnAxis[], rows: RowAxis[], words: Vocabulary): void {
  const titles = context.titles.flatMap((title) => subjectsOf(title.text, words)).filter((text) => NARROW.test(text));
  if (titles.length === 0) return;
  const under = (path: readonly string[], own: LookupResult): LookupResult => {
    const lookup = findUnder(titles[0]!, path, words);
    const isOwn = lookup.kind === 'found' && own.kind === 'found' && lookup.code === own.code && lookup.key === own.key;
    if (lookup.kind === 'contradicted' || (lookup.kind === 'found' && !isOwn)) return lookup;
    return own.kind === 'found' ? { kind: 'contradicted', candidates: [own.code], key: own.key } : own;
  };
  for (const axis of columns)
    if (axis.indicator?.kind === 'found' && isBare(axis.namePath))
      axis.indicator = under(axis.namePath, axis.indicator);
  for (const row of rows)
    if (row.indicator?.kind === 'found' && row.category === null && isBare([row.label]))
      row.indicator = under([row.label], row.indicator);
}

/** Titles about one kind of patents. */
const NARROW =
  /^(?!专利$)(?:有效|高价值|国际|海外|国外|境外|涉外|核心|绿色)?(?:发明|实用新型|外观设计|PCT)?(?:国际)?(?:专利)?$/iu;
const BARE = /^(申请|授权|注册|有效|拥有)(总)?(量|数|件数)?$/;

function isBare(path: readonly string[]): boolean {
  return path.every((name) => BARE.test(normaliseName(name)));
}
