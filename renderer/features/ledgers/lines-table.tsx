// A list inside a row as a small table in the form: one line per entry, an empty one below for the next. What it sends is the text that
// the cell of the grid holds too, so that form, paste and import read the same.

import './lines-table.css';

import { Button, Input } from 'antd';
import { useEffect, useRef, useState } from 'react';

import type { Ledger, LineField, LinesField } from '../../../shared/ledgers/define.js';
import { fieldText, headText } from '../../../shared/ledgers/field-text.js';
import { readField } from '../../../shared/ledgers/read-field.js';
import { LINE_END, LINE_PART } from '../../../shared/ledgers/read-lines.js';
import { withYear } from '../../../shared/ledgers/typed-day.js';
import { CloseIcon } from '../../ui/icons.js';

interface Props {
  id: string;
  ledger: Ledger;
  field: LinesField;
  /** 2022-06-30｜12.50；… */
  text: string;
  /** Days typed without a year are of this one. */
  year: number;
  status: '' | 'error';
  onSend: (text: string) => void;
}

/** Text → cells, each entry as wide as the list has fields. */
export function cellsOf(text: string, width: number): string[][] {
  return text
    .split(/[；;\n]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const parts = line.split(/[｜|\t]/).map((part) => part.trim());
      // What stands beyond is kept with the last, so that the finding about it can be seen and mended.
      const beyond = parts.slice(width - 1).filter((part) => part !== '');
      return Array.from({ length: width }, (_, at) => (at < width - 1 ? (parts[at] ?? '') : beyond.join(' ')));
    });
}

export function textOf(cells: readonly (readonly string[])[]): string {
  return cells
    .map((line) => {
      const parts = line.map((part) => part.trim());
      while (parts.at(-1) === '') parts.pop();
      return parts.join(LINE_PART);
    })
    .filter((line) => line !== '')
    .join(LINE_END);
}

/**
 * Cells of a text that came while an entry was being typed: the entry before was stored meanwhile, or brought into its usual form.
 * What was typed into the entry stays; one that nobody changed is as the text says.
 */
export function withTyped(
  next: readonly string[][],
  before: readonly (readonly string[])[],
  shown: readonly string[][],
  typing: number | null,
): string[][] {
  const cells = [...next];
  const line = typing === null ? undefined : shown[typing];
  if (typing === null || line === undefined || line.join(LINE_PART) === (before[typing] ?? []).join(LINE_PART))
    return cells;
  if (line.some((one) => one !== '')) cells[Math.min(typing, cells.length)] = line;
  return cells;
}

/** What is wrong with one cell, '' where nothing is; an empty cell is wrong where the others of its entry are not. */
export function cellProblem(
  ledger: Ledger,
  name: string,
  field: LineField,
  line: readonly string[],
  at: number,
): string {
  const text = line[at] ?? '';
  if (text === '') return field.required === true && line.some((one) => one !== '') ? `${field.label}未填写` : '';
  const { findings } = readField(ledger, name, field, text, { unitId: () => null });
  return findings.find((one) => one.severity === 'block')?.message ?? '';
}

/** Sum of a column of amounts or counts as text; '' where there is none, — where a cell cannot be read, as a part is not the sum. */
export function sumText(ledger: Ledger, name: string, field: LineField, texts: readonly string[]): string {
  let sum: number | null = null;
  for (const text of texts.filter((one) => one !== '')) {
    const { value } = readField(ledger, name, field, text, { unitId: () => null });
    if (typeof value !== 'number') return '—';
    sum = (sum ?? 0) + value;
  }
  return sum === null ? '' : fieldText(field, sum, { unitName: () => '' });
}

