// The hidden metadata of a form: what it is, for whom, for when, and which cell holds which indicator. Written as plain
// texts into the sheet `_ipledger` with a checksum; read back only where the checksum is right.
// Not here: fetching the texts from a file (workbook/1-read/own-metadata.ts), comparing them with what is visible (traces.ts).

import { createHash } from 'node:crypto';

import { isPeriod, type Period } from '../../../shared/model/period.js';
import { OWN_NAME_PREFIX, type OwnMetadata } from '../workbook/1-read/own-metadata.js';

/** With ledgers: a program that knows none must not take such a form for a whole one. */
const FORM_VERSION = '2';
const WITHOUT_LEDGERS = '1';
const TITLE = '知产台账填报表信息：供导入时识别，请勿改动';

export interface FormCell {
  code: string;
  unitId: number;
  /** A1 address when the form was made. */
  cell: string;
  measure: string;
  /** Name of the indicator as printed. */
  name: string;
  /** Given figures as printed, '' where there were none. */
  lastYear: string;
  lastMonth: string;
}

/** A sheet of the form that holds rows of a ledger. */
export interface FormLedger {
  /** Id. */
  ledger: string;
  /** Of the ledger: officer-made ones of two data folders may share an id. */
  name: string;
  sheet: string;
  /** First line of the sheet: finds it again where it was renamed. */
  title: string;
  columns: { field: string; head: string }[];
}

export interface FormMeta {
  template: string;
  period: Period;
  /** unit: one unit, an indicator per row. units: a unit per row. */
  layout: 'unit' | 'units';
  sheet: string;
  units: { id: number; name: string }[];
  cells: FormCell[];
  ledgers: FormLedger[];
}

export type MetaReading =
  | { kind: 'ok'; meta: FormMeta }
  /** Made by a newer program. */
  | { kind: 'newer' }
  /** Changed by hand, or cut. */
  | { kind: 'broken' }
  /** The sheet is gone, other traces are left. */
  | { kind: 'lost' };

export function metaRows(meta: FormMeta): string[][] {
  const rows = [
    [TITLE],
    ['version', meta.ledgers.length > 0 ? FORM_VERSION : WITHOUT_LEDGERS],
    ['template', meta.template],
    ['period', meta.period],
    ['layout', meta.layout],
    ['sheet', meta.sheet],
    ...meta.units.map((unit) => ['unit', String(unit.id), unit.name]),
    ...meta.cells.map((cell) => [
      'cell',
      cell.code,
      String(cell.unitId),
      cell.cell,
      cell.measure,
      cell.name,
      cell.lastYear,
      cell.lastMonth,
    ]),
    ...meta.ledgers.flatMap((one) => [
      ['form-ledger', one.ledger, one.name, one.sheet, one.title],
      ...one.columns.map(({ field, head }) => ['form-column', one.ledger, field, head]),
    ]),
  ];
  return [...rows, ['checksum', checksum(rows)]];
}

/** Document property: enough to tell the officer what a file without its sheet once was. */
export function metaProperty(meta: FormMeta): string {
  return [meta.template, meta.period, meta.units.map((unit) => unit.id).join(',')].join('|');
}

/** IPL_C05, or IPL_C05_U3 where a form holds several units. */
export function cellName(meta: Pick<FormMeta, 'layout'>, cell: Pick<FormCell, 'code' | 'unitId'>): string {
  return `${OWN_NAME_PREFIX}${cell.code}${meta.layout === 'units' ? `_U${cell.unitId}` : ''}`;
}

function checksum(rows: readonly (readonly string[])[]): string {
  const lines = rows.map((row) => trimmed(row).join('\t'));
  return createHash('sha256').update(lines.join('\n'), 'utf8').digest('hex');
}

function trimmed(row: readonly string[]): string[] {
  let end = row.length;
  while (end > 0 && (row[end - 1] ?? '') === '') end -= 1;
  return row.slice(0, end);
}

export function readMeta(own: OwnMetadata): MetaReading {
  const rows = own.rows.map(trimmed).filter((row) => row.length > 0);
  if (rows.length === 0) return { kind: 'lost' };
  const value = (key: string): string => rows.find((row) => row[0] === key)?.[1] ?? '';
  const version = value('version');
  if (/^\d+$/.test(version) && Number(version) > Number(FORM_VERSION)) return { kind: 'newer' };
  const content = rows.filter((row) => row[0] !== 'checksum');
  if ((version !== FORM_VERSION && version !== WITHOUT_LEDGERS) || value('checksum') !== checksum(content))
    return { kind: 'broken' };
  const period = value('period');
  const layout = value('layout');
  if (!isPeriod(period) || (layout !== 'unit' && layout !== 'units')) return { kind: 'broken' };
  return {
    kind: 'ok',
    meta: {
      template: value('template'),
      period,
      layout,
      sheet: value('sheet'),
      units: rows.filter((row) => row[0] === 'unit').map((row) => ({ id: Number(row[1]), name: row[2] ?? '' })),
      cells: rows
        .filter((row) => row[0] === 'cell')
        .map(([, code = '', unitId, cell = '', measure = '', name = '', lastYear = '', lastMonth = '']) => ({
          code,
          unitId: Number(unitId),
          cell,
          measure,
          name,
          lastYear,
          lastMonth,
        })),
      ledgers: rows
        .filter((row) => row[0] === 'form-ledger')
        .map(([, ledger = '', name = '', sheet = '', title = '']) => ({
          ledger,
          name,
          sheet,
          title,
          columns: rows
            .filter((row) => row[0] === 'form-column' && row[1] === ledger)
            .map(([, , field = '', head = '']) => ({ field, head })),
        })),
    },
  };
}
