// Where a new ledger of the office comes from: a table pasted or read from a file, or an empty page.

import { Button, Input } from 'antd';
import { useState } from 'react';

import { call, services } from '../api/client.js';
import { runJob } from '../api/jobs.js';
import { useBusy } from '../ui/use-busy.js';
import { blankField, formField, pastedTable, type FormField, type PastedTable } from './definition-fields.js';

export interface Proposal {
  /** Null: nothing is known of the title. */
  title: string | null;
  fields: FormField[];
  steps: string[];
  /** Pasted cells that may become the first records. Rows of a file are imported, so that they keep their source. */
  table?: PastedTable;
}

/** Rows that kinds are proposed from. */
const KIND_ROWS = 2000;

/** Fields with their kinds for a table; nothing is stored. */
export async function proposalFor(
  title: string | null,
  heads: (string | null)[],
  rows: (string | null)[][],
): Promise<Proposal> {
  const proposed = await call('ledgers.propose', { title: title ?? '', heads, rows });
  return {
    title,
    fields: proposed.fields.map(({ field, examples, column }) => formField({ ...field, name: null }, examples, column)),
    steps: proposed.steps,
  };
}

export function DefinitionSource({ onProposed }: { onProposed: (proposal: Proposal) => void }) {
  const [text, setText] = useState('');
  const { isBusy, whileBusy } = useBusy();
  const table = pastedTable(text);

  const fromPaste = ({ heads, rows }: PastedTable): Promise<void> =>
    whileBusy(async () => {
      const proposal = await proposalFor(null, heads, rows.slice(0, KIND_ROWS));
      onProposed(rows.length === 0 ? proposal : { ...proposal, table: { heads, rows } });
    });
  const fromFile = (): Promise<void> =>
    whileBusy(async () => {
      const [file] = await services.pickFiles({ folder: false, accept: ['.xlsx', '.xls', '.csv', '.et', '.ods'] });
      if (!file) return;
      const read = await runJob('读取表格', 'ledgers.read-table', { file });
      onProposed(await proposalFor(read.title, read.heads, read.rows));
    });

  return (
    <div className="definition-source">
      <p>
        从现有的 Excel
        表复制表头和几行数据，粘贴到下面；程序按表头和内容拟出字段，您核对后再建立。也可以直接选择文件，或从空白开始。
      </p>
      <Input.TextArea
        autoFocus
        value={text}
        aria-label="粘贴表头和数据"
        placeholder={'企业名称\t日期\t金额（万元）\t办理情况\n示例市某有限公司\t2022-07-01\t12.5\t已办结'}
        autoSize={{ minRows: 6, maxRows: 12 }}
        onChange={(event) => setText(event.target.value)}
      />
      <div className="button-row">
        <Button type="primary" disabled={table === null} loading={isBusy} onClick={() => void fromPaste(table!)}>
          {table === null ? '拟出字段' : `按${table.heads.length}列、${table.rows.length}行数据拟出字段`}
        </Button>
        <Button disabled={isBusy} onClick={() => void fromFile()}>
          选择文件…
        </Button>
        <Button
          disabled={isBusy}
          onClick={() =>
            onProposed({ title: null, fields: [blankField('date'), blankField('text'), blankField('text')], steps: [] })
          }
        >
          从空白开始
        </Button>
      </div>
    </div>
  );
}
