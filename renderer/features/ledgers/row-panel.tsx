// One row beside the grid: its stages, every field with its help, files, where it came from and what happened to it. What is typed
// here goes the same way as what is typed in the grid.

import './row-panel.css';

import { Button } from 'antd';
import { useEffect, useState } from 'react';

import { fieldsOf, statusFieldOf, type Finding } from '../../../shared/ledgers/define.js';
import { rowName } from '../../../shared/ledgers/row-name.js';
import type { Result } from '../../../shared/contract/index.js';
import { useCall } from '../../api/use-call.js';
import { OriginalDialog } from '../../ledger-ui/original-dialog.js';
import { CloseIcon } from '../../ui/icons.js';
import { formatWhen } from '../../ui/when.js';
import { findingOf } from './drafts.js';
import { inputText } from './grid-row.js';
import { LinkedRows } from './linked-rows.js';
import { FormerUnits } from './moved-rows.js';
import { RowField } from './row-field.js';
import { RowFiles } from './row-files.js';
import { StageSteps } from './stage-steps.js';
import { filesIn, type CellFiles } from './use-cell-files.js';
import type { Entries } from './use-entries.js';
import type { LedgerDesk } from './use-ledger.js';
import type { Rows } from './use-rows.js';

interface Props {
  desk: LedgerDesk;
  rows: Rows;
  entries: Entries;
  files: CellFiles;
  id: number;
  onStep: (step: number) => void;
  onClose: () => void;
}

export function RowPanel({ desk, rows, entries, files, id, onStep, onClose }: Props) {
  const { ledger } = desk;
  const { load } = rows;
  useEffect(() => {
    load([id]).catch(() => undefined);
  }, [load, id, rows.version]);
  const row = rows.rowOf(id);
  const draft = entries.drafts.get(id);
  const checked = useCall('ledgers.findings', { ledger: ledger.id, ids: [id] }).data?.rows[0];
  const doubts = checked?.id === id && draft === undefined ? checked.findings : [];
  const status = ledger.stages ? statusFieldOf(ledger) : null;
  const textOf = (name: string): string =>
    draft !== undefined && Object.hasOwn(draft.values, name)
      ? inputText(draft.values[name])
      : desk.textOf(name, row?.values[name] ?? null);
  const title = row === undefined ? '' : rowName(ledger, row.values);

  return (
    <aside className="row-panel" aria-label="这一行的详情">
      <header>
        <h2 title={title}>{title === '' ? ledger.title : title}</h2>
        <Button size="small" title="上一行（Alt+↑）" onClick={() => onStep(-1)}>
          上一行
        </Button>
        <Button size="small" title="下一行（Alt+↓）" onClick={() => onStep(1)}>
          下一行
        </Button>
        <Button size="small" type="text" icon={<CloseIcon />} aria-label="关闭详情" title="Esc" onClick={onClose} />
      </header>
      <div className="row-panel-body">
        {row === undefined ? (
          <p className="muted">正在读取…</p>
        ) : (
          <>
            {status !== null && <StageSteps desk={desk} id={id} row={row.values} />}
            <LinkedRows ledger={ledger.id} id={id} />
            <Doubts findings={doubts.filter((one) => one.field === null || one.field === status)} />
            <div className="row-fields">
              {fieldsOf(ledger)
                .filter(([name]) => name !== status)
                .map(([name, field]) => (
                  <RowField
                    key={`${id}-${name}`}
                    desk={desk}
                    name={name}
                    field={field}
                    text={textOf(name)}
                    finding={findingOf(draft, name) ?? doubts.find((one) => one.field === name)}
                    files={filesIn(
                      draft !== undefined && Object.hasOwn(draft.values, name) ? draft.values[name] : row.values[name],
                    )}
                    onAddFile={(known) => files.add(id, name, known)}
                    onOpenFile={files.open}
                    onRemoveFile={(known, file) => files.remove(id, name, known, file)}
                    onText={(text) => entries.edit([{ id, values: { [name]: text === '' ? null : text } }])}
                    onEnterprise={(enterprise) => {
                      if (field.kind !== 'enterprise') return;
                      const code = field.codeField;
                      const values: Record<string, string> = { [name]: enterprise.name };
                      if (code !== undefined && enterprise.uscc !== null && textOf(code) === '')
                        values[code] = enterprise.uscc;
                      entries.edit([{ id, values }]);
                    }}
                  />
                ))}
            </div>
            <RowFiles ledger={ledger.id} id={id} />
            <Sources desk={desk} id={id} />
            <Changes desk={desk} id={id} />
          </>
        )}
      </div>
    </aside>
  );
}

