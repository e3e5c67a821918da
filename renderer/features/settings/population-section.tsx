// 设置 › 人口数: 常住人口 at the end of each year, by unit. The denominator of per-capita figures.

import { Button, Input, InputNumber } from 'antd';
import { useState, type KeyboardEvent } from 'react';

import { makePeriod, periodTitle, yearOf } from '../../../shared/model/period.js';
import { call } from '../../api/client.js';
import { wireOf } from '../../api/failure.js';
import { seenOf, withOwnSteps } from '../../api/seen.js';
import { useCall } from '../../api/use-call.js';
import { useApp } from '../../app-state.js';
import { lockedWords, useLockedYears } from '../../locked-period.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { Page } from '../../ui/page.js';
import { RowList } from '../../ui/row-list.js';
import { useReport } from '../../ui/use-report.js';
import { PeopleTwiceDialog } from './people-twice-dialog.js';

interface Row {
  id: number;
  name: string;
}

interface CellProps {
  unit: Row;
  year: number;
  value: string;
  source: string;
  isLocked: boolean;
  units: readonly Row[];
  /** The answer that `value` is from. */
  shown: object | null;
}

function PopulationCell({ unit, year, value, source, isLocked, units, shown }: CellProps) {
  const report = useReport();
  const [text, setText] = useState(value);
  const [isWrong, setWrong] = useState(false);
  const [asked, setAsked] = useState<{ typed: string; text: string; ended: readonly string[] } | null>(null);
  const what = `${unit.name}${year}年末`;

  const save = (): void => {
    const typed = text.trim();
    if (typed === value) {
      setWrong(false);
      return;
    }
    if (typed !== '' && !/^\d+(\.\d{1,4})?$/.test(typed)) {
      setWrong(true);
      return;
    }
    setWrong(false);
    store(typed, 'ask');
  };
  const store = (typed: string, besides: 'ask' | 'separate' | number[]): void => {
    call(
      'population.save',
      { unitId: unit.id, year, value: typed, source: '手工填写', besides },
      { seen: withOwnSteps(seenOf(shown)) },
    )
      .then(() => report.done(typed === '' ? `已清空：${what}` : `已保存：${what} ${typed} 万人`))
      .catch((error: unknown) => {
        const { code, params } = wireOf(error);
        if (code === 'data.people-twice') {
          setAsked({ typed, text: String(params['what']), ended: String(params['ended']).split('、') });
          return;
        }
        setText(value);
        report.failed(error);
      });
  };
  const answer = (besides: 'separate' | number[] | null): void => {
    setAsked(null);
    if (besides === null) setText(value);
    else store(asked!.typed, besides);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key === 'Enter') event.currentTarget.blur();
    if (event.key === 'Escape') setText(value);
  };
  return (
    <>
      <Input
        size="small"
        variant="borderless"
        className="num cell-input"
        aria-label={`${unit.name}${year}年末常住人口（万人）`}
        disabled={isLocked}
        title={isLocked ? lockedWords(makePeriod(year, 12)) : isWrong ? '应是数字，最多四位小数' : source}
        status={isWrong ? 'error' : ''}
        placeholder="未填"
        value={text}
        onChange={(event) => setText(event.target.value)}
        onBlur={save}
        onKeyDown={onKeyDown}
      />
      {asked && (
        <PeopleTwiceDialog
          what={`${what}人口`}
          text={asked.text}
          ended={units.filter((one) => asked.ended.includes(one.name))}
          onAnswer={answer}
        />
      )}
    </>
  );
}

export function PopulationSection() {
  const { period } = useApp();
  const units = useCall('units.list', {});
  const { data, error, reload } = useCall('population.list', {});
  const [added, setAdded] = useState<number[]>([]);
  const [newYear, setNewYear] = useState<number | null>(yearOf(period));
  const populations = data?.populations ?? [];
  const years = [...new Set([...populations.map((entry) => entry.year), ...added, yearOf(period) - 1])].sort(
    (a, b) => b - a,
  );
  const locked = useLockedYears();
  const found = new Map(populations.map((entry) => [`${entry.unitId}-${entry.year}`, entry]));

  return (
    <Page
      title="人口数"
      note="年末常住人口，万人；用于每万人口指标"
      actions={
        <>
          <InputNumber min={1950} max={2099} controls={false} value={newYear} onChange={setNewYear} aria-label="年份" />
          <Button
            disabled={newYear === null || years.includes(newYear)}
            onClick={() => newYear !== null && setAdded([...added, newYear])}
          >
            增加年份
          </Button>
        </>
      }
    >
      {error && <ErrorNotice error={error} onRetry={reload} />}
      <RowList
        name="人口数"
        rows={units.data?.units ?? []}
        rowKey={(unit) => unit.id}
        isReading={!units.data}
        empty={<p className="muted list-hint">还没有填报单位，请先在“填报单位”中建立。</p>}
        columns={[
          {
            key: 'unit',
            title: '填报单位',
            width: '220px',
            render: (unit) =>
              unit.validTo === null
                ? unit.name
                : `${unit.name}（至${periodTitle(unit.validTo, 'asof').replace('截至', '')}）`,
          },
          ...years.map((year) => ({
            key: String(year),
            title: locked.has(year) ? `${year}年末（已锁定）` : `${year}年末`,
            width: locked.has(year) ? '150px' : '110px',
            align: 'right' as const,
            render: (unit: Row) => {
              const entry = found.get(`${unit.id}-${year}`);
              const value = entry?.value ?? '';
              return (
                <PopulationCell
                  key={`${unit.id}-${year}-${value}`}
                  unit={unit}
                  year={year}
                  value={value}
                  source={entry?.source ?? ''}
                  isLocked={locked.has(year)}
                  units={units.data?.units ?? []}
                  shown={data}
                />
              );
            },
          })),
        ]}
      />
    </Page>
  );
}
