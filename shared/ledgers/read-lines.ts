// A list of entries inside a row, as typed in a small table or as text: 2022-06-30｜12.50｜枣财教〔2022〕5号；2022-07-29｜7.50.
// The text is what exports hold, and reads back to the same entries.

import type { FieldValue, Finding, LineField, LinesField, LineValue } from './define.js';

export const LINE_END = '；';
export const LINE_PART = '｜';

/** One entry as the form gives it: by name, as typed. */
export type LineInput = Readonly<Record<string, string | number | boolean | null>>;

export interface ReadLines {
  value: readonly LineValue[] | null;
  findings: Finding[];
}

type ReadOne = (
  field: LineField,
  input: string | number | boolean | null,
) => { value: FieldValue; findings: Finding[] };

/** Reads entries; empty ones are left out. A blocking finding names the entry, and no value comes with it. */
export function readLines(
  name: string,
  field: LinesField,
  input: readonly LineInput[] | string,
  readOne: ReadOne,
): ReadLines {
  const findings: Finding[] = [];
  const stop = (message: string): void =>
    void findings.push({ severity: 'block', rule: 'lines', field: name, message: `${field.label}：${message}` });
  const entries = typeof input === 'string' ? linesOf(field, input, stop) : input;
  const lines: LineValue[] = [];
  for (const [index, entry] of entries.entries()) {
    const line: Record<string, string | number | boolean | null> = {};
    for (const unknown of Object.keys(entry))
      if (!Object.hasOwn(field.fields, unknown)) stop(`第${index + 1}条没有“${unknown}”这一项`);
    for (const [child, one] of Object.entries(field.fields)) {
      const read = readOne(one, entry[child] ?? null);
      for (const finding of read.findings)
        findings.push({ ...finding, field: name, message: `${field.label}第${index + 1}条${finding.message}` });
      if (typeof read.value === 'string' && /[；｜;|\n]/.test(read.value))
        stop(`第${index + 1}条的${one.label}中不能有分号、竖线和换行`);
      line[child] = read.value as string | number | boolean | null;
    }
    if (Object.values(line).every((value) => value === null)) continue;
    for (const [child, one] of Object.entries(field.fields))
      if (one.required === true && line[child] === null) stop(`第${index + 1}条没有${one.label}，请填写`);
    lines.push(line);
  }
  if (findings.some((finding) => finding.severity === 'block')) return { value: null, findings };
  return { value: lines.length === 0 ? null : lines, findings };
}

function linesOf(field: LinesField, text: string, stop: (message: string) => void): LineInput[] {
  const names = Object.keys(field.fields);
  return text
    .split(/[；;\n]+/)
    .map((one) => one.trim())
    .filter((one) => one !== '')
    .map((one, index) => {
      const parts = one.split(/[｜|\t]/).map((part) => part.trim());
      if (parts.length > names.length)
        stop(
          `第${index + 1}条有${parts.length}项，应为${names.length}项（${Object.values(field.fields)
            .map((child) => child.label)
            .join('、')}）`,
        );
      return Object.fromEntries(names.map((name, at) => [name, parts[at] ?? null]));
    });
}
