// One understood cell in full: original text → value, unit conversion, period, fate and why, issues.

import { Radio } from 'antd';

import type { CheckIssue, PlannedCell, PlannedFile } from '../../../shared/import/plan.js';
import { STATE_LABEL } from '../../../shared/model/observation.js';
import { BASIS_LABEL, periodTitle } from '../../../shared/model/period.js';
import { useDecisions } from './decisions.js';
import { IssueItem, issueId } from './issue-item.js';
import { fateWord, isChoosable } from './plan-facts.js';

const ROLE_LABEL: Record<PlannedCell['role'], string> = {
  value: '本期数值',
  claim: '上年同期（报表所填）',
  target: '年度目标',
  issued: '上级下发',
  benchmark: '其他地区数值',
  check: '仅核对，不保存',
  unknown: '指标未识别，随原表保存',
};

export function valueWords(cell: PlannedCell): string {
  // A compared cell may be a percentage or a month of the indicator: its measure is not the indicator's.
  if (cell.value !== null) return cell.role === 'check' ? cell.value : `${cell.value} ${cell.measure}`;
  return cell.state === null ? '—' : STATE_LABEL[cell.state];
}

interface Props {
  file: PlannedFile;
  cell: PlannedCell | undefined;
  issues: readonly CheckIssue[];
}

function Choice({ file, cell }: { file: PlannedFile; cell: PlannedCell }) {
  const { isBusy, choose } = useDecisions();
  return (
    <div className="cell-choice">
      <Radio.Group
        size="small"
        optionType="button"
        aria-label="这个数值"
        disabled={isBusy}
        value={cell.chosen === false ? 'leave' : 'default'}
        options={[
          { value: 'default', label: '接收' },
          { value: 'leave', label: '不接收' },
        ]}
        onChange={(event) => choose(file, [cell], event.target.value === 'leave' ? 'leave' : 'default')}
      />
      {cell.chosen === false && <span className="muted">接收文件时跳过这个数值，现有数值保持原样。</span>}
    </div>
  );
}

export function CellCard({ file, cell, issues }: Props) {
  if (!cell) return <div className="cell-card muted">点选左边或上面的单元格，这里显示它是怎样被理解的。</div>;
  const converted = cell.sourceMeasure !== '' && cell.sourceMeasure !== cell.measure;
  return (
    <div className="cell-card" aria-live="polite">
      <p>
        <code>{cell.cell}</code> <strong>{cell.indicator}</strong>{' '}
        {cell.code !== null && <code className="muted">{cell.code}</code>}
        <span className={`fate-tag fate-${cell.fate}`}>{fateWord(cell)}</span>
      </p>
      <p className="muted">表中写作：{cell.label}</p>
      <p>
        {[
          cell.unit,
          cell.period === null ? '' : periodTitle(cell.period, cell.basis ?? 'ytd'),
          cell.basis === null ? '' : BASIS_LABEL[cell.basis],
          ROLE_LABEL[cell.role],
        ]
          .filter((part) => part !== '')
          .join(' · ')}
      </p>
      <p>
        <q>{cell.text === '' ? '（空白）' : cell.text}</q> → <strong className="num">{valueWords(cell)}</strong>
        {converted && (
          <span className="muted">
            （由{cell.sourceMeasure}换算为{cell.measure}）
          </span>
        )}
      </p>
      {cell.before !== null && (
        <p>
          现有数值 <span className="num">{cell.before}</span>
        </p>
      )}
      {cell.reason !== '' && <p>{cell.reason}</p>}
      {file.status !== 'imported' && isChoosable(cell) && <Choice file={file} cell={cell} />}
      {issues.map((issue) => (
        <IssueItem key={issueId(issue)} file={file} issue={issue} />
      ))}
    </div>
  );
}