/** What is to be looked at of the row as a whole. */
function Doubts({ findings }: { findings: readonly Finding[] }) {
  if (findings.length === 0) return null;
  return (
    <ul className="row-doubts" aria-label="请核对">
      {findings.map((finding) => (
        <li key={`${finding.rule}${finding.message}`}>{finding.message}</li>
      ))}
    </ul>
  );
}

type RowSource = Result<'ledgers.sources'>['sources'][number];

/** Files that gave the row its content, with sheet and row. */
function Sources({ desk, id }: { desk: LedgerDesk; id: number }) {
  const { data } = useCall('ledgers.sources', { ledger: desk.ledger.id, id });
  const [shown, setShown] = useState<{ source: RowSource; cell: string } | null>(null);
  if (!data || data.sources.length === 0) return null;
  return (
    <section aria-label="来源">
      {shown && (
        <OriginalDialog
          source={{ file: shown.source.file, sheet: shown.source.sheet, cell: shown.cell }}
          flagged={shown.source.fields.flatMap((one) => one.cell ?? [])}
          importFileId={shown.source.importFileId}
          onClose={() => setShown(null)}
        />
      )}
      <h3>来源</h3>
      <ul className="row-history">
        {data.sources.map((source) => (
          <li key={`${source.importFileId}${source.sheet}${source.line}`}>
            <b>{source.file.split('/').at(-1)}</b>
            {source.sheet === null ? '' : ` › ${source.sheet}`} › 第{source.line}行
            <small className="muted">{formatWhen(source.at)}</small>{' '}
            <Button
              size="small"
              onClick={() => setShown({ source, cell: source.fields[0]?.cell ?? `A${source.line}` })}
            >
              查看原表
            </Button>
            {source.fields.map((one) => (
              <p key={one.field} title={one.text}>
                {one.label}：
                <SourceCell source={source} cell={one.cell} text={one.text} onShow={setShown} />
              </p>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}

function SourceCell({
  source,
  cell,
  text,
  onShow,
}: {
  source: RowSource;
  cell: string | null;
  text: string;
  onShow: (shown: { source: RowSource; cell: string }) => void;
}) {
  if (cell === null) return text;
  return (
    <>
      <button type="button" className="text-link" onClick={() => onShow({ source, cell })}>
        {cell}
      </button>{' '}
      <q>{text}</q>
    </>
  );
}

const KIND = { added: '新增', changed: '修改', removed: '删除' } as const;

function Changes({ desk, id }: { desk: LedgerDesk; id: number }) {
  const { data } = useCall('ledgers.history', { ledger: desk.ledger.id, id });
  if (!data) return null;
  return (
    <>
      <FormerUnits desk={desk} id={id} units={data.formerUnits} />
      <section aria-label="修改记录">
        <h3>修改记录</h3>
        <ul className="row-history">
          {data.changes.map((change) => (
            <li key={`${change.changeSetId}${change.kind}`}>
              <b>{KIND[change.kind]}</b>
              <small className="muted">
                {formatWhen(change.at)} {change.operator}
              </small>
              {change.kind === 'changed' &&
                change.fields.map((field) => (
                  <p key={field.field}>
                    {field.label}：<del>{field.before || '空'}</del> → {field.after || '空'}
                  </p>
                ))}
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}
