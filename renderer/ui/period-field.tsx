// Year and month as a field of a form: `2022-07`, or null where nothing is chosen and that is allowed.

import { InputNumber, Select } from 'antd';
import { useState } from 'react';

import './period-field.css';

import { makePeriod, monthOf, yearOf, type Period } from '../../shared/model/period.js';

const MONTHS = Array.from({ length: 12 }, (_, index) => ({ value: index + 1, label: `${index + 1}月` }));

/** Whether a month is one that typed digits begin to name: 6, 06, 1 for 1月 and 10月 to 12月. */
export function isMonthTyped(typed: string, month: number): boolean {
  return `${month}月`.startsWith(typed.normalize('NFKC').trim().replace(/^0/, ''));
}

interface Props {
  name: string; // accessible name
  value?: Period | null;
  onChange?: (period: Period | null) => void;
  isOptional?: boolean;
}

export function PeriodField({ name, value = null, onChange, isOptional = false }: Props) {
  const [year, setYear] = useState<number | null>(value === null ? null : yearOf(value));
  const [month, setMonth] = useState<number | null>(value === null ? null : monthOf(value));
  const change = (nextYear: number | null, nextMonth: number | null): void => {
    setYear(nextYear);
    setMonth(nextMonth);
    onChange?.(nextYear === null || nextMonth === null ? null : makePeriod(nextYear, nextMonth));
  };
  return (
    <span className="button-row">
      <InputNumber
        className="period-field-year"
        min={2000}
        max={2099}
        precision={0}
        controls={false}
        suffix="年"
        aria-label={`${name}：年`}
        value={year}
        onChange={(next) => change(next, month)}
      />
      <Select
        className="period-field-month"
        allowClear={isOptional}
        placeholder="月"
        // Without it a typed digit is passed over, and Enter takes January.
        showSearch={{ filterOption: (typed, option) => option !== undefined && isMonthTyped(typed, option.value) }}
        options={MONTHS}
        aria-label={`${name}：月`}
        // A year alone is no period and is not kept.
        status={year !== null && month === null ? 'error' : ''}
        value={month}
        onChange={(next?: number) => change(year, next ?? null)}
      />
    </span>
  );
}
