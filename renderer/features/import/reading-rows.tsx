// Right half of the reading view for a ledger sheet: its rows by what receiving would do, each with its choice, and the current
// row field by field.

import { Button, Checkbox, Segmented } from 'antd';

import type { PlannedLedger, PlannedRow } from '../../../shared/import/ledger-rows.js';
import { FATE_LABEL, FATES, type CheckIssue, type Fate, type PlannedFile } from '../../../shared/import/plan.js';
import { RowList } from '../../ui/row-list.js';
import { ChooseAll } from './choose-all.js';
import { useDecisions } from './decisions.js';
import { IssueItem, issueId } from './issue-item.js';
import { changeWords, isChoosableRow, rowWords } from './ledger-facts.js';
import { PAGE_ROWS } from './use-ledger-rows.js';

export type RowView = Fate | 'all';

interface Props {
  file: PlannedFile;
  ledger: PlannedLedger;
  rows: readonly PlannedRow[] | null;
  total: number;
  view: RowView;
  onView: (view: RowView) => void;
  page: number;
  onPage: (page: number) => void;
  issues: readonly CheckIssue[];
  selected: PlannedRow | undefined;
  onSelect: (row: PlannedRow) => void;
  onJump: (cell: string) => void;
}

function viewOptions({ rows }: PlannedLedger): { value: RowView; label: React.ReactNode }[] {
  const all = FATES.reduce((sum, fate) => sum + rows[fate], 0);
  return [
    { value: 'all', label: `全部 ${all}` },
    ...FATES.filter((fate) => rows[fate] > 0).map((value) => ({
      value,
      label: <span className={`fate-word fate-${value}`}>{`${rowFate(value)} ${rows[value]}`}</span>,
    })),
  ];
}

/** A row that is only compared is one that stands twice. */
function rowFate(fate: Fate): string {
  return fate === 'ignored' ? '重复' : FATE_LABEL[fate];
}

export function ReadingRows(props: Props) {
  const { file, ledger, rows, total, view, onView, page, onPage, issues, selected, onSelect, onJump } = props;
  const { isBusy, chooseRows } = useDecisions();
  const isOpen = file.status === 'planned' || file.status === 'asks';
  const shown = rows ?? [];
  const choosable = isOpen ? shown.filter(isChoosableRow) : [];
  const pages = Math.max(1, Math.ceil(total / PAGE_ROWS));
  return (
    <>
      <div className="reading-filter">
        <Segmented size="small" aria-label="按结果筛选" value={view} onChange={onView} options={viewOptions(ledger)} />
        {pages > 1 && (
          <span className="rows-pages">
            <Button size="small" disabled={page === 0} onClick={() => onPage(page - 1)}>
              前{PAGE_ROWS}行
            </Button>
            <span className="num">
              {page + 1}/{pages}
            </span>
            <Button size="small" disabled={page + 1 >= pages} onClick={() => onPage(page + 1)}>
              后{PAGE_ROWS}行
            </Button>
          </span>
        )}
        <ChooseAll
          choosable={choosable}
          counter="行"
          isBusy={isBusy}
          onChoose={(items, choice) => chooseRows(file, items, choice)}
        />
      </div>
      <RowList
        name="识别结果"
        rows={shown}
        rowKey={(row) => row.ref}
        current={selected === undefined ? -1 : shown.indexOf(selected)}
        onCurrent={(index) => {
          const row = shown[index];
          if (row) onSelect(row);
        }}
        onToggle={(row) => {
          if (isOpen && isChoosableRow(row)) chooseRows(file, [row], row.chosen === false ? 'default' : 'leave');
        }}
        rowClass={(row) => `fate-row fate-${row.fate} ${row.chosen === false ? 'is-left-out' : ''}`}
        empty={<p className="muted list-hint">{rows === null ? '正在读取…' : '没有这样的行。'}</p>}
        columns={[
          {
            key: 'tick',
            title: '',
            width: '34px',
            align: 'center',
            render: (row) =>
              isOpen &&
              isChoosableRow(row) && (
                <Checkbox
                  checked={row.chosen !== false}
                  disabled={isBusy}
                  aria-label={`接收第${row.line}行`}
                  onChange={(event) => chooseRows(file, [row], event.target.checked ? 'default' : 'leave')}
                />
              ),
          },
          { key: 'line', title: '行', width: '46px', align: 'right', render: (row) => row.line },
          { key: 'words', title: '内容', width: '1fr', render: rowWords, hint: rowWords },
          ...(ledger.rows.changed > 0
            ? [{ key: 'change', title: '变更', width: '170px', render: changeWords, hint: changeWords }]
            : []),
          {
            key: 'fate',
            title: '结果',
            width: '62px',
            render: (row) => (row.chosen === false ? '不接收' : rowFate(row.fate)),
            hint: (row) => row.reason,
          },
        ]}
      />
      <RowCard file={file} ledger={ledger} row={selected} issues={issues} onJump={onJump} />
    </>
  );
}

function RowCard({
  file,
  ledger,
  row,
  issues,
  onJump,
}: Pick<Props, 'file' | 'ledger' | 'issues' | 'onJump'> & { row: PlannedRow | undefined }) {
  if (!row) return <div className="cell-card row-card muted">点选左边或上面的一行，这里逐项显示它是怎样被理解的。</div>;
  const cells = new Set(row.fields.flatMap((field) => field.cell ?? []));
  const here = issues.filter(
    (issue) =>
      issue.sheet === ledger.sheet && issue.cell !== null && (cells.has(issue.cell) || lineOf(issue.cell) === row.line),
  );
  return (
    <div className="cell-card row-card" aria-live="polite">
      <p>
        第{row.line}行 <strong>{ledger.title}</strong>
        <span className={`fate-tag fate-${row.fate}`}>{rowFate(row.fate)}</span>
        {row.reason !== '' && <span className="muted"> {row.reason}</span>}
      </p>
      <dl className="read-fields">
        {row.fields.map((field) => (
          <div key={field.field} className={field.before === null ? '' : 'is-changed'}>
            <dt>
              {field.cell !== null && (
                <button type="button" className="issue-jump" onClick={() => onJump(field.cell ?? '')}>
                  <code>{field.cell}</code>
                </button>
              )}{' '}
              {field.label}
            </dt>
            <dd>
              {field.before !== null && <s className="muted">{field.before === '' ? '（空）' : field.before}</s>}{' '}
              <span>{field.value === '' ? '（空）' : field.value}</span>
              {field.text !== field.value && field.text !== '' && (
                <span className="muted">{field.cell === null ? `（按${field.text}）` : `（写作“${field.text}”）`}</span>
              )}
            </dd>
          </div>
        ))}
      </dl>
      {here.map((issue) => (
        <IssueItem key={issueId(issue)} file={file} issue={issue} />
      ))}
    </div>
  );
}

function lineOf(cell: string): number {
  return Number(/\d+$/.exec(cell)?.[0] ?? 0);
}
