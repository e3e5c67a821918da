// The `data` of an expectation as checks: cell texts, counts and sums of what was read, values of what is planned.

import type { PlannedCell } from '../../../shared/import/plan.js';
import { columnOf } from '../../../shared/model/cell-address.js';

import type { Expectation, Observed } from './expectations.js';

interface Cell {
  r: number;
  c: number;
  text: string;
}

/** Names of EXPECT.jsonl → how they are looked for among the planned values. */
const INDICATOR: Record<string, readonly string[]> = {
  申请量: ['专利申请量'],
  申请: ['专利申请量'],
  授权量: ['专利授权量'],
  授权: ['专利授权量', '发明专利授权量'],
  注册量: ['商标注册量', '注册商标量', '商标注册件数'],
};

type Check = (expected: unknown, observed: Observed, cells: Cell[], expectation: Expectation) => string | null;

const CHECKS: Record<string, Check> = {
  sheets: (expected, { read }) => differs('工作表数', read?.sheets.length, expected),
  nonempty: (expected, { read }) => differs('非空单元格', read?.sheets[0]?.nonempty, expected),
  sum: (expected, { file, cells: planned }, cells) => {
    // 其 data 的 sum: all plain numbers of the sheet; where the plan holds values they must give it too.
    const read = differs(
      '数字之和',
      cells.reduce((total, cell) => total + (plainNumber(cell.text) ?? 0), 0),
      expected,
    );
    if (read !== null) return read;
    const values = planned.filter((cell) => cell.role === 'value' && cell.value !== null);
    if (values.length === 0 || file.questions.length > 0) return null;
    return differs('采用的数值之和', sumOf(values), expected);
  },
  rows: (expected, _observed, cells) =>
    differs('数据行数', new Set(cells.filter((cell) => cell.r > 0).map((cell) => cell.r)).size, expected),
  first: (expected, observed, cells) => {
    const rows = expected as (string | number)[][];
    for (const [r, row] of rows.entries())
      for (const [c, want] of row.entries()) {
        const fault = differs(`第${r + 1}行第${c + 1}列`, textAt(cells, r, c), String(want));
        if (fault !== null) return fault;
      }
    if (observed.file.status === 'ignored') return null; // verdict() has said it
    return (
      rows
        .slice(1)
        .map(([unit, patents, grants]) =>
          differs(
            `${unit}的值`,
            valuesOf(observed, String(unit), ['专利申请量', '专利授权量']),
            `${patents} ${grants}`,
          ),
        )
        .find((fault) => fault !== null) ?? null
    );
  },
  header: (expected, _observed, cells) => {
    const want = expected as string[];
    const texts = new Set(cells.map((cell) => cell.text));
    const missing = want.flatMap((name) => name.split('/')).find((part) => !texts.has(part));
    return missing === undefined ? null : `表头缺“${missing}”`;
  },
  districts: (expected, observed) =>
    differs('单位数', new Set(named(observed, '申请量').map((cell) => cell.unit)).size, expected),
  zero: (expected, observed) => states(observed, expected as string[], 'zero'),
  missing: (expected, observed) => states(observed, expected as string[], 'not_submitted'),
  stated: (expected, observed) => mentioned(observed, expected),
  merged: () => null, // the reading stage keeps merges; the header paths of the plan show them
};

/** Faults in Chinese; none where all contents are as they must be. */
export function contentFaults(expectation: Expectation, observed: Observed): string[] {
  const cells: Cell[] = observed.read?.sheets[0]?.cells ?? [];
  const faults: string[] = [];
  for (const [key, expected] of Object.entries(expectation.data ?? {})) {
    const fault = check(key, expected, observed, cells, expectation);
    if (fault !== null) faults.push(fault);
  }
  return faults;
}

