// One understood cell in full: original text → value, unit conversion, period, fate and why, issues.

import { FATE_LABEL, SEVERITY_LABEL, type CheckIssue, type PlannedCell } from '../../../shared/import/plan.js';
import { STATE_LABEL } from '../../../shared/model/observation.js';
import { BASIS_LABEL, periodTitle } from '../../../shared/model/period.js';
import { StateMark } from '../../ui/state-mark.js';
import { SEVERITY_MARK } from './issue-notes.js';

const ROLE_LABEL: Record<PlannedCell['role'], string> = {
  value: '本期数值',
  claim: '上年同期（报表所填）',
  target: '年度目标',
  benchmark: '其他地区数值',
  check: '仅核对，不保存',
  unknown: '指标未识别，随原表保存',
};

export function valueWords(cell: PlannedCell): string {
  // A compared cell may be a percentage or a month of the indicator: its measure is not the indicator's.
  if (cell.value !== null) return cell.role === 'check' ? cell.value : `${cell.value} ${cell.measure}`;
  return cell.state === null ? '—' : STATE_LABEL[cell.state];
}

export function CellCard({ cell, issues }: { cell: PlannedCell | undefined; issues: readonly CheckIssue[] }) {
  if (!cell) return <div className="cell-card muted">点选左边或上面的单元格，这里显示它是怎样被理解的。</div>;
  const converted = cell.sourceMeasure !== '' && cell.sourceMeasure !== cell.measure;
  return (
    <div className="cell-card" aria-live="polite">
      <p>
        <code>{cell.cell}</code> <strong>{cell.indicator}</strong>{' '}
        {cell.code !== null && <code className="muted">{cell.code}</code>}
        <span className={`fate-tag fate-${cell.fate}`}>{FATE_LABEL[cell.fate]}</span>
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
      {issues.map((issue) => (
        <p key={issue.message}>
          <StateMark kind={SEVERITY_MARK[issue.severity]}>{SEVERITY_LABEL[issue.severity]}</StateMark> {issue.message}
        </p>
      ))}
    </div>
  );
}
