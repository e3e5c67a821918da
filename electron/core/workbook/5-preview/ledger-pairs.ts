// Which stored row each row of a ledger sheet is: by key; of several with one key first those that are equal. Rows that are the same
// line twice, and rows that may be one of several, are left for the questions (ledger-questions.ts).

import type { Ledger } from '../../../../shared/ledgers/define.js';
import { hasBlock } from '../../../../shared/ledgers/validate.js';
import type { StoredRows } from './ledger-matches.js';
import { reject, type Entry } from './ledger-plan-row.js';
import type { SheetFields } from './ledger-sheet-fields.js';

/** Gives every row its fate as far as its key and its own content tell. `step`: told every thousand rows. */
export function pairRows(
  entries: readonly Entry[],
  { fields, stored, step }: { fields: SheetFields; stored: StoredRows; step: (done: number) => void },
): void {
  new Pairing(fields, stored).run(entries, step);
}

class Pairing {
  readonly #ledger: Ledger;

  constructor(
    readonly fields: SheetFields,
    readonly stored: StoredRows,
  ) {
    this.#ledger = fields.ledger;
  }

  run(entries: readonly Entry[], step: (done: number) => void): void {
    // Nearly every key stands once: a list only for those that do not.
    const groups = new Map<string, Entry | Entry[]>();
    for (const [done, entry] of entries.entries()) {
      if (done % 1000 === 0) step(done);
      const { plan } = entry;
      if (plan.findings.length > 0 && hasBlock(plan.findings)) {
        plan.fate = 'rejected';
        plan.reason = plan.findings.find((finding) => finding.severity === 'block')!.message;
        continue;
      }
      entry.stored = this.stored.matches(plan.row);
      const group = groups.get(entry.key);
      if (group === undefined) groups.set(entry.key, entry);
      else if (Array.isArray(group)) group.push(entry);
      else groups.set(entry.key, [group, entry]);
    }
    for (const group of groups.values())
      if (Array.isArray(group)) this.#settle(group);
      else if (group.stored.length === 1) this.#pairAlone(group);
      else if (group.stored.length > 0) this.#pair([group]);
  }

  /** Rows of one key: the same line is taken once, different lines under one number not at all. */
  #settle(group: readonly Entry[]): void {
    const { keyFields } = group[0]!;
    const open = withoutRepeated(group, this.fields);
    if (open.length > 1) {
      if (keyFields.length === 1 && this.#ledger.keys.some((key) => key === keyFields)) {
        const label = this.#ledger.fields[keyFields[0]!]!.label;
        const lines = open.map((entry) => entry.plan.r + 1).join('、');
        for (const entry of open)
          reject(
            entry,
            'same-key',
            keyFields[0]!,
            `第${lines}行的${label}相同而内容不同，都没有采用，请核实后只保留一行`,
          );
        return;
      }
      for (const { plan } of open.slice(1))
        plan.findings.push({
          severity: 'warn',
          rule: 'same-key',
          field: keyFields[0] ?? null,
          message: `与第${open[0]!.plan.r + 1}行${this.fields.labels(keyFields)}相同，请核对是否重复登记`,
        });
    }
    this.#pair(open);
  }

  /** Nearly all rows: one of the file, one of the ledger. */
  #pairAlone(entry: Entry): void {
    const [id] = entry.stored;
    entry.before = this.stored.row(id!);
    entry.plan.fate = this.fields.differs(entry, entry.before) ? 'changed' : 'same';
    entry.plan.id = id!;
  }

  #pair(open: readonly Entry[]): void {
    const free = new Set(open.flatMap((entry) => entry.stored));
    const unpaired: Entry[] = [];
    for (const entry of open) {
      const same = entry.stored.find((id) => {
        if (!free.has(id)) return false;
        entry.before = this.stored.row(id);
        return !this.fields.differs(entry, entry.before);
      });
      if (same === undefined) {
        // Of one candidate it is the row that it changes; of several nobody knows yet.
        if (entry.stored.length > 1) entry.before = null;
        unpaired.push(entry);
      } else {
        free.delete(same);
        entry.plan.fate = 'same';
        entry.plan.id = same;
      }
    }
    for (const entry of unpaired) {
      const candidates = entry.stored.filter((id) => free.has(id));
      if (candidates.length === 0) continue;
      const rivals = unpaired.filter((other) => other.stored.some((id) => candidates.includes(id)));
      if (candidates.length > 1 || rivals.length > 1) {
        entry.plan.fate = 'conflict';
        entry.plan.reason = `台账中有${candidates.length}条的${this.fields.labels(entry.keyFields)}相同，不能确定是哪一条`;
        continue;
      }
      entry.plan.fate = 'changed';
      entry.plan.id = candidates[0]!;
    }
  }
}

/** The rows that are no repetition of one before them; the others are marked. */
function withoutRepeated(group: readonly Entry[], fields: SheetFields): Entry[] {
  const contents = new Map<string, Entry>();
  return group.filter((entry) => {
    const content = fields.contentOf(entry);
    const twin = contents.get(content);
    if (twin === undefined) {
      contents.set(content, entry);
      return true;
    }
    entry.plan.fate = 'ignored';
    entry.plan.reason = `与第${twin.plan.r + 1}行完全相同`;
    return false;
  });
}
