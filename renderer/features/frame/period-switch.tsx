// 2022年1—7月 ◂ ▸ : the period of everything on screen. A click opens the year × month board with submission marks.

import { Button, Popover } from 'antd';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';

import { addMonths, makePeriod, periodTitle, yearOf } from '../../../shared/model/period.js';
import { useCall } from '../../api/use-call.js';
import { useApp } from '../../app-state.js';
import { LeftIcon, RightIcon } from '../../ui/icons.js';

const MONTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

const MONTHS_A_ROW = 4;
const STEPS: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowRight: 1,
  ArrowUp: -MONTHS_A_ROW,
  ArrowDown: MONTHS_A_ROW,
};

function stepMonths(event: KeyboardEvent<HTMLElement>): void {
  const step = STEPS[event.key];
  if (step === undefined) return;
  const months = [...event.currentTarget.querySelectorAll('button')];
  const at = months.findIndex((button) => button === document.activeElement);
  event.preventDefault();
  months[at + step]?.focus();
}

function Board({ onChosen }: { onChosen: () => void }) {
  const { period, setPeriod } = useApp();
  const [year, setYear] = useState(yearOf(period));
  const { data } = useCall('values.periods', {});
  const marks = new Map(data?.periods.map((entry) => [entry.period, entry]));
  const months = useRef<HTMLDivElement>(null);
  // The board opens with the month at work under the keys; scrolling to it before it is in its place would move the page.
  useEffect(() => {
    const timer = window.setTimeout(
      () => months.current?.querySelector<HTMLElement>('[aria-current="true"]')?.focus({ preventScroll: true }),
      0,
    );
    return () => window.clearTimeout(timer);
  }, []);
  const choose = (chosen: string): void => {
    setPeriod(chosen);
    onChosen();
  };
  return (
    <div className="period-board">
      <div className="period-board-year">
        <Button
          size="small"
          icon={<LeftIcon />}
          aria-label="上一年"
          disabled={year <= 1900}
          onClick={() => setYear(year - 1)}
        />
        <strong>{year}年</strong>
        <Button
          size="small"
          icon={<RightIcon />}
          aria-label="下一年"
          disabled={year >= 2099}
          onClick={() => setYear(year + 1)}
        />
      </div>
      <div
        ref={months}
        className="period-board-months"
        role="group"
        aria-label={`${year}年各月`}
        onKeyDown={stepMonths}
      >
        {MONTHS.map((month) => {
          const value = makePeriod(year, month);
          const mark = marks.get(value);
          const word = mark ? `${mark.units}/${mark.unitsDue}` : '无数据';
          const state = !mark ? 'none' : mark.units >= mark.unitsDue ? 'good' : 'look';
          return (
            <button
              key={value}
              type="button"
              className={`period-month state-${state} ${value === period ? 'is-current' : ''}`}
              aria-current={value === period}
              title={
                mark ? `${mark.units}个填报单位有数据，应有${mark.unitsDue}个；共${mark.values}个数值` : '没有数据'
              }
              onClick={() => choose(value)}
            >
              <span>{month}月</span>
              <small>{word}</small>
            </button>
          );
        })}
      </div>
      <p className="muted">数字为已有数据的填报单位数/应有数</p>
    </div>
  );
}

export function PeriodSwitch() {
  const { period, setPeriod } = useApp();
  const [isOpen, setOpen] = useState(false);
  return (
    <div className="period-switch" role="group" aria-label="统计期间">
      <Button
        type="text"
        icon={<LeftIcon />}
        title="上一期（[）"
        aria-label="上一期"
        onClick={() => setPeriod(addMonths(period, -1))}
      />
      <Popover
        trigger="click"
        open={isOpen}
        onOpenChange={setOpen}
        placement="bottomLeft"
        destroyOnHidden
        content={<Board onChosen={() => setOpen(false)} />}
      >
        <Button className="period-title" aria-haspopup="dialog" title="选择统计期间">
          {periodTitle(period, 'ytd')}
        </Button>
      </Popover>
      <Button
        type="text"
        icon={<RightIcon />}
        title="下一期（]）"
        aria-label="下一期"
        onClick={() => setPeriod(addMonths(period, 1))}
      />
    </div>
  );
}
