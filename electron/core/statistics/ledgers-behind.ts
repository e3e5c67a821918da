// Ledgers behind one value: their number of the same thing for the same unit and period, and the first of the rows it counts.

import type { Ctx } from '../context.js';
import { formerUnits } from '../store/former-unit-store.js';
import { listIndicators } from '../store/indicator-store.js';
import { ledgersOf } from '../store/ledger-list.js';
import { numberOf, rollUpStored, sumOf } from '../store/ledger-rollup.js';
import { blanksBehind, ruleWithBlanks } from '../store/rollup-blanks.js';
import { unitRollupWhere } from '../store/rollup-where.js';
import { countRows, listRows } from '../store/ledger-store.js';
import { listUnits } from '../store/unit-store.js';
import type { Result } from '../../../shared/contract/index.js';
import { scaleOf } from '../../../shared/indicators/measures.js';
import { fieldsOf, unitFieldOf } from '../../../shared/ledgers/define.js';
import { shortText } from '../../../shared/ledgers/field-text.js';
import { formerUnitsText } from '../../../shared/ledgers/former-units.js';
import { basesOf } from '../../../shared/ledgers/rollup.js';
import type { Basis, Period } from '../../../shared/model/period.js';
import { shortestDecimal } from '../../../shared/model/scaled-number.js';
import { NO_RESULT } from '../../../shared/statistics/format.js';

type LedgersBehind = Result<'values.explain'>['ledgers'];

/** Rows that are listed of one ledger; how many there are is said beside them. */
const LEDGER_ROWS = 200;
/** Fields of a ledger row that are shown: enough to know it by. */
const LEDGER_FIELDS = 4;

/** Ledgers that count the same thing, with the rows behind their number: beside a submitted value, or in its place. */
export function ledgersBehind(
  ctx: Ctx,
  key: { unitId: number | null; code: string; period: Period; basis: Basis },
): LedgersBehind {
  const { store } = ctx;
  const names = new Map(listUnits(store).map((unit) => [unit.id, unit.name]));
  const indicator = listIndicators(store).find((one) => one.code === key.code)!;
  return ledgersOf(store).flatMap((ledger): LedgersBehind => {
    const rollup = ledger.rollups.find((one) => one.code === key.code && basesOf(one).includes(key.basis));
    if (!rollup || countRows(store, ledger) === 0) return [];
    const unitField = unitFieldOf(ledger);
    const where = unitRollupWhere(ledger, rollup, key);
    const { rows, total } = listRows(store, ledger, { where, sort: [], offset: 0, limit: LEDGER_ROWS });
    const blanks = blanksBehind(store, ledger, rollup, key.period, key.basis);
    const counted = rollUpStored(store, ledger, rollup, key.period, key.basis, blanks);
    const number = key.unitId === null ? sumOf(counted.values()) : numberOf(counted, key.unitId);
    const measured = typeof rollup.measure === 'object' && 'sum' in rollup.measure ? rollup.measure.sum : null;
    const shown = fieldsOf(ledger)
      .filter(([name, field]) => field.kind !== 'attachment' && name !== unitField && name !== measured)
      .slice(0, LEDGER_FIELDS);
    const env = { unitName: (id: number) => names.get(id) ?? '' };
    const former = formerUnits(
      store,
      ledger,
      rows.map(({ id }) => id),
    );
    const moved = (id: number): string => formerUnitsText(former.get(id) ?? [], env.unitName);
    return [
      {
        id: ledger.id,
        title: ledger.title,
        rule: ruleWithBlanks(rollup, blanks, key.unitId),
        text: number === null ? NO_RESULT : shortestDecimal(BigInt(number), scaleOf(indicator.measure)),
        total,
        rows: rows.map(({ id, row }) => ({
          id,
          text: [...shown.map(([name, field]) => shortText(field, row[name] ?? null, env)), moved(id)]
            .filter((text) => text !== '')
            .join(' · '),
          number: measured === null ? '' : shortText(ledger.fields[measured]!, row[measured] ?? null, env),
        })),
      },
    ];
  });
}
