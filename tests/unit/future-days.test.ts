// Days that record what happened cannot lie behind today; deadlines, terms and plans may.

import { describe, expect, test } from 'vitest';

import { fieldsOf } from '../../shared/ledgers/define.js';
import { futureDays } from '../../shared/ledgers/future-days.js';
import { SHIPPED_DEFINITIONS } from '../../shared/ledgers/own-shipped.js';
import { ledgerFrom } from '../../shared/ledgers/own.js';
import { LEDGERS, ledgerOf } from '../../shared/ledgers/registry.js';

const TODAY = '2022-08-05';
const said = (ledger: string, row: Record<string, unknown>): string[] =>
  futureDays(ledgerOf(ledger)!, row as never, TODAY).map(({ severity, field, message }) => {
    expect(severity).toBe('warn');
    return `${field} ${message}`;
  });

test('what happened today is fine, tomorrow is pointed out', () => {
  expect(said('pledge', { registeredOn: '2022-08-05' })).toEqual([]);
  expect(said('pledge', { registeredOn: '2022-08-06' })).toEqual([
    'registeredOn 登记日期为2022-08-06，晚于今天（2022-08-05），请核对',
  ]);
});

test('payments are looked at one by one, and the last day that follows from them is not said again', () => {
  const payments = [{ paidOn: '2022-08-01' }, { paidOn: null }, { paidOn: '2026-08-01' }];
  expect(said('subsidy', { payments, paidOn: '2026-08-01', appliedOn: '2022-09-01' })).toEqual([
    'appliedOn 申报日期为2022-09-01，晚于今天（2022-08-05），请核对',
    'payments 逐笔拨付的拨付日期为2026-08-01，晚于今天（2022-08-05），请核对',
  ]);
});

describe('which dates may lie ahead', () => {
  const shipped = LEDGERS.flatMap((ledger) =>
    fieldsOf(ledger).flatMap(([, field]) =>
      field.kind === 'date' ? [[`${ledger.title} ${field.label}`, field.mayLieAhead === true] as const] : [],
    ),
  );
  test('every deadline and term of a shipped ledger, by its name, and every date that a period is counted by not', () => {
    const ahead = shipped.filter(([, isAhead]) => isAhead).map(([name]) => name);
    for (const [name, isAhead] of shipped)
      if (/期限|有效期至|截止|止期|专用期|下次/.test(name)) expect([name, isAhead]).toEqual([name, true]);
    expect(ahead).not.toContain('专利权质押融资 登记日期');
    for (const ledger of LEDGERS)
      for (const { when } of ledger.rollups) {
        const days = when.kind === 'dateIn' ? when.fields : when.kind === 'validAt' ? [when.from].flat() : [];
        for (const name of days) {
          const field = ledger.fields[name]!;
          expect([ledger.id, name, field.kind === 'date' && field.mayLieAhead === true]).toEqual([
            ledger.id,
            name,
            false,
          ]);
        }
      }
  });
  test('dates of the office by their names', () => {
    const own = SHIPPED_DEFINITIONS.flatMap(({ definition }, index) =>
      fieldsOf(ledgerFrom(`own${index + 1}`, definition)).flatMap(([, field]) =>
        field.kind === 'date' && field.mayLieAhead === true ? [field.label] : [],
      ),
    );
    expect(own).toEqual(['执法证有效期至', '办理期限']);
  });
});
