// Right of the paper: what the table shows and on which paper. Empty choices leave the default of the layout.

import { Button, Checkbox, Radio, Select } from 'antd';

import { FIGURE_LABEL, FIGURES, type PrintTable, type TableOptions } from '../../../shared/reports/print-table.js';
import { useIndicatorOptions } from '../../api/use-indicator-options.js';

interface Props {
  table: PrintTable | null;
  options: TableOptions;
  onChange: (options: TableOptions) => void;
}

const FIGURE_OPTIONS = FIGURES.map((value) => ({ value, label: FIGURE_LABEL[value] }));
const PAPERS = [
  { value: 'A4', label: 'A4' },
  { value: 'A3', label: 'A3' },
];
const ORIENTATIONS = [
  { value: 'portrait', label: '纵向' },
  { value: 'landscape', label: '横向' },
];

export function OptionsPanel({ table, options, onChange }: Props) {
  const indicators = useIndicatorOptions();
  const set = (part: TableOptions): void => onChange({ ...options, ...part });
  return (
    <aside className="table-options" aria-label="汇总表选项">
      <h2>选项</h2>
      <label htmlFor="option-figures">栏目</label>
      <Select
        id="option-figures"
        mode="multiple"
        allowClear
        maxTagCount="responsive"
        placeholder="按表样"
        options={FIGURE_OPTIONS}
        value={options.figures ?? []}
        onChange={(figures) =>
          set({ figures: figures.length === 0 ? undefined : FIGURES.filter((known) => figures.includes(known)) })
        }
      />
      <label htmlFor="option-codes">指标</label>
      <Select
        id="option-codes"
        mode="multiple"
        allowClear
        maxTagCount="responsive"
        showSearch={{ optionFilterProp: 'label' }}
        placeholder="按表样"
        options={indicators}
        value={options.codes ?? []}
        onChange={(codes) => set({ codes: codes.length === 0 ? undefined : codes })}
      />
      <label htmlFor="option-total">合计行</label>
      <Radio.Group
        id="option-total"
        disabled={table !== null && !table.bodyRows.some((row) => row.kind === 'total')}
        optionType="button"
        value={options.totalFirst ?? (table ? table.bodyRows[0]?.kind === 'total' : undefined)}
        onChange={(event) => set({ totalFirst: event.target.value === true })}
        options={[
          { value: false, label: '在最后' },
          { value: true, label: '在最前' },
        ]}
      />
      <label htmlFor="option-paper">纸张</label>
      <div id="option-paper" className="button-row">
        <Radio.Group
          optionType="button"
          value={options.paper ?? table?.paper}
          options={PAPERS}
          onChange={(event) => set({ paper: event.target.value === 'A3' ? 'A3' : 'A4' })}
        />
        <Radio.Group
          optionType="button"
          value={options.orientation ?? table?.orientation}
          options={ORIENTATIONS}
          onChange={(event) => set({ orientation: event.target.value === 'portrait' ? 'portrait' : 'landscape' })}
        />
      </div>
      <Checkbox
        checked={options.internalMark ?? (table?.internalMark ?? '') !== ''}
        onChange={(event) => set({ internalMark: event.target.checked })}
      >
        标注“内部资料”
      </Checkbox>
      <Checkbox
        checked={options.signature ?? (table?.signature.length ?? 0) > 0}
        onChange={(event) => set({ signature: event.target.checked })}
      >
        签字栏
      </Checkbox>
      <Button onClick={() => onChange({})}>恢复表样默认</Button>
      <p className="muted">签字栏的内容、四舍五入方式在“设置 › 口径与显示”中修改。</p>
    </aside>
  );
}
