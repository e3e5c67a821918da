// 更正影响: before a correction is received, which stored values it replaces and which totals, changes and ranks follow.
// With `onReceive` it also asks once for the reason; without, it only shows.

import { Alert, Button, Modal, Tabs } from 'antd';
import { useEffect, useState } from 'react';

import type { PlannedFile } from '../../../shared/import/plan.js';
import { STATE_LABEL } from '../../../shared/model/observation.js';
import { periodTitle } from '../../../shared/model/period.js';
import { FIGURE_LABEL } from '../../../shared/reports/print-table.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { RowList } from '../../ui/row-list.js';
import { SAVE_KEY } from '../../ui/save-key.js';
import { Waiting } from '../../ui/waiting.js';
import { ReasonField } from './reason-dialog.js';
import { useCorrection, type Correction } from './use-correction.js';

const REASONS = ['填报单位更正漏报、错报', '核实后改正', '统计口径调整'];

interface Props {
  planId: string;
  /** Files that replace stored values. */
  files: readonly PlannedFile[];
  /** Further files that are received with them. */
  others: number;
  onReceive?: ((reason: string) => void) | undefined;
  onClose: () => void;
}

function none(text: string): string {
  return text === '' ? '—' : text;
}

function Effects({ correction }: { correction: Correction }) {
  return (
    <RowList
      name="更正影响"
      rows={correction.changes}
      rowKey={(change) => `${change.period}/${change.code}/${change.unitId ?? 0}/${change.figure}`}
      empty={<p className="muted list-hint">合计、比率、同比、完成率和排名都不变。</p>}
      columns={[
        {
          key: 'period',
          title: '统计期间',
          width: '112px',
          render: (change) => periodTitle(change.period, 'ytd'),
        },
        {
          key: 'unit',
          title: '填报单位',
          width: '130px',
          render: (change) => change.unit,
          hint: (change) => change.unit,
        },
        {
          key: 'indicator',
          title: '指标',
          width: '1fr',
          render: (change) => change.indicator,
          hint: (change) => change.indicator,
        },
        {
          key: 'figure',
          title: '栏目',
          width: '96px',
          render: (change) => FIGURE_LABEL[change.figure],
          hint: (change) => FIGURE_LABEL[change.figure],
        },
        { key: 'before', title: '更正前', width: '96px', align: 'right', render: (change) => none(change.before) },
        {
          key: 'after',
          title: '更正后',
          width: '96px',
          align: 'right',
          render: (change) => <strong>{none(change.after)}</strong>,
        },
      ]}
    />
  );
}

function Values({ correction }: { correction: Correction }) {
  return (
    <RowList
      name="更正的数值"
      rows={correction.values}
      rowKey={({ index, cell }) => `${index}!${cell.sheet ?? ''}!${cell.cell}!${cell.code ?? ''}`}
      empty={<p className="muted list-hint">没有已存的数值会改变。</p>}
      columns={[
        {
          key: 'unit',
          title: '填报单位',
          width: '130px',
          render: ({ cell }) => cell.unit,
          hint: ({ cell }) => cell.unit,
        },
        {
          key: 'indicator',
          title: '指标',
          width: '1fr',
          render: ({ cell }) => cell.indicator,
          hint: ({ cell }) => cell.label,
        },
        { key: 'cell', title: '单元格', width: '66px', render: ({ cell }) => <code>{cell.cell}</code> },
        {
          key: 'before',
          title: '更正前',
          width: '104px',
          align: 'right',
          render: ({ cell }) => cell.before ?? (cell.beforeState ? STATE_LABEL[cell.beforeState] : '—'),
        },
        {
          key: 'after',
          title: '更正后',
          width: '104px',
          align: 'right',
          render: ({ cell }) => <strong>{cell.value ?? (cell.state ? STATE_LABEL[cell.state] : '—')}</strong>,
        },
        { key: 'measure', title: '计量单位', width: '76px', render: ({ cell }) => cell.measure },
      ]}
    />
  );
}

function issuedText({ finalCopies }: Correction): string {
  const issued = finalCopies.filter((copy) => copy.issuedOn !== null).length;
  return issued === 0 ? '' : `，其中${issued}份已经印发`;
}

