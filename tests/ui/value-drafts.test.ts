// Drafts of the values grid: what a paste and a fill put where.

import { describe, expect, it } from 'vitest';

import {
  afterStoring,
  NO_STEPS,
  stepBack,
  stepForth,
  withNow,
  withStep,
} from '../../renderer/features/values/draft-steps.js';
import {
  countOf,
  entriesOf,
  filledDown,
  NO_DRAFTS,
  pastedCells,
  withEntries,
  without,
  withProblems,
} from '../../renderer/features/values/drafts.js';

const at = (row: number, column: number) => ({ anchor: { row, column }, head: { row, column } });

describe('drafts', () => {
  it('a block starts at the upper left corner, and is refused where it leaves the grid', () => {
    const block = [
      ['1', '2'],
      ['3', '4'],
    ];
    expect(
      pastedCells(block, at(1, 1), { rows: 3, columns: 3 })?.map(({ cell, text }) => [cell.row, cell.column, text]),
    ).toEqual([
      [1, 1, '1'],
      [1, 2, '2'],
      [2, 1, '3'],
      [2, 2, '4'],
    ]);
    expect(pastedCells(block, at(2, 1), { rows: 3, columns: 3 })).toBeNull();
  });
  it('one text fills the whole selection', () => {
    const selection = { anchor: { row: 2, column: 1 }, head: { row: 1, column: 0 } };
    expect(pastedCells([['0']], selection, { rows: 3, columns: 3 })).toHaveLength(4);
  });
  it('fill down takes the first row', () => {
    const filled = filledDown({ top: 0, left: 0, bottom: 2, right: 1 }, ({ row, column }) => `${row}${column}`);
    expect(filled.map(({ text }) => text)).toEqual(['00', '01', '00', '01']);
  });
  it('keep what was refused with its reason, and forget what is taken back', () => {
    const first = withEntries(NO_DRAFTS, [
      { unitId: 1, code: 'C06', text: '5' },
      { unitId: 1, code: 'C05', text: 'x' },
      { unitId: 2, code: 'C06', text: '7' },
    ]);
    expect(countOf(first)).toBe(3);
    const refused = withProblems(first, [{ entry: entriesOf(first)[1]!, message: '不是数' }]);
    expect(refused.get(1)?.get('C05')).toEqual({ text: 'x', problem: '不是数' });
    // Typing again clears the reason.
    expect(
      withEntries(refused, [{ unitId: 1, code: 'C05', text: '6' }])
        .get(1)
        ?.get('C05')?.problem,
    ).toBe('');
    const rest = without(refused, [
      { unitId: 1, code: 'C06' },
      { unitId: 1, code: 'C05' },
    ]);
    expect(rest.has(1)).toBe(false);
    // Rows that were not touched stay the same object: they are not drawn again.
    expect(rest.get(2)).toBe(first.get(2));
  });
});

describe('steps of drafts', () => {
  const typed = (text: string) => withEntries(NO_DRAFTS, [{ unitId: 1, code: 'C06', text }]);
  it('go back and forth in order, and what is typed after a step back ends the way forth', () => {
    const two = withStep(withStep(NO_STEPS, typed('5')), typed('6'));
    const one = stepBack(two);
    expect(entriesOf(one.now)).toEqual([{ unitId: 1, code: 'C06', text: '5' }]);
    expect(stepForth(one).now).toBe(two.now);
    expect(countOf(stepBack(one).now)).toBe(0);
    expect(withStep(one, typed('7')).future).toEqual([]);
  });
  it('what was thrown away comes back', () => {
    const thrown = withStep(withStep(NO_STEPS, typed('5')), NO_DRAFTS);
    expect(entriesOf(stepBack(thrown).now)).toHaveLength(1);
  });
  it('the same text again and what the core says of it are no steps', () => {
    const one = withStep(NO_STEPS, typed('x'));
    const refused = withNow(
      one,
      withProblems(one.now, [{ entry: { unitId: 1, code: 'C06', text: 'x' }, message: '不是数' }]),
    );
    expect(refused.past).toHaveLength(1);
    expect(withStep(refused, typed('x')).past).toHaveLength(1);
    expect(withStep(NO_STEPS, NO_DRAFTS)).toEqual(NO_STEPS);
  });
  it('what was typed while the rest was stored stays, and is all that can be taken back', () => {
    const sent = withStep(NO_STEPS, typed('5'));
    const stored = entriesOf(sent.now);
    expect(afterStoring(sent, stored)).toEqual(NO_STEPS);
    const more = withStep(sent, withEntries(sent.now, [{ unitId: 2, code: 'C06', text: '8' }]));
    const rest = afterStoring(more, stored);
    expect(entriesOf(rest.now)).toEqual([{ unitId: 2, code: 'C06', text: '8' }]);
    expect(stepBack(rest).now).toBe(NO_DRAFTS);
    expect(entriesOf(afterStoring(withStep(sent, typed('6')), stored).now)).toEqual(entriesOf(typed('6')));
  });
  it('a text that was typed anew while the one before was refused stays without its reason', () => {
    const refused = { entry: { unitId: 1, code: 'C06', text: 'x' }, message: '不是数' };
    expect(withProblems(typed('6'), [refused])).toEqual(typed('6'));
    expect(withProblems(NO_DRAFTS, [refused])).toEqual(NO_DRAFTS);
  });
});
