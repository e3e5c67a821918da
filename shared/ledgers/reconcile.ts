// What the comparison of submitted values with ledgers says about one unit and indicator. Pure; the figures come from the core.

/** Why they differ, in the officer's judgement. */
export const DIFFERENCE_REASONS = ['unregistered', 'other-period', 'other-rule', 'explained'] as const;
export type DifferenceReason = (typeof DIFFERENCE_REASONS)[number];
export const REASON_LABEL: Record<DifferenceReason, string> = {
  unregistered: '未登记',
  'other-period': '跨期',
  'other-rule': '口径不同',
  explained: '已解释',
};

export const RECONCILE_STATES = ['equal', 'differs', 'explained', 'unfilled', 'not-submitted', 'no-number'] as const;
export type ReconcileState = (typeof RECONCILE_STATES)[number];
export const RECONCILE_LABEL: Record<ReconcileState, string> = {
  equal: '一致',
  differs: '不一致',
  explained: '已解释',
  unfilled: '台账未填', //     no row of the unit has what decides the number of the ledger
  'not-submitted': '未报送', // the ledger has rows, the unit gave nothing
  'no-number': '不适用', //    the unit gave a state without a number
};

/**
 * `submitted` null: no number; `isKnown`: some state was given; `counted` null: unknown. An explanation counts while both its figures
 * still hold.
 */
export function reconcileState(
  submitted: number | null,
  isKnown: boolean,
  counted: number | null,
  explained: { submitted: number | null; counted: number } | null,
): ReconcileState {
  if (submitted !== null && submitted === counted) return 'equal';
  const isSame = explained?.submitted === submitted && explained.counted === (counted ?? 0);
  if (isSame) return 'explained';
  if (submitted !== null) return counted === null ? 'unfilled' : 'differs';
  return isKnown ? 'no-number' : 'not-submitted';
}

interface ComparedUnit {
  submitted: string | null;
  submittedState: unknown;
  counted: string | null;
  state: ReconcileState;
}

/** False where nothing was submitted and nothing counted: there is nothing to compare. */
export function isCompared(unit: ComparedUnit): boolean {
  return unit.submitted !== null || (unit.counted ?? '0') !== '0' || unit.submittedState !== null;
}

/** What is listed: what waits for an explanation, everything, or one state. */
export const RECONCILE_CHOICES = ['open', 'all', ...RECONCILE_STATES] as const;
export type ReconcileChoice = (typeof RECONCILE_CHOICES)[number];

/** `submittedTotal` null: no unit submits this indicator at all, so a single one owes nothing. */
export function isListed(
  choice: ReconcileChoice,
  unit: ComparedUnit,
  line: { submittedTotal: string | null },
): boolean {
  if (!isCompared(unit)) return false;
  if (choice === 'all') return true;
  if (choice !== 'open') return unit.state === choice;
  // 0 beside a ledger that says nothing of it is no difference to explain.
  if (unit.state === 'unfilled') return unit.submitted !== '0';
  return unit.state === 'differs' || (unit.state === 'not-submitted' && line.submittedTotal !== null);
}
