// Files inside an 附件 field of a row: picked, kept by their hash, named in the field by an ordinary edit, opened outside.

import { useMemo } from 'react';

import type { AttachmentRef, FieldValue } from '../../../shared/ledgers/define.js';
import type { FieldInput } from '../../../shared/ledgers/read-field.js';
import { services } from '../../api/client.js';
import { runJob } from '../../api/jobs.js';
import { keepEach } from '../../api/keep-each.js';
import type { Report } from '../../ui/use-report.js';
import type { Entries } from './use-entries.js';

/** What an 附件 field holds, stored or just added. */
export function filesIn(value: FieldValue | FieldInput | undefined): readonly AttachmentRef[] {
  return Array.isArray(value)
    ? (value as readonly unknown[]).filter(
        (one): one is AttachmentRef => one !== null && typeof one === 'object' && 'sha256' in one && 'name' in one,
      )
    : [];
}

export interface CellFiles {
  add(row: number, field: string, known: readonly AttachmentRef[]): void;
  open(file: AttachmentRef): void;
  remove(row: number, field: string, known: readonly AttachmentRef[], file: AttachmentRef): void;
}

export function useCellFiles(ledger: string, entries: Entries, report: Report): CellFiles {
  const { edit } = entries;
  return useMemo(() => {
    const guarded = (action: () => Promise<void>): void => {
      action().catch(report.failed);
    };
    return {
      add: (row, field, known) =>
        guarded(async () => {
          const picked = await services.pickFiles({ folder: false });
          const added = await keepEach(
            picked,
            (file) => runJob('保存附件', 'ledgers.keep-file', { ledger, file }),
            report.failed,
          );
          const hashes = new Set(added.map((one) => one.sha256));
          if (added.length > 0)
            edit([{ id: row, values: { [field]: [...known.filter((one) => !hashes.has(one.sha256)), ...added] } }]);
        }),
      open: (file) =>
        guarded(async () => services.openFile(await runJob('打开附件', 'ledgers.open-file', { ledger, file }))),
      remove: (row, field, known, file) => {
        const left = known.filter((one) => one.sha256 !== file.sha256);
        edit([{ id: row, values: { [field]: left.length === 0 ? null : left } }]);
      },
    };
  }, [edit, ledger, report]);
}