export function LinesTable({ id, ledger, field, text, year, status, onSend }: Props) {
  const fields = Object.entries(field.fields);
  const width = fields.length;
  const [cells, setCells] = useState(() => cellsOf(text, width));
  // The entry that has the focus, and the text that the cells came from.
  const typing = useRef<number | null>(null);
  const known = useRef(text);
  useEffect(() => {
    const before = cellsOf(known.current, width);
    known.current = text;
    setCells((old) => withTyped(cellsOf(text, width), before, old, typing.current));
  }, [text, width]);
  const shown = [...cells, Array.from({ length: width }, () => '')];
  const change = (row: number, column: number, value: string): void => {
    // These part entries from each other.
    const plain = value.replaceAll(/[；;｜|\n\t]/g, ' ');
    setCells(
      shown
        .map((line, at) => (at === row ? line.map((one, c) => (c === column ? plain : one)) : line))
        .filter((line, at) => at <= row || line.some((one) => one !== '')),
    );
  };
  const send = (lines: readonly (readonly string[])[]): void => {
    const dated = lines.map((line) =>
      line.map((one, at) => (fields[at]![1].kind === 'date' ? withYear(one, year) : one)),
    );
    const next = textOf(dated);
    if (next !== textOf(cellsOf(text, width))) onSend(next);
  };
  const remove = (row: number): void => {
    const rest = cells.filter((_, at) => at !== row);
    setCells(rest);
    send(rest);
  };
  const sums = fields.map(([name, one], column) =>
    one.kind === 'amount' || one.kind === 'integer' || one.kind === 'personCount'
      ? sumText(
          ledger,
          name,
          one,
          cells.map((line) => line[column] ?? ''),
        )
      : '',
  );
  return (
    <div className="lines-table-box">
      <table className="plain-table lines-table" id={id}>
        <thead>
          <tr>
            {fields.map(([name, one]) => (
              <th key={name}>{headText(one)}</th>
            ))}
            <th aria-label="去掉" />
          </tr>
        </thead>
        <tbody>
          {shown.map((line, row) => (
            // Entries have no identity but their place. An entry counts when it is left, not at each of its cells: a day alone
            // would be refused while the amount is being typed.
            <tr
              key={row}
              onFocus={() => {
                typing.current = row;
              }}
              onBlur={(event) => {
                if (event.currentTarget.contains(event.relatedTarget)) return;
                typing.current = null;
                send(cells);
              }}
            >
              {fields.map(([name, one], column) => {
                const problem = status === 'error' ? cellProblem(ledger, name, one, line, column) : '';
                return (
                  <td
                    key={name}
                    className={one.kind === 'date' ? 'lines-day' : one.kind === 'code' ? 'lines-code' : ''}
                  >
                    <Input
                      size="small"
                      className={problem === '' ? '' : 'is-wrong'}
                      aria-invalid={problem !== ''}
                      title={problem === '' ? line[column] : problem}
                      variant="borderless"
                      value={line[column] ?? ''}
                      aria-label={`${field.label}第${row + 1}条${one.label}`}
                      onChange={(event) => change(row, column, event.target.value)}
                      onKeyDown={(event) => {
                        if (event.nativeEvent.isComposing) return;
                        if (event.key === 'Enter') send(cells);
                        if (event.key === 'Escape' && textOf(cells) !== textOf(cellsOf(text, width))) {
                          event.preventDefault();
                          event.stopPropagation();
                          setCells(cellsOf(text, width));
                        }
                      }}
                    />
                  </td>
                );
              })}
              <td className="lines-remove">
                {row < cells.length && (
                  <Button
                    size="small"
                    type="text"
                    icon={<CloseIcon />}
                    title="去掉这一条"
                    aria-label={`去掉${field.label}第${row + 1}条`}
                    onClick={() => remove(row)}
                  />
                )}
              </td>
            </tr>
          ))}
        </tbody>
        {cells.length > 1 && sums.some((one) => one !== '') && (
          <tfoot>
            <tr>
              {sums.map((one, column) => (
                <td key={fields[column]![0]}>{column === 0 && one === '' ? '合计' : one}</td>
              ))}
              <td />
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  );
}
