// Rows that were changed to another 填报单位: from which month on that holds. Said above the grid when it is stored, and in the form of
// the row for good; put right from either.

import './refused-rows.css';

import { Button, Modal, Radio } from 'antd';
import { useState } from 'react';

import type { Result } from '../../../shared/contract/index.js';
import { addMonths, periodTitle, type Period } from '../../../shared/model/period.js';
import { call } from '../../api/client.js';
import { PeriodField } from '../../ui/period-field.js';
import { SAVE_KEY } from '../../ui/save-key.js';
import { useReport } from '../../ui/use-report.js';
import type { Entries } from './use-entries.js';
import type { LedgerDesk } from './use-ledger.js';

export type Moved = NonNullable<Result<'ledgers.save'>['moved']>;

/** What was said before of the same month stays said, but not of `changed`: rows whose unit was stored anew, perhaps back. */
export function withMoved(before: Moved | null, now: Moved | null, changed: ReadonlySet<number>): Moved | null {
  const kept = before?.rows.filter(({ id }) => !changed.has(id)) ?? [];
  if (now !== null) return { since: now.since, rows: before?.since === now.since ? [...kept, ...now.rows] : now.rows };
  return before === null || kept.length === 0 ? null : { since: before.since, rows: kept };
}

function nameOf(desk: LedgerDesk, id: number | null): string {
  return desk.units.find((unit) => unit.id === id)?.name ?? '';
}

/** Above the grid: what was stored, and the way to say otherwise. */
export function MovedRows({ desk, entries, moved }: { desk: LedgerDesk; entries: Entries; moved: Moved }) {
  const report = useReport();
  const [isChanging, setIsChanging] = useState(false);
  const { since, rows } = moved;
  const ids = rows.map(({ id }) => id);
  const only = (side: 'from' | 'to', several: string): string => {
    const units = [...new Set(rows.map((row) => row[side]))];
    return units.length === 1 ? nameOf(desk, units[0]!) : several;
  };
  const isCleared = rows.every(({ to }) => to === null);
  const correct = (): Promise<unknown> =>
    call('ledgers.change-move', { ledger: desk.ledger.id, ids, since, to: null })
      .then(entries.dismissMoved)
      .catch(report.failed);
  return (
    <div className="ledger-refused is-doubt" role="status" aria-label="改属其他填报单位的行">
      <b>{rows.length}条记录的填报单位已改：</b>
      <span>
        {`${periodTitle(since, 'month')}起${isCleared ? '不计入任何单位' : `计入${only('to', '新单位')}`}，以前各月仍计入${only('from', '原单位')}。`}
      </span>
      <span className="ledger-refused-gap" />
      <Button size="small" onClick={() => void correct()}>
        原登记有误，以前各月也改
      </Button>
      <Button size="small" onClick={() => setIsChanging(true)}>
        改月份…
      </Button>
      <Button size="small" onClick={entries.dismissMoved}>
        知道了
      </Button>
      {isChanging && (
        <MoveDialog
          ledger={desk.ledger.id}
          ids={ids}
          since={since}
          onChanged={entries.dismissMoved}
          onClose={() => setIsChanging(false)}
        />
      )}
    </div>
  );
}

interface DialogProps {
  ledger: string;
  ids: readonly number[];
  since: Period;
  onChanged?: () => void;
  onClose: () => void;
}

function MoveDialog({ ledger, ids, since, onChanged, onClose }: DialogProps) {
  const report = useReport();
  const [isMove, setIsMove] = useState(true);
  const [month, setMonth] = useState<Period | null>(since);
  const apply = async (): Promise<void> => {
    try {
      if (!isMove || month !== since)
        await call('ledgers.change-move', { ledger, ids: [...ids], since, to: isMove ? month : null });
      onClose();
      onChanged?.();
    } catch (failure) {
      report.failed(failure);
    }
  };
  return (
    <Modal
      open
      title="改属其他填报单位的月份"
      okText="确定"
      cancelText="取消"
      okButtonProps={{ ...SAVE_KEY, disabled: isMove && month === null }}
      onOk={() => void apply()}
      onCancel={onClose}
    >
      <Radio.Group
        vertical
        value={isMove}
        onChange={(event) => setIsMove(event.target.value as boolean)}
        options={[
          {
            value: true,
            label: (
              <span className="button-row">
                自
                <PeriodField name="改属月份" value={since} onChange={setMonth} />
                起改属，以前各月仍计入原单位
              </span>
            ),
          },
          { value: false, label: '原登记有误，以前各月也计入改后的单位' },
        ]}
      />
    </Modal>
  );
}

/** In the form of a row: the units that it was of before. */
export function FormerUnits({
  desk,
  id,
  units,
}: {
  desk: LedgerDesk;
  id: number;
  units: Result<'ledgers.history'>['formerUnits'];
}) {
  const [changing, setChanging] = useState<Period | null>(null);
  if (units.length === 0) return null;
  return (
    <section aria-label="曾属填报单位">
      <h3>曾属填报单位</h3>
      <ul className="row-history">
        {units.map(({ until, unitId }) => (
          <li key={until}>
            <b>{nameOf(desk, unitId)}</b>
            <small className="muted">至{periodTitle(addMonths(until, -1), 'month')}</small>{' '}
            <Button size="small" onClick={() => setChanging(until)}>
              更改…
            </Button>
          </li>
        ))}
      </ul>
      {changing !== null && (
        <MoveDialog ledger={desk.ledger.id} ids={[id]} since={changing} onClose={() => setChanging(null)} />
      )}
    </section>
  );
}
