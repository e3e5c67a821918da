// What the current column shows: its head, its figures, earlier years, decimals.

import { Checkbox, Input, InputNumber, Select } from 'antd';

import type { LayoutNode } from '../../../shared/reports/define.js';
import { FIGURE_LABEL, FIGURES, type FigureKind } from '../../../shared/reports/print-table.js';
import { earlierYearsOf, kindsOf, withFigures } from './column-tree.js';

interface Props {
  node: LayoutNode;
  onChange: (node: LayoutNode) => void;
}

const DECIMALS = [{ value: -1, label: '按指标' }, ...[0, 1, 2, 3, 4].map((value) => ({ value, label: `${value}位` }))];
const MOST_YEARS = 10;
/** Figures of the value itself take the chosen decimals; percentages keep one. */
const VALUE_FIGURES: ReadonlySet<FigureKind> = new Set([
  'current',
  'last-year',
  'difference',
  'month',
  'quarter',
  'target',
  'distance',
  'per-capita',
]);

export function ColumnEditor({ node, onChange }: Props) {
  const hasLabel = node.kind !== 'figures';
  const figures = node.kind === 'indicator' || node.kind === 'figures' ? node.figures : null;
  const setFigures = (kinds: readonly FigureKind[], years: number): void => {
    if ((node.kind !== 'indicator' && node.kind !== 'figures') || kinds.length + years === 0) return;
    onChange({ ...node, figures: withFigures(node.figures, kinds, years) });
  };
  return (
    <div className="designer-editor">
      {hasLabel && (
        <label>
          <span>表头文字</span>
          <Input
            value={node.label}
            maxLength={40}
            placeholder={node.kind === 'group' ? '' : '用指标简称'}
            onChange={(event) => {
              const label = event.target.value;
              if (node.kind === 'group') onChange({ ...node, label: label || '分组' });
              else onChange({ ...node, label });
            }}
          />
        </label>
      )}
      {figures && (node.kind === 'indicator' || node.kind === 'figures') && (
        <>
          <Checkbox.Group
            className="designer-figures"
            value={kindsOf(figures)}
            options={FIGURES.map((value) => ({ value, label: FIGURE_LABEL[value] }))}
            onChange={(kinds) => setFigures(kinds, earlierYearsOf(figures))}
          />
          <div className="designer-pair">
            <label>
              <span>往年同期（年）</span>
              <InputNumber
                min={0}
                max={MOST_YEARS}
                value={earlierYearsOf(figures)}
                onChange={(years) => setFigures(kindsOf(figures), years ?? 0)}
              />
            </label>
            <label>
              <span>小数位</span>
              <Select
                options={DECIMALS}
                value={figures.find((one) => VALUE_FIGURES.has(one.figure))?.decimals ?? -1}
                onChange={(decimals) =>
                  onChange({
                    ...node,
                    figures: node.figures.map((one) =>
                      VALUE_FIGURES.has(one.figure) ? { ...one, decimals: decimals < 0 ? null : decimals } : one,
                    ),
                  })
                }
              />
            </label>
          </div>
        </>
      )}
    </div>
  );
}
