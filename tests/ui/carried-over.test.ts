// What a row that is typed at the counter begins with.

import { expect, test } from 'vitest';

import { carriedOver, isOnlyBegun } from '../../renderer/features/ledgers/carried-over.js';
import { LEDGERS, ledgerOf } from '../../shared/ledgers/registry.js';

const counter = ledgerOf('window')!;

test('the first row of the day begins with today, the next ones with day, counter and clerk of the row before', () => {
  expect(carriedOver(counter, null, '2022-08-05')).toEqual({ receivedOn: '2022-08-05' });
  const before = {
    receivedOn: '2022-08-04',
    unit: '滕州市',
    clerk: '王某',
    applicant: '某公司',
    acceptNo: 'S1',
    fee: '270',
  };
  expect(carriedOver(counter, before, '2022-08-05')).toEqual({
    receivedOn: '2022-08-04',
    unit: '滕州市',
    clerk: '王某',
  });
  // What the row before left open is open again: its day was taken out on purpose.
  expect(carriedOver(counter, { applicant: '某公司', receivedOn: null }, '2022-08-05')).toEqual({});
});

test('ledgers that say nothing of it begin with nothing', () => {
  expect(carriedOver(ledgerOf('pledge')!, { registeredOn: '2022-08-04' }, '2022-08-05')).toEqual({});
  expect(carriedOver(ledgerOf('pledge')!, null, '2022-08-05')).toEqual({});
});

test('a row that only began is no row once its cell is emptied again', () => {
  const begun = carriedOver(counter, null, '2022-08-05');
  expect(isOnlyBegun(begun, { receivedOn: '2022-08-05', applicant: '某' }, 'applicant')).toBe(true);
  expect(isOnlyBegun(begun, { receivedOn: '2022-08-05', applicant: '某', kind: '商标注册' }, 'applicant')).toBe(false);
  expect(isOnlyBegun({}, { registeredOn: '2022-08-05', amount: '1' }, 'amount')).toBe(false);
});

test('a day or a clerk that was typed over what the row began with is kept when another cell is emptied', () => {
  const begun = carriedOver(counter, { receivedOn: '2022-08-04', clerk: '王某' }, '2022-08-05');
  const typed = { receivedOn: '2022-08-04', clerk: '王某', applicant: '某' };
  expect(isOnlyBegun(begun, typed, 'applicant')).toBe(true);
  expect(isOnlyBegun(begun, { ...typed, receivedOn: '2022-07-29' }, 'applicant')).toBe(false);
  expect(isOnlyBegun(begun, { ...typed, unit: '滕州市' }, 'applicant')).toBe(false);
});

test('what is carried over are fields of the ledger, and never a number, an amount or a name', () => {
  for (const { id, carries, fields } of LEDGERS)
    for (const name of carries ?? []) {
      const field = fields[name];
      expect(field, `${id}.${name}`).toBeDefined();
      expect(['date', 'unit', 'choice', 'text'], `${id}.${name}`).toContain(field!.kind);
      expect(field!.kind === 'text' && field!.isParty === true, `${id}.${name}`).toBe(false);
    }
});
