// A planned file of which nothing is known yet but its bytes and its sheets.

import { NO_CELLS, type PlannedFile } from '../../../../shared/import/plan.js';
import type { RawBook } from '../1-read/raw-book.js';
import type { RecognisedSheet } from '../2-recognise/recognise.js';

export function emptyHeader(
  input: { index: number; file: string; sha256: string; size: number; book?: RawBook },
  sheets: RecognisedSheet[],
): PlannedFile {
  return {
    index: input.index,
    file: input.file,
    sha256: input.sha256,
    size: input.size,
    kind: input.book?.kind ?? '',
    form: 'other',
    status: 'planned',
    reason: '',
    units: [],
    periods: [],
    meta: {},
    cells: { ...NO_CELLS },
    issues: [],
    questions: [],
    answers: {},
    sheets: sheets.map((sheet) => ({
      name: sheet.name,
      state: sheet.state,
      reason: sheet.reason,
      form: sheet.form,
      hiddenRows: sheet.hiddenRows,
      hiddenColumns: sheet.hiddenColumns,
    })),
    decisions: [],
  };
}
