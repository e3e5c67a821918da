// The table of a ledger as its declaration asks for it: what a test says where a new ledger has none yet, to be put into a migration.

import { columnsOfField, quoted, snake } from '../../electron/core/store/ledger-columns.js';
import { fieldsOf, type Field, type Ledger } from '../../shared/ledgers/define.js';

/** CREATE TABLE and the indexes that its keys, its unit and its roll-ups are searched by. */
export function ledgerTableSql(ledger: Ledger): string {
  const columns = fieldsOf(ledger).flatMap(([name, field]) => columnsSql(name, field));
  const of = (name: string): string => quoted(columnsOfField(name, ledger.fields[name]!)[0]!.name);
  const searched = [
    ['unit', [of('unit')]],
    ...ledger.keys.map((key, index) => [`key${index || ''}`, key.map(of)]),
    ...datesOf(ledger).map((name) => [snake(name), [of(name)]]),
    ...fieldsOf(ledger)
      .filter(([, field]) => field.kind === 'enterprise')
      .map(([name]) => [snake(name), [quoted(`${snake(name)}_id`)]]),
  ] as [string, string[]][];
  return [
    `CREATE TABLE ${ledger.table} (`,
    ['id INTEGER PRIMARY KEY AUTOINCREMENT', ...columns, `extra TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(extra))`]
      .map((line) => `  ${line}`)
      .join(',\n'),
    ') STRICT;',
    ...searched.map(([name, by]) => `CREATE INDEX ${ledger.table}_${name} ON ${ledger.table} (${by.join(', ')});`),
  ].join('\n');
}

/** Days that the roll-ups count by. */
function datesOf({ rollups }: Ledger): string[] {
  const dates = rollups.flatMap(({ when }) => {
    switch (when.kind) {
      case 'dateIn':
        return when.fields;
      case 'validAt':
        return [when.from].flat();
      case 'lineIn':
        return [when.last];
      case 'yearIs':
        return [when.field];
      case 'newestBatch':
        return [when.year];
    }
  });
  return [...new Set(dates)];
}

function columnsSql(name: string, field: Field): string[] {
  const needed = field.required === true ? ' NOT NULL' : '';
  const [first, second] = columnsOfField(name, field).map((column) => quoted(column.name));
  switch (field.kind) {
    case 'unit':
      return [`${first} INTEGER${needed} REFERENCES reporting_unit (id)`];
    case 'enterprise':
      return [`${second} INTEGER REFERENCES enterprise (id)`, `${first} TEXT${needed}`];
    case 'integer':
    case 'personCount':
      return [`${first} INTEGER${needed} CHECK (${first} >= 0)`];
    case 'amount':
      return [`${first} INTEGER${needed}${field.mayBeNegative === true ? '' : ` CHECK (${first} >= 0)`}`];
    case 'yesNo':
      return [`${first} INTEGER${needed} CHECK (${first} IN (0, 1))`];
    case 'multiChoice':
    case 'lines':
    case 'attachment':
      return [`${first} TEXT${needed} CHECK (json_valid(${first}))`];
    case 'code':
      return [`${first} TEXT${needed}${field.many === true ? ` CHECK (json_valid(${first}))` : ''}`];
    default:
      return [`${first} TEXT${needed}`];
  }
}
