// setup --units FILE.csv (rules.md 21): one reporting unit per line, checked as a whole before anything is stored.

import { AppError } from '../../shared/errors/app-error.js';
import { UNIT_KINDS, type UnitDraft, type UnitKind } from '../../shared/model/unit.js';
import { unitDraftSchema } from '../../shared/model/unit-schema.js';

import { parseCsv } from './csv.js';

export interface UnitsFile {
  units: UnitDraft[];
  /** 万人 at the end of the year, by unit name. */
  populations: { unit: string; year: number; value: string }[];
}

const COLUMNS = ['name', 'aliases', 'kind', 'order', 'counts_in_total', 'ranked', 'valid_from', 'valid_to'];
const POPULATION_COLUMN = /^population_(\d{4})$/;

export function parseUnitsFile(bytes: Uint8Array, fileName: string): UnitsFile {
  const rows = parseCsv(bytes, fileName);
  const units: UnitDraft[] = [];
  const populations: UnitsFile['populations'] = [];
  const wrong = (line: number, what: string): never => {
    throw new AppError('input.invalid', { what: `${fileName}第${line}行：${what}` });
  };
  if (rows.length === 0) throw new AppError('input.invalid', { what: `${fileName}里没有单位` });

  const unknown = [...(rows[0]?.fields.keys() ?? [])].find(
    (name) => !COLUMNS.includes(name) && !POPULATION_COLUMN.test(name),
  );
  if (unknown !== undefined) wrong(1, `不认识的列“${unknown}”；可用的列：${COLUMNS.join('、')}、population_年份`);
  if (rows[0]?.fields.has('name') !== true) wrong(1, '缺少列“name”');

  rows.forEach(({ line, fields }, at) => {
    const flag = (column: string): boolean => {
      const text = fields.get(column) ?? '';
      if (text === '' || text === 'yes') return true;
      if (text === 'no') return false;
      return wrong(line, `${column} 应为 yes 或 no，实际为“${text}”`);
    };
    const kind = fields.get('kind') || 'county';
    if (!isUnitKind(kind)) wrong(line, `kind 应为 ${UNIT_KINDS.join('、')} 之一，实际为“${kind}”`);
    const order = fields.get('order') || String(at + 1);
    if (!/^\d{1,6}$/.test(order)) wrong(line, `order 应为整数，实际为“${order}”`);
    const draft = unitDraftSchema.safeParse({
      name: fields.get('name'),
      aliases: (fields.get('aliases') ?? '')
        .split('|')
        .map((alias) => alias.trim())
        .filter((alias) => alias !== ''),
      kind,
      order: Number(order),
      countsInTotal: flag('counts_in_total'),
      ranked: flag('ranked'),
      parentId: null,
      gbCode: null,
      validFrom: fields.get('valid_from') || null,
      validTo: fields.get('valid_to') || null,
      contact: '',
      phone: '',
    });
    if (!draft.success) {
      const column = String(draft.error.issues[0]?.path[0] ?? '');
      return wrong(line, column.startsWith('valid') ? '有效期应写作 2022-07 的形式' : `${column || '内容'} 不符合要求`);
    }
    if (units.some((unit) => unit.name === draft.data.name)) wrong(line, `单位“${draft.data.name}”重复`);
    units.push(draft.data);
    for (const [column, value] of fields) {
      const year = POPULATION_COLUMN.exec(column)?.[1];
      if (year === undefined || value === '') continue;
      if (!/^\d+(\.\d{1,4})?$/.test(value))
        wrong(line, `${column} 应为以万人为计量单位的数（最多四位小数），实际为“${value}”`);
      populations.push({ unit: draft.data.name, year: Number(year), value });
    }
  });
  return { units, populations };
}

function isUnitKind(text: string): text is UnitKind {
  return (UNIT_KINDS as readonly string[]).includes(text);
}
