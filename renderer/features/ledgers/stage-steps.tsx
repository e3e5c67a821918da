// The way of a row through its procedure: where it is, what is next, and who moved it when, with note and receiver.

import './stage-steps.css';

import { Button } from 'antd';
import { useState } from 'react';

import type { LedgerRow } from '../../../shared/ledgers/define.js';
import { useCall } from '../../api/use-call.js';
import { formatWhen } from '../../ui/when.js';
import { StageDialog } from './stage-dialog.js';
import { pathOf } from './stage-path.js';
import type { LedgerDesk } from './use-ledger.js';

export function StageSteps({ desk, id, row }: { desk: LedgerDesk; id: number; row: LedgerRow }) {
  const { ledger } = desk;
  const { data } = useCall('ledgers.history', { ledger: ledger.id, id });
  const [to, setTo] = useState<string | null>(null);
  const { steps, stage, isEnded } = pathOf(ledger, row);
  const at = stage === null ? -1 : steps.indexOf(stage);
  const next = data?.next[0];
  return (
    <section aria-label="环节">
      <ol className="stage-steps">
        {steps.map((step, index) => (
          <li
            key={step}
            className={index < at ? 'is-done' : index === at ? 'is-current' : ''}
            aria-current={index === at ? 'step' : undefined}
          >
            {step}
          </li>
        ))}
        {isEnded && <li className="is-end">{stage}</li>}
      </ol>
      <div className="button-row">
        {next !== undefined && !isEnded && at < steps.length - 1 && (
          <Button size="small" type="primary" onClick={() => setTo(next)}>
            进入“{next}”…
          </Button>
        )}
        <Button size="small" disabled={!data || data.next.length === 0} onClick={() => setTo('')}>
          其他环节…
        </Button>
      </div>
      {data && data.stages.length > 0 && (
        <ul className="row-history">
          {data.stages.toReversed().map((move) => (
            <li key={`${move.at}${move.to}`}>
              <b>
                {move.from === null ? '' : `${move.from} → `}
                {move.to}
              </b>
              {move.on !== null && <span>{move.on}</span>}
              {move.toWhom !== '' && <span>送交{move.toWhom}</span>}
              <small className="muted">
                {formatWhen(move.at)} {move.operator}
              </small>
              {move.note !== '' && <p>{move.note}</p>}
            </li>
          ))}
        </ul>
      )}
      {to !== null && (
        <StageDialog
          desk={desk}
          ids={[id]}
          row={row}
          options={data?.next ?? []}
          to={to === '' ? null : to}
          onClose={() => setTo(null)}
        />
      )}
    </section>
  );
}
