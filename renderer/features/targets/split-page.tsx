// 分解: one whole to the units by last year's values, last year's tasks or shares; typed parts stay, the rest is balanced exactly.
// What is proposed is stored only by 采用.

import { Button, Input, Select } from 'antd';
import { useMemo } from 'react';

import { makePeriod, yearOf } from '../../../shared/model/period.js';
import { SPLIT_BASES, SPLIT_BASIS_LABEL, type SplitBasis, type TargetSplit } from '../../../shared/targets/define.js';
import { call } from '../../api/client.js';
import { useCall } from '../../api/use-call.js';
import { useApp } from '../../app-state.js';
import { Empty } from '../../ui/empty.js';
import { LockedNotice } from '../../locked-period.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { useKept } from '../../ui/kept-state.js';
import { Page } from '../../ui/page.js';
import { RowList } from '../../ui/row-list.js';
import { SAVE_KEY } from '../../ui/save-key.js';
import { useBusy } from '../../ui/use-busy.js';
import { useReport } from '../../ui/use-report.js';
import { lockedWords, touchedWords } from './target-edits.js';
import { splitAsked, useSplit, type SplitForm } from './use-split.js';

type Row = TargetSplit['rows'][number];

const EMPTY: SplitForm = {
  code: null,
  whole: '',
  by: 'last-year',
  step: '',
  shares: {},
  fixed: {},
  document: '',
  reason: '',
};

interface TypedProps {
  unit: Row;
  label: string;
  placeholder: string;
  values: Record<string, string>;
  onChange: (values: Record<string, string>) => void;
}

function TypedPart({ unit, label, placeholder, values, onChange }: TypedProps) {
  return (
    <Input
      size="small"
      variant="borderless"
      className="num cell-input"
      aria-label={`${unit.unit}${label}`}
      placeholder={placeholder}
      value={values[unit.unitId] ?? ''}
      onChange={(event) => onChange({ ...values, [unit.unitId]: event.target.value })}
    />
  );
}

