// What the filters of a grid say, and its order, as SQL. Every name in it comes from a declared field; values are always bound.

import { fieldOf, fieldsOf, unitFieldOf, type Ledger } from '../../../shared/ledgers/define.js';
import type { LedgerFilter, LedgerSort } from '../../../shared/contract/calls/ledgers.js';
import { withoutInvisible } from '../../../shared/ledgers/read-field.js';
import { columnOf, enterpriseIdOf, isSearched, tableOf, toSql, type SqlValue } from './ledger-columns.js';
import { enterpriseName } from '../../../shared/model/enterprise.js';

/** A condition with its bound values. */
export interface Where {
  sql: string;
  values: SqlValue[];
}

function likeText(text: string): string {
  return `%${text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
}

/** Fields that are found by pinyin initials too: enterprises and what a row is called, not its notes. */
function namesOf(ledger: Ledger): string[] {
  const fields = fieldsOf(ledger);
  const title = fields.find(([, field]) => field.kind === 'enterprise' || field.kind === 'text')?.[0];
  return fields.filter(([name, field]) => field.kind === 'enterprise' || name === title).map(([name]) => name);
}

const isInitials = (word: string): boolean => /^[a-z]{2,}$/i.test(word);

/** Cells whose initials contain what is bound. Each different name is looked at once: 5000 enterprises have 100 000 rows. */
function initialsTest(ledger: Ledger, name: string): string {
  return `${columnOf(ledger, name)} IN (
    WITH different AS MATERIALIZED (SELECT DISTINCT ${columnOf(ledger, name, 'd')} AS name FROM ${tableOf(ledger)} d)
    SELECT name FROM different WHERE pinyin_initials(name) LIKE ? ESCAPE '\\')`;
}

/** First and last day of a field that may hold a span of days (`first/last`): found by any day of it; elsewhere the field itself. */
function endsOf(ledger: Ledger, name: string, column: string): [string, string] {
  const field = fieldOf(ledger, name);
  if (field?.kind !== 'date' || field.maySpan !== true) return [column, column];
  return [`substr(${column}, 1, 10)`, `substr(${column}, -10)`];
}

/** What the filters of the grid say, as SQL over the alias t. `unit`: what stands for the unit of a row instead of the present one. */
export function whereOf(ledger: Ledger, filter: LedgerFilter, unit: string | null = null): Where {
  const parts: string[] = [];
  const values: SqlValue[] = [];
  for (const word of withoutInvisible(filter.text)
    .split(/\s+/)
    .filter((one) => one !== '')) {
    const columns = fieldsOf(ledger)
      .filter(([, field]) => isSearched(field))
      .map(([name]) => columnOf(ledger, name));
    // Letters are found in either case, which takes half the time over all columns at once; without any the plain search is faster.
    const hasLetters = /[a-z]/i.test(word);
    const names = isInitials(word) ? namesOf(ledger) : [];
    const tests = [
      ...(hasLetters
        ? [`concat_ws(${['char(31)', "''", ...columns].join(', ')}) LIKE ? ESCAPE '\\'`]
        : columns.map((column) => `instr(${column}, ?)`)),
      ...names.map((name) => initialsTest(ledger, name)),
    ];
    const kept = enterpriseName(word);
    const others = kept === word ? [] : fieldsOf(ledger).filter(([, field]) => field.kind === 'enterprise');
    const otherTests = others.map(([name]) => `instr(${columnOf(ledger, name)}, ?)`);
    // An office may make a ledger of days and numbers alone: no word is in it.
    parts.push(`(${[...tests, ...otherTests].join(' OR ') || '0'})`);
    values.push(...tests.map(() => (hasLetters ? likeText(word) : word)), ...otherTests.map(() => kept));
  }
  for (const condition of filter.conditions) {
    const isUnit = unit !== null && condition.field === unitFieldOf(ledger);
    const column = isUnit ? unit : columnOf(ledger, condition.field);
    switch (condition.op) {
      case 'in':
        // An empty choice shows nothing, as nothing is chosen.
        parts.push(`${column} IN (${condition.values.map(() => '?').join(', ')})`);
        values.push(...condition.values.map(toSql));
        break;
      case 'contains': {
        const kind = fieldOf(ledger, condition.field)?.kind;
        const asked = withoutInvisible(condition.text);
        const text = kind === 'enterprise' ? enterpriseName(asked) : asked;
        const tests = [`${column} LIKE ? ESCAPE '\\'`];
        if ((kind === 'enterprise' || kind === 'text') && isInitials(text))
          tests.push(initialsTest(ledger, condition.field));
        parts.push(`(${tests.join(' OR ')})`);
        values.push(...tests.map(() => likeText(text)));
        break;
      }
      case 'between': {
        const [first, last] = endsOf(ledger, condition.field, column);
        if (condition.from !== null) {
          parts.push(`${last} >= ?`);
          values.push(condition.from);
        }
        if (condition.to !== null) {
          parts.push(`${first} <= ?`);
          values.push(condition.to);
        }
        break;
      }
      case 'empty':
        parts.push(condition.isEmpty ? `${column} IS NULL` : `${column} IS NOT NULL`);
        break;
      case 'enterprise':
        parts.push(`${enterpriseIdOf(ledger, condition.field)} = ?`);
        values.push(condition.id);
        break;
    }
  }
  return { sql: parts.length === 0 ? '1' : parts.join(' AND '), values };
}

export function both(a: Where, b: Where | null): Where {
  return b === null ? a : { sql: `(${a.sql}) AND (${b.sql})`, values: [...a.values, ...b.values] };
}

/** These rows and no others. */
export function theseRows(ids: readonly number[]): Where {
  return { sql: 't.id IN (SELECT value FROM json_each(?))', values: [JSON.stringify(ids)] };
}

/** Rows that fit, and these whether they fit or not. */
export function orThese(where: Where, ids: readonly number[]): Where {
  if (ids.length === 0) return where;
  const these = theseRows(ids);
  return { sql: `(${where.sql}) OR ${these.sql}`, values: [...where.values, ...these.values] };
}

/** Units stand in registered order, everything else by its own value; the id makes the order complete. */
export function orderOf(ledger: Ledger, sort: readonly LedgerSort[]): string {
  const terms = sort.map(({ field, isDescending }) => {
    const column = columnOf(ledger, field);
    const by =
      fieldOf(ledger, field)?.kind === 'unit' ? `(SELECT u.sort FROM reporting_unit u WHERE u.id = ${column})` : column;
    return `${by} ${isDescending ? 'DESC' : 'ASC'}`;
  });
  return [...terms, `t.id ${sort.at(-1)?.isDescending === true ? 'DESC' : 'ASC'}`].join(', ');
}
