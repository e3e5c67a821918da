// Rows, paper, signs and notes of a layout.

import { Checkbox, Input, Select } from 'antd';

import { ROW_AXIS_LABEL, type LayoutDraft, type RowAxis } from '../../../shared/reports/define.js';
import { useCall } from '../../api/use-call.js';
import { withAxis } from './layout-draft.js';
import { UnitGroups } from './unit-groups.js';

interface Props {
  draft: LayoutDraft;
  onChange: (draft: LayoutDraft) => void;
}

const AXES = (Object.keys(ROW_AXIS_LABEL) as RowAxis[]).map((value) => ({ value, label: ROW_AXIS_LABEL[value] }));
const TOTAL = [
  { value: 'first', label: '合计在最前' },
  { value: 'last', label: '合计在最后' },
  { value: 'none', label: '没有合计行' },
] as const;
const PAPERS = (['A4', 'A3'] as const).flatMap((paper) =>
  (['portrait', 'landscape'] as const).map((orientation) => ({
    value: `${paper} ${orientation}`,
    label: `${paper} ${orientation === 'portrait' ? '纵向' : '横向'}`,
  })),
);
const SIGNS = [
  { value: '未报', label: '未报送印“未报”' },
  { value: '—', label: '未报送印“—”' },
  { value: '…', label: '未报送印“…”' },
] as const;
const BALANCING = [
  { value: 'declare', label: '分项不凑整，加注说明' },
  { value: 'largest-remainder', label: '舍位平衡（最大余数法）' },
] as const;
const NUMBERS = [
  { value: 'centre', label: '页码居中' },
  { value: 'outer', label: '页码单页右、双页左' },
  { value: 'none', label: '不印页码' },
] as const;

function firstAxis(axis: RowAxis): LayoutDraft['rows'] {
  switch (axis) {
    case 'units':
      return { axis };
    case 'groups':
      return { axis, groups: [], withUnits: true };
    case 'months':
      return { axis, onlyTotal: false };
    case 'indicators':
      return { axis, codes: [], unit: '' };
    case 'ledger':
      return { axis, ledger: 'pledge', by: 'enterprise' };
  }
}

function RowOptions({ draft, onChange }: Props) {
  const { rows } = draft;
  const namesUnits = rows.axis === 'indicators' || rows.axis === 'groups';
  const units = useCall('units.list', namesUnits ? {} : null).data?.units;
  if (rows.axis === 'groups')
    return (
      <>
        <Checkbox
          checked={rows.withUnits}
          onChange={(event) => onChange({ ...draft, rows: { ...rows, withUnits: event.target.checked } })}
        >
          小计下面列出各填报单位
        </Checkbox>
        <UnitGroups
          groups={rows.groups}
          units={units ?? null}
          onChange={(groups) => onChange({ ...draft, rows: { ...rows, groups } })}
        />
      </>
    );
  if (rows.axis === 'months')
    return (
      <Checkbox
        checked={rows.onlyTotal}
        onChange={(event) => onChange({ ...draft, rows: { ...rows, onlyTotal: event.target.checked } })}
      >
        只列全市，不分填报单位
      </Checkbox>
    );
  if (rows.axis === 'indicators')
    return (
      <Select
        aria-label="哪个填报单位"
        value={rows.unit}
        options={[
          { value: '', label: '全市合计' },
          ...(units ?? []).map((unit) => ({ value: unit.name, label: unit.name })),
        ]}
        onChange={(unit) => onChange({ ...draft, rows: { ...rows, unit } })}
      />
    );
  return null;
}

export function LayoutOptions({ draft, onChange }: Props) {
  const set = (part: Partial<LayoutDraft>): void => onChange({ ...draft, ...part });
  return (
    <div className="designer-options">
      <label>
        <span>行</span>
        <Select
          value={draft.rows.axis}
          options={AXES}
          onChange={(axis) => onChange(withAxis(draft, firstAxis(axis)))}
        />
      </label>
      <RowOptions draft={draft} onChange={onChange} />
      <div className="designer-pair">
        <Select
          aria-label="合计行"
          value={draft.totalRow}
          options={[...TOTAL]}
          onChange={(totalRow) => set({ totalRow })}
        />
        <Select
          aria-label="纸张"
          value={`${draft.paper} ${draft.orientation}`}
          options={PAPERS}
          onChange={(value) =>
            set({
              paper: value.startsWith('A3') ? 'A3' : 'A4',
              orientation: value.endsWith('portrait') ? 'portrait' : 'landscape',
            })
          }
        />
      </div>
      <div className="designer-pair">
        <Select
          aria-label="未报送的符号"
          value={draft.signs.notSubmitted}
          options={[...SIGNS]}
          onChange={(notSubmitted) => set({ signs: { ...draft.signs, notSubmitted } })}
        />
        <Select
          aria-label="页码"
          value={draft.pageNumbers}
          options={[...NUMBERS]}
          onChange={(pageNumbers) => set({ pageNumbers })}
        />
      </div>
      <Select
        aria-label="分项与合计"
        value={draft.balancing}
        options={[...BALANCING]}
        onChange={(balancing) => set({ balancing })}
      />
      <div className="designer-checks">
        <Checkbox
          checked={draft.signs.plus}
          onChange={(event) => set({ signs: { ...draft.signs, plus: event.target.checked } })}
        >
          增长加“+”号
        </Checkbox>
        <Checkbox
          checked={draft.signs.legend}
          onChange={(event) => set({ signs: { ...draft.signs, legend: event.target.checked } })}
        >
          符号说明
        </Checkbox>
        <Checkbox checked={draft.signature} onChange={(event) => set({ signature: event.target.checked })}>
          签字栏
        </Checkbox>
      </div>
      <label>
        <span>左上角</span>
        <Input
          value={draft.enclosure}
          maxLength={20}
          placeholder="如：附件1"
          onChange={(event) => set({ enclosure: event.target.value })}
        />
      </label>
      <label>
        <span>表下的注（一行一条）</span>
        <Input.TextArea
          rows={2}
          value={draft.notes.join('\n')}
          onChange={(event) => set({ notes: event.target.value === '' ? [] : event.target.value.split('\n') })}
        />
      </label>
      <label>
        <span>在列表中的说明</span>
        <Input
          value={draft.description}
          maxLength={100}
          onChange={(event) => set({ description: event.target.value })}
        />
      </label>
    </div>
  );
}
