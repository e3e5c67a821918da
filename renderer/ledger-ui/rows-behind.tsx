// Rows of a ledger that were counted into a number, each a way to its own form.

import type { LedgerFilter } from '../../shared/contract/calls/ledgers.js';
import type { Field } from '../../shared/ledgers/define.js';
import { fieldText, headText } from '../../shared/ledgers/field-text.js';
import { useCall } from '../api/use-call.js';
import { go } from '../app-state.js';
import { ErrorNotice } from '../ui/error-notice.js';
import { Waiting } from '../ui/waiting.js';

const MOST_ROWS = 200;
/** Fields beside the first that tell a row from its neighbours. */
const SHOWN_FIELDS = 5;

interface Props {
  ledger: string;
  filter: Partial<LedgerFilter>;
  title: string;
  none: string;
  /** Field that the number sums: always shown, as the last column. */
  measured?: string;
}

export function RowsBehind({ ledger, filter, title, none, measured }: Props) {
  const declaration = useCall('ledgers.list', {}).data?.ledgers.find((one) => one.id === ledger)?.declaration;
  const units = useCall('units.list', {}).data?.units ?? [];
  const { data, error } = useCall('ledgers.rows', { ledger, filter, page: { offset: 0, limit: MOST_ROWS } });
  if (error) return <ErrorNotice error={error} />;
  if (!data || !declaration) return <Waiting text="正在列出台账记录…" />;
  const env = { unitName: (id: number) => units.find((unit) => unit.id === id)?.name ?? '' };
  // The unit is mostly that of the number; long texts and attachments are on the row's own form.
  const all = Object.entries(declaration.fields) as [string, Field][];
  const telling = all
    .filter(
      ([name, field]) =>
        name !== measured &&
        field.kind !== 'unit' &&
        field.kind !== 'longText' &&
        field.kind !== 'attachment' &&
        !(field.kind === 'code' && field.check === 'uscc') &&
        data.rows.some((one) => one.values[name] != null),
    )
    .sort(([, a], [, b]) => Number(b.kind === 'enterprise') - Number(a.kind === 'enterprise'))
    .slice(0, SHOWN_FIELDS + 1);
  const fields = [...telling, ...all.filter(([name]) => name === measured)];
  return (
    <section>
      <h3>
        {title}的记录 <small>{data.total}条</small>
      </h3>
      {data.total === 0 && <p className="muted">{none}</p>}
      {data.total > 0 && (
        <div className="plain-table-box rows-behind">
          <table className="plain-table">
            <thead>
              <tr>
                {fields.map(([name, field]) => (
                  <th key={name}>{headText(field)}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {data.rows.map((one) => (
                <tr key={one.id}>
                  {fields.map(([name, field], index) => {
                    const text = fieldText(field, one.values[name] ?? null, env);
                    return (
                      <td
                        key={name}
                        className={field.kind === 'amount' || field.kind === 'integer' ? 'cell-right' : ''}
                      >
                        {index === 0 ? (
                          <button
                            type="button"
                            className="text-link"
                            onClick={() => go('ledgers', `${ledger}/${one.id}`)}
                          >
                            {text === '' ? '查看' : text}
                          </button>
                        ) : (
                          text
                        )}
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {data.total > data.rows.length && <p className="muted">列出前{data.rows.length}条。</p>}
    </section>
  );
}