/** Each printed text of a final copy that would come out differently. */
function Copies({ correction }: { correction: Correction }) {
  const rows = correction.finalCopies.flatMap((copy) => copy.cells.map((cell) => ({ copy, cell })));
  return (
    <RowList
      name="影响的定稿"
      rows={rows}
      rowKey={({ copy, cell }) => `${copy.id}|${cell.row}|${cell.column}`}
      empty={<p className="muted list-hint">没有定稿会受影响。</p>}
      columns={[
        {
          key: 'copy',
          title: '定稿',
          width: '230px',
          render: ({ copy }) => copy.title,
          hint: ({ copy }) => `${copy.title} ${copy.documentNumber ?? ''}`,
        },
        {
          key: 'issued',
          title: '印发',
          width: '110px',
          render: ({ copy }) => copy.documentNumber ?? copy.issuedOn ?? '未印发',
          hint: ({ copy }) => copy.documentNumber ?? '',
        },
        { key: 'row', title: '行', width: '92px', render: ({ cell }) => cell.row },
        {
          key: 'column',
          title: '栏目',
          width: '1fr',
          render: ({ cell }) => cell.column,
          hint: ({ cell }) => cell.column,
        },
        { key: 'was', title: '更正前', width: '92px', align: 'right', render: ({ cell }) => none(cell.was) },
        {
          key: 'now',
          title: '更正后',
          width: '92px',
          align: 'right',
          render: ({ cell }) => <strong>{none(cell.now)}</strong>,
        },
      ]}
    />
  );
}

export function CorrectionDialog({ planId, files, others, onReceive, onClose }: Props) {
  const { correction, error } = useCorrection(planId, files);
  const [tab, setTab] = useState<'values' | 'effects' | 'copies'>('values');
  const [reason, setReason] = useState('');
  const isReasonNeeded = onReceive !== undefined && correction !== null && correction.values.length > 0;
  const isGood = correction !== null && (!isReasonNeeded || reason.trim() !== '');
  useEffect(() => setTab('values'), [correction]);
  const name = files.length === 1 ? `“${files[0]?.file.split('/').at(-1) ?? ''}”` : `${files.length}个文件`;
  const received = others === 0 ? '' : `，同时接收另外${others}个文件`;
  return (
    <Modal
      open
      width={860}
      title={onReceive ? `接收更正：${name}` : `更正影响：${name}`}
      footer={
        onReceive ? (
          <>
            <Button onClick={onClose}>取消</Button>
            <Button type="primary" {...SAVE_KEY} disabled={!isGood} onClick={() => onReceive(reason.trim())}>
              接收
            </Button>
          </>
        ) : (
          <Button onClick={onClose}>关闭</Button>
        )
      }
      onCancel={onClose}
    >
      <div className="correction-dialog">
        {error && <ErrorNotice error={error} />}
        {!correction && !error && <Waiting text="正在计算更正影响…" />}
        {correction && (
          <>
            <p>
              更正已存的数值 <strong className="num">{correction.values.length}</strong> 个，新增{' '}
              <strong className="num">{correction.added}</strong> 个{received}。
            </p>
            {correction.finalCopies.length > 0 && (
              <Alert
                type="warning"
                showIcon
                title={`${correction.finalCopies.length}份定稿会与更正后的数据不一致${issuedText(correction)}。定稿本身不会改动。`}
              />
            )}
            <Tabs
              size="small"
              activeKey={tab}
              onChange={(key) => setTab(key === 'effects' || key === 'copies' ? key : 'values')}
              items={[
                { key: 'values', label: `更正的数值（${correction.values.length}）` },
                {
                  key: 'effects',
                  label: `影响的合计、比率、排名（${correction.changes.length + correction.more}）`,
                },
                { key: 'copies', label: `影响的定稿（${correction.finalCopies.length}）` },
              ]}
            />
            <div className="correction-list">
              {tab === 'effects' && <Effects correction={correction} />}
              {tab === 'copies' && <Copies correction={correction} />}
              {tab === 'values' && <Values correction={correction} />}
            </div>
            {tab === 'effects' && correction.more > 0 && (
              <p className="muted">
                这里列出前{correction.changes.length}项，另有{correction.more}项。
              </p>
            )}
            {isReasonNeeded && (
              <ReasonField
                id="correction-reason"
                label="更正原因（必填，记入版次和数值的修改记录）"
                value={reason}
                onChange={setReason}
                suggestions={REASONS}
                most={500}
                isFocused
              />
            )}
            {onReceive && !isReasonNeeded && (
              <Alert type="info" showIcon title="没有已存的数值会改变，不需要填写更正原因。" />
            )}
          </>
        )}
      </div>
    </Modal>
  );
}