export function SplitPage() {
  const { period } = useApp();
  const year = yearOf(period);
  const report = useReport();
  const { data: matrix } = useCall('targets.matrix', { period });
  const indicators = useCall('indicators.list', {}).data?.indicators;
  const [form, setForm] = useKept<SplitForm>(`split/${year}`, EMPTY);
  const { isBusy, whileBusy } = useBusy();
  const { code, whole, by, step, shares, fixed, document, reason } = form;
  const set = (part: Partial<SplitForm>): void => setForm({ ...form, ...part });

  const options = useMemo(
    () =>
      (indicators ?? [])
        .filter((one) => one.enabled && one.kind !== 'ratio' && one.category !== 'base')
        .map((one) => ({ value: one.code, label: `${one.name}（${one.measure}）` })),
    [indicators],
  );
  const asked = splitAsked(form, year);
  const { split, error, shown } = useSplit(asked);
  const choose = (next: string): void => {
    const column = matrix?.columns.find((one) => one.code === next);
    set({ code: next, fixed: {}, shares: {}, reason: '', whole: column?.higher.value ?? column?.sum.value ?? '' });
  };
  const replaced = split?.rows.filter((row) => row.current !== '' && row.current !== (row.value ?? '')).length ?? 0;
  const lacks = replaced > 0 && document.trim() === '' && reason.trim() === '';

  const adopt = async (): Promise<void> => {
    if (asked === null) return;
    await whileBusy(async () => {
      // What is shown may be the answer to what stood in the form a moment ago.
      const { rows, problem, remainder } = await call('targets.split', asked);
      if (problem !== '' || remainder !== '0') return;
      const cells = rows
        .filter((row) => row.value !== null)
        .map((row) => ({ unitId: row.unitId, code: asked.code, level: 'assigned' as const, value: row.value }));
      const { finalCopies } = await call('targets.effect', { year, cells });
      if (finalCopies.length > 0) {
        const isSure = await report.confirm({
          title: `${finalCopies.length}份定稿会与新的目标不一致`,
          content: `${touchedWords(finalCopies)}。定稿本身不会改动，可在“定稿存档”中看到定稿后变动。`,
          okText: '仍要采用',
        });
        if (!isSure) return;
      }
      const words = replaced > 0 ? { document, reason } : { document: '', reason: '' };
      const { saved, same, locked } = await call('targets.save', { year, cells, ...words });
      set({ reason: '' });
      report.done(`已采用：保存${saved}个目标${same > 0 ? `，${same}个没有变化` : ''}${lockedWords(locked)}`);
    });
  };
  const fixedCell = (row: Row) => (
    <TypedPart
      unit={row}
      label="固定为"
      placeholder="按比例"
      values={fixed}
      onChange={(values) => set({ fixed: values })}
    />
  );
  const shareCell = (row: Row) => (
    <TypedPart
      unit={row}
      label="比例"
      placeholder="不参加"
      values={shares}
      onChange={(values) => set({ shares: values })}
    />
  );

  return (
    <Page
      title="分解任务"
      note={`把${year}年总任务分解到各填报单位，各填报单位之和与总任务完全相等`}
      actions={
        <Button
          type="primary"
          {...SAVE_KEY}
          loading={isBusy}
          disabled={!split || split.problem !== '' || split.remainder !== '0' || lacks}
          onClick={() => void adopt()}
        >
          采用并保存
        </Button>
      }
    >
      <div className="split-tools">
        <Select
          aria-label="指标"
          placeholder="选择指标"
          style={{ width: 260 }}
          value={code}
          onChange={choose}
          options={options}
          showSearch={{ optionFilterProp: 'label' }}
        />
        <label>
          总任务{' '}
          <Input
            className="num"
            aria-label="总任务"
            value={whole}
            onChange={(event) => set({ whole: event.target.value })}
          />
        </label>
        <Select<SplitBasis>
          aria-label="分解方法"
          style={{ width: 160 }}
          value={by}
          onChange={(value) => set({ by: value })}
          options={SPLIT_BASES.map((value) => ({ value, label: SPLIT_BASIS_LABEL[value] }))}
        />
        <label>
          最小分配单位{' '}
          <Input
            className="num"
            aria-label="最小分配单位"
            placeholder={split?.step ?? '1'}
            value={step}
            onChange={(event) => set({ step: event.target.value })}
          />
        </label>
        {replaced > 0 && (
          <>
            <Input
              aria-label="文号"
              placeholder="文号"
              value={document}
              onChange={(event) => set({ document: event.target.value })}
            />
            <Input
              aria-label="调整原因"
              placeholder={`将调整${replaced}个目标，填文号或原因`}
              style={{ width: 260 }}
              status={lacks ? 'warning' : ''}
              value={reason}
              onChange={(event) => set({ reason: event.target.value })}
            />
          </>
        )}
      </div>
      <LockedNotice period={makePeriod(year, 12)} what={`${year}年的目标`} />
      {error && <ErrorNotice error={error} />}
      {asked === null && (
        <Empty title={code !== null && whole.trim() !== '' ? '总任务应填数字' : '选择指标，填写总任务'}>
          按上年完成数、上年任务数或填写的比例分解；个别填报单位可以先固定，余下的再按比例分配。
        </Empty>
      )}
      {shown && (
        <>
          <RowList
            name="分解结果"
            rows={shown.rows}
            rowKey={(row) => row.unitId}
            columns={[
              { key: 'unit', title: '填报单位', width: '1fr', render: (row) => row.unit },
              by === 'share'
                ? {
                    key: 'weight',
                    title: '比例',
                    width: '120px',
                    align: 'right',
                    render: shareCell,
                  }
                : {
                    key: 'weight',
                    title: shown.from === '' ? '依据' : shown.from,
                    width: '150px',
                    align: 'right',
                    render: (row) => <span className="num">{row.weight === '' ? '没有数据' : row.weight}</span>,
                  },
              {
                key: 'percent',
                title: '占比',
                width: '90px',
                align: 'right',
                render: (row) => <span className="num">{row.percent === '' ? '—' : `${row.percent}%`}</span>,
              },
              {
                key: 'exact',
                title: '按比例应分',
                width: '120px',
                align: 'right',
                render: (row) => <span className="num">{row.exact || '—'}</span>,
              },
              {
                key: 'fixed',
                title: '固定为',
                width: '110px',
                align: 'right',
                render: fixedCell,
              },
              {
                key: 'value',
                title: `分解结果（${shown.measure}）`,
                width: '140px',
                align: 'right',
                render: (row) => <strong className="num">{row.value ?? '—'}</strong>,
              },
              {
                key: 'current',
                title: '现有目标',
                width: '110px',
                align: 'right',
                render: (row) => <span className="num">{row.current || '—'}</span>,
              },
            ]}
          />
          <div className="split-sum" role="status">
            <span>
              各填报单位之和 <strong className="num">{shown.sum}</strong>
            </span>
            <span>
              总任务 <strong className="num">{shown.whole}</strong>
            </span>
            <span>
              余数 <strong className="num">{shown.remainder}</strong>
            </span>
            {shown.problem !== '' && <span className="split-problem">✕ {shown.problem}</span>}
          </div>
        </>
      )}
    </Page>
  );
}