function check(
  key: string,
  expected: unknown,
  observed: Observed,
  cells: Cell[],
  expectation: Expectation,
): string | null {
  if (key === 'sum' && Object.hasOwn(expectation.data ?? {}, 'stated')) return mentioned(observed, expected);
  const own = Object.hasOwn(CHECKS, key) ? CHECKS[key] : undefined;
  if (own) return own(expected, observed, cells, expectation);
  const address = /^([A-Z]+)(\d+)$/.exec(key);
  if (address) return addressFault(key, String(expected), observed, cells);
  const column = /^sum_([A-Z]+)(_known)?$/.exec(key);
  if (column) return differs(key, columnSum(cells, columnOf(column[1]!)), expected);
  if (Object.hasOwn(INDICATOR, key)) return differs(key, sumOf(named(observed, key)), expected);
  // A unit's name: the sum of its values.
  if (/[区县市镇]$/.test(key)) return unitFault(key, expected, observed, cells);
  return `不认识的期望“${key}”`;
}

function addressFault(key: string, expected: string, observed: Observed, cells: Cell[]): string | null {
  const [, letters, digits] = /^([A-Z]+)(\d+)$/.exec(key)!;
  const [text, value] = expected.split(' -> ');
  const r = Number(digits) - 1;
  const c = columnOf(letters!);
  const found = textAt(cells, r, c);
  const planned = observed.cells.find((cell) => cell.row === r && cell.column === c);
  if (value !== undefined) {
    const fault = differs(key, found, text);
    return fault ?? (planned && planned.role === 'value' ? differs(`${key}的值`, planned.value, value) : null);
  }
  if (
    found === expected ||
    found.startsWith(`${expected} `) ||
    (found !== '' && plainNumber(found) === Number(expected))
  )
    return null;
  // A formula without a stored value may be left unknown, as long as that is said at the cell.
  if (found === '' && observed.file.issues.some((issue) => issue.cell === key || issue.message.includes(key)))
    return null;
  return `${key}读到“${found}”，应为“${expected}”`;
}

function unitFault(unit: string, expected: unknown, observed: Observed, cells: Cell[]): string | null {
  const values = observed.cells.filter((cell) => cell.unit === unit && cell.value !== null);
  if (values.length === 0) {
    const rows = new Set(cells.map((cell) => cell.r));
    return rows.size > 0 && observed.file.issues.length + observed.file.questions.length > 0
      ? null
      : `${unit}没有数值，也没有说明`;
  }
  return differs(unit, sumOf(values), expected);
}

function states(observed: Observed, units: string[], state: string): string | null {
  for (const unit of units) {
    const own = observed.cells.filter((cell) => cell.unit === unit && cell.role === 'value');
    if (!own.some((cell) => cell.state === state))
      return `${unit}应为${state}，实为${own.map((cell) => cell.state).join()}`;
  }
  return null;
}

function mentioned(observed: Observed, figure: unknown): string | null {
  return observed.file.issues.some((issue) => issue.message.includes(String(figure)))
    ? null
    : `没有提到 ${String(figure)}`;
}

function named(observed: Observed, key: string): PlannedCell[] {
  const names = INDICATOR[key] ?? [key];
  return observed.cells.filter(
    (cell) => cell.role === 'value' && cell.unitId !== null && names.includes(cell.indicator) && cell.value !== null,
  );
}

function valuesOf(observed: Observed, unit: string, indicators: string[]): string {
  return indicators
    .map(
      (name) =>
        observed.cells.find((cell) => cell.unit === unit && cell.indicator === name && cell.role === 'value')?.value ??
        '无',
    )
    .join(' ');
}

function sumOf(cells: PlannedCell[]): number {
  return cells.reduce((total, cell) => total + Number(cell.value), 0);
}

function columnSum(cells: Cell[], c: number): number {
  return cells.reduce((total, cell) => (cell.c === c ? total + (plainNumber(cell.text) ?? 0) : total), 0);
}

function textAt(cells: Cell[], r: number, c: number): string {
  return cells.find((cell) => cell.r === r && cell.c === c)?.text ?? '';
}

function plainNumber(text: string): number | null {
  return /^-?\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : null;
}

function differs(what: string, got: unknown, expected: unknown): string | null {
  return String(got) === String(expected) ? null : `${what}是 ${String(got)}，应为 ${String(expected)}`;
}
