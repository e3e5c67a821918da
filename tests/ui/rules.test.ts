// Pure parts of 设置 › 审核规则, and what the import page computes of decisions.

import { describe, expect, it } from 'vitest';

import {
  canReturn,
  cellsOfView,
  fateWord,
  countIssues,
  countWaived,
  leftOut,
} from '../../renderer/features/import/plan-facts.js';
import { draftOf, fieldsOf } from '../../renderer/features/settings/rule-fields.js';
import { expressionWords, switchOffWords, thresholdWords } from '../../renderer/features/settings/rule-words.js';
import type { CheckRule, OwnExpression } from '../../shared/checks/rule.js';
import { SHIPPED_RULES } from '../../shared/checks/shipped-rules.js';
import type { CheckIssue, PlannedCell, PlannedFile } from '../../shared/import/plan.js';

const EXPRESSIONS: readonly [OwnExpression, string][] = [
  [{ kind: 'sum', total: 'C05', parts: ['C06', 'C07'] }, '发明＋C07＝授权'],
  [{ kind: 'at-most', left: 'C06', right: 'C05' }, '发明≤授权'],
  [{ kind: 'not-below-last-month', code: 'C05' }, '授权≥上月'],
  [{ kind: 'change-within', code: 'C05', against: 'last-month', percent: 30 }, '授权比上月增减不超过30%'],
];
const nameOf = (code: string): string => ({ C05: '授权', C06: '发明' })[code] ?? code;

describe('a rule', () => {
  it.each(EXPRESSIONS)('%j says what it compares and survives its form', (expression, words) => {
    expect(expressionWords(expression, nameOf)).toBe(words);
    const rule: CheckRule = {
      ...SHIPPED_RULES[0]!,
      id: 'own-1',
      name: '自定',
      explain: '请核对台账',
      own: true,
      expression,
      thresholds: [],
    };
    expect(draftOf(fieldsOf(rule))).toEqual({
      name: '自定',
      severity: rule.severity,
      advice: '请核对台账',
      expression,
    });
  });
  it('says its limits, and what is lost without it', () => {
    const rule = SHIPPED_RULES.find((one) => one.id === 'large-change')!;
    expect(thresholdWords(rule.thresholds)).toBe('增长超过900%，下降超过80%，基数小于此数时不比较10');
    expect(switchOffWords(rule)).toContain('不再检查“同比变化过大”');
  });
});

describe('decisions on a file', () => {
  const issue = (part: Partial<CheckIssue>): CheckIssue => ({
    severity: 'block',
    rule: 'x',
    sheet: null,
    cell: 'C4',
    message: '',
    ...part,
  });
  const waiver = { reason: '属实', operator: '甲', at: '2022-08-05T01:00:00.000Z' };
  const file = {
    issues: [issue({ waiver }), issue({ severity: 'warn' }), issue({ severity: 'hint' })],
    answers: { 'cell:C4': 'leave', 'cell:C5': 'receive', revision: 'accept' },
  } as unknown as PlannedFile;
  it('count what still waits, what was let pass and what was left out', () => {
    expect([countIssues(file, 'block'), countIssues(file, 'warn'), countWaived(file), leftOut(file)]).toEqual([
      0, 1, 1, 1,
    ]);
    expect(canReturn(file)).toBe(true);
    expect(canReturn({ ...file, issues: [issue({ waiver }), issue({ severity: 'hint' })] })).toBe(false);
  });
  it('say of a number whose indicator nobody knows that it was not recognised, and not that it was compared', () => {
    const cells = [
      { fate: 'ignored', role: 'unknown' },
      { fate: 'ignored', role: 'check' },
    ] as PlannedCell[];
    expect(cells.map(fateWord)).toEqual(['未识别', '仅核对']);
    expect(cellsOfView(cells, 'unknown')).toEqual([cells[0]]);
    expect(cellsOfView(cells, 'ignored')).toEqual([cells[1]]);
  });
  it('filter the difference by fate and by choice', () => {
    const cells = [{ fate: 'new', chosen: false }, { fate: 'new' }, { fate: 'same' }] as PlannedCell[];
    expect(['all', 'new', 'same', 'left-out'].map((view) => cellsOfView(cells, view as 'all').length)).toEqual([
      3, 2, 1, 1,
    ]);
  });
});
