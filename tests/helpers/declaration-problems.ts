// Mistakes of a ledger's declaration that types cannot see: what the tests of the registry ask of every shipped one.

import { statusFieldOf, type Ledger } from '../../shared/ledgers/define.js';
import { stagesFrom } from '../../shared/ledgers/stages.js';

/** One line per mistake; empty where the declaration holds together. */
export function declarationProblems(ledger: Ledger): string[] {
  const problems: string[] = [];
  const has = (name: string): boolean => Object.hasOwn(ledger.fields, name);
  const status = statusFieldOf(ledger);
  if ((status === null) !== (ledger.stages === undefined)) problems.push('a status field and stages belong together');
  for (const rollup of ledger.rollups) {
    for (const filter of rollup.where ?? [])
      if ('reached' in filter && (filter.field !== status || stagesFrom(ledger.stages!, filter.reached).length === 0))
        problems.push(`${rollup.code}: no stage ${filter.reached}`);
    if (typeof rollup.measure === 'object' && 'sum' in rollup.measure) {
      const kind = ledger.fields[rollup.measure.sum]?.kind;
      if (kind !== 'amount' && kind !== 'integer' && kind !== 'personCount')
        problems.push(`${rollup.code}: sum of ${kind}`);
    }
    const { when } = rollup;
    const lines = when.kind === 'lineIn' ? ledger.fields[when.lines] : undefined;
    if (when.kind === 'lineIn' && (lines?.kind !== 'lines' || lines.fields[when.on]?.kind !== 'date'))
      problems.push(`${rollup.code}: no list with ${when.on}`);
    if (typeof rollup.measure === 'object' && 'sumOfLines' in rollup.measure) {
      const kind = lines?.kind === 'lines' ? lines.fields[rollup.measure.sumOfLines]?.kind : undefined;
      if (kind !== 'amount' && kind !== 'integer') problems.push(`${rollup.code}: sum of ${kind} in a list`);
    }
    for (const filter of rollup.where ?? [])
      if ('tag' in filter && ledger.fields[filter.field]?.kind !== 'enterprise')
        problems.push(`${rollup.code}: tag of no enterprise`);
    if (
      typeof rollup.measure === 'object' &&
      'distinct' in rollup.measure &&
      ledger.fields[rollup.measure.distinct]?.kind !== 'enterprise'
    )
      problems.push(`${rollup.code}: distinct of no enterprise`);
  }
  for (const { from, days, to } of ledger.due ?? [])
    if (
      ledger.fields[from]?.kind !== 'date' ||
      ledger.fields[to]?.kind !== 'date' ||
      ledger.fields[days]?.kind !== 'integer'
    )
      problems.push(`due ${to}: needs dates and a number of days`);
  for (const reminder of ledger.reminders ?? []) {
    if (ledger.fields[reminder.on]?.kind !== 'date') problems.push(`${reminder.id}: no date ${reminder.on}`);
    const per = reminder.newestPer;
    if (per !== undefined && ledger.fields[per]?.kind !== 'enterprise')
      problems.push(`${reminder.id}: no enterprise ${per}`);
  }
  const closed = ledger.stages?.closed;
  if (
    closed !== undefined &&
    (ledger.fields[closed.on]?.kind !== 'date' || !ledger.stages!.paths.some((path) => path.steps.includes(closed.at)))
  )
    problems.push(`closed: no date ${closed.on} or no step ${closed.at}`);
  for (const { field, is, empty } of ledger.empties ?? []) {
    const known = ledger.fields[field];
    if (known?.kind !== 'choice' || !known.options.includes(is) || !empty.every(has))
      problems.push(`empties of ${field}: no such value or fields`);
  }
  const { leadsTo } = ledger;
  if (leadsTo !== undefined) {
    if (ledger.fields[leadsTo.by]?.kind !== 'text') problems.push(`leads to ${leadsTo.ledger}: no text ${leadsTo.by}`);
    const named = [
      ...leadsTo.where.map(({ field }) => field),
      ...Object.keys(leadsTo.sets),
      ...Object.values(leadsTo.takes),
    ];
    if (!named.every(has)) problems.push(`leads to ${leadsTo.ledger}: no such fields`);
  }
  const ids = (ledger.reminders ?? []).map((reminder) => reminder.id);
  if (new Set(ids).size !== ids.length) problems.push('two reminders of one id');
  for (const { title, on, columns } of ledger.papers ?? [])
    if (ledger.fields[on]?.kind !== 'date' || !columns.every(has)) problems.push(`paper ${title}: no such fields`);
  if (ledger.stages?.pathField !== undefined && !has(ledger.stages.pathField)) problems.push('no path field');
  for (const [alias, stage] of Object.entries(ledger.stages?.aliases ?? {}))
    if (!ledger.stages!.paths.some((path) => path.steps.includes(stage)) && !ledger.stages!.ends.includes(stage))
      problems.push(`alias ${alias} names no stage`);
  return problems;
}
