// Right of the form: what the chosen cell holds. Unit, indicator, figure and measure; clearing; filling a range with the same.

import { Button, Input, Select } from 'antd';
import { useState } from 'react';

import type { Result } from '../../../shared/contract/index.js';
import { conversionPower, MEASURES } from '../../../shared/indicators/measures.js';
import { matchesQuery } from '../../../shared/model/pinyin.js';
import { FIGURE_LABEL } from '../../../shared/reports/print-table.js';
import { MEASURED_FIGURES, UPWARD_FIGURES, type UpwardCell } from '../../../shared/upward/define.js';

type Indicator = Pick<
  Result<'indicators.list'>['indicators'][number],
  'code' | 'name' | 'shortName' | 'aliases' | 'measure' | 'enabled'
>;

interface Props {
  address: string;
  sheet: string;
  cell: Result<'upward.open'>['cells'][number] | null;
  isFormula: boolean;
  units: readonly { id: number; name: string; aliases: readonly string[] }[];
  indicators: readonly Indicator[];
  totalLabel: string;
  /** What the form states for this cell, where it is another measure than the one given. */
  measureStated: (own: string) => string | null;
  onChange: (cell: UpwardCell | null) => void;
  onFill: (base: UpwardCell, to: string) => void;
}

const TOTAL = 0;

interface Option {
  label: string;
  search: string;
}
const byInitials = (query: string, option: Option | undefined): boolean =>
  option !== undefined && matchesQuery(query.trim(), option.search);

export function CellEditor({
  address,
  sheet,
  cell,
  isFormula,
  units,
  indicators,
  totalLabel,
  measureStated,
  onChange,
  onFill,
}: Props) {
  const [unitId, setUnitId] = useState<number | null>(cell?.unitId ?? null);
  const [to, setTo] = useState('');
  if (isFormula)
    return (
      <p className="muted">{address} 是公式，由表格自己计算，不填数。填好的表用 Excel 或 WPS 打开时会重新计算。</p>
    );
  const measure = indicators.find((one) => one.code === cell?.code)?.measure ?? '';
  const convertible = Object.keys(MEASURES).filter((one) => one !== measure && conversionPower(measure, one) !== null);
  const change = (part: Partial<UpwardCell>): void => {
    if (cell) {
      const { text: _text, problem: _problem, ...kept } = cell;
      onChange({ ...kept, ...part, reason: '' });
    } else if (part.code !== undefined)
      onChange({
        sheet,
        cell: address,
        unitId,
        figure: 'current',
        measure: null,
        reason: '',
        code: part.code,
        ...part,
      });
  };
  const statedFor = (code: string): string | null => {
    const own = indicators.find((one) => one.code === code)?.measure;
    return own === undefined ? null : measureStated(own);
  };
  const stated = cell === null || !MEASURED_FIGURES.has(cell.figure) ? null : measureStated(measure);
  return (
    <>
      <label htmlFor="upward-unit">填报单位</label>
      <Select
        id="upward-unit"
        value={(cell ? cell.unitId : unitId) ?? TOTAL}
        showSearch={{ filterOption: byInitials }}
        options={[
          { value: TOTAL, label: `${totalLabel}（合计）`, search: `${totalLabel} 合计` },
          ...units.map((unit) => ({
            value: unit.id,
            label: unit.name,
            search: [unit.name, ...unit.aliases].join(' '),
          })),
        ]}
        onChange={(id: number) => {
          const next = id === TOTAL ? null : id;
          setUnitId(next);
          if (cell) change({ unitId: next });
        }}
      />
      <label htmlFor="upward-indicator">指标</label>
      <Select
        id="upward-indicator"
        value={cell?.code ?? null}
        placeholder="名称、代码或拼音首字母"
        showSearch={{ filterOption: byInitials }}
        options={indicators
          .filter((one) => one.enabled || one.code === cell?.code)
          .map((one) => ({
            value: one.code,
            label: one.name,
            search: [one.code, one.name, one.shortName, ...one.aliases].join(' '),
          }))}
        onChange={(code: string | null) => code !== null && change({ code, measure: statedFor(code) })}
      />
      {cell && (
        <>
          <label htmlFor="upward-figure">栏目</label>
          <Select
            id="upward-figure"
            value={cell.figure}
            options={UPWARD_FIGURES.map((figure) => ({ value: figure, label: FIGURE_LABEL[figure] }))}
            onChange={(figure) =>
              change({ figure, measure: MEASURED_FIGURES.has(figure) ? statedFor(cell.code) : null })
            }
          />
          {MEASURED_FIGURES.has(cell.figure) && convertible.length > 0 && (
            <>
              <label htmlFor="upward-measure">表上的计量单位</label>
              <Select
                id="upward-measure"
                value={cell.measure ?? ''}
                options={[
                  { value: '', label: measure },
                  ...convertible.map((one) => ({ value: one, label: `${one}（由${measure}换算）` })),
                ]}
                onChange={(chosen: string) => change({ measure: chosen === '' ? null : chosen })}
              />
            </>
          )}
          <dl className="upward-facts">
            <dt>本期填</dt>
            <dd className="num">{cell.text === '' ? '（无数）' : cell.text}</dd>
            {cell.problem !== '' && (
              <>
                <dt>说明</dt>
                <dd>{cell.problem}</dd>
              </>
            )}
            {stated !== null && stated !== cell.measure && (
              <>
                <dt>请核对</dt>
                <dd>
                  表上此处写的是“{stated}”，现在按“{cell.measure ?? measure}”填。
                </dd>
              </>
            )}
            <dt>依据</dt>
            <dd>{cell.reason === '' ? '手工指定' : cell.reason}</dd>
          </dl>
          <label htmlFor="upward-to">同样填到（填报单位按各行的名称）</label>
          <div className="upward-range">
            <Input
              id="upward-to"
              placeholder={`如 ${address.replace(/\d+/, (row) => String(Number(row) + 6))}`}
              value={to}
              maxLength={10}
              onChange={(event) => setTo(event.target.value)}
              onPressEnter={() => onFill(cell, to)}
            />
            <Button disabled={to.trim() === ''} onClick={() => onFill(cell, to)}>
              填充
            </Button>
          </div>
          <Button onClick={() => onChange(null)}>清除 {address} 的对应</Button>
        </>
      )}
    </>
  );
}
