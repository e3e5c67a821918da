// A list inside a row as a small table in the form: one line per entry, an empty one below for the next. What it sends is the text that
// the cell of the grid holds too, so that form, paste and import read the same.

import { Input } from 'antd';
import { useEffect, useState } from 'react';

import type { LinesField } from '../../../shared/ledgers/define.js';
import { headText } from '../../../shared/ledgers/field-text.js';
import { LINE_END, LINE_PART } from '../../../shared/ledgers/read-lines.js';

interface Props {
  id: string;
  field: LinesField;
  /** 2022-06-30｜12.50；… */
  text: string;
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

export function LinesTable({ id, field, text, status, onSend }: Props) {
  const fields = Object.entries(field.fields);
  const width = fields.length;
  const [cells, setCells] = useState(() => cellsOf(text, width));
  useEffect(() => setCells(cellsOf(text, width)), [text, width]);
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
  const send = (): void => {
    const next = textOf(cells);
    if (next !== textOf(cellsOf(text, width))) onSend(next);
  };
  return (
    <div className="lines-table-box">
      <table className="plain-table lines-table" id={id}>
        <thead>
          <tr>
            {fields.map(([name, one]) => (
              <th key={name}>{headText(one)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((line, row) => (
            // Entries have no identity but their place.
            <tr key={row}>
              {fields.map(([name, one], column) => (
                <td key={name} className={one.kind === 'date' ? 'lines-day' : ''}>
                  <Input
                    size="small"
                    status={status}
                    variant="borderless"
                    value={line[column] ?? ''}
                    aria-label={`${field.label}第${row + 1}条${one.label}`}
                    onChange={(event) => change(row, column, event.target.value)}
                    onBlur={send}
                    onKeyDown={(event) => {
                      if (event.key === 'Enter') send();
                    }}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
