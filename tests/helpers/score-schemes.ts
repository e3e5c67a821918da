// 考核方案 as the page saves them, for tests.

/** One item on an indicator; without `changes` in proportion, at most the full points, against the unit's own target. */
export function schemeItem(key: string, name: string, code: string | null, weight: string, changes: object = {}) {
  const method = { kind: 'proportional' as const, capPercent: 100 };
  return { key, group: '', name, code, weight, method, target: '', note: '', ...changes };
}

/** Of the units, for 2022. */
export function unitScheme<T>(items: T[]) {
  return { year: 2022, name: '考核', subject: 'units' as const, issuer: '', document: '', items };
}
