// The workbook stream of a compound file, with what the container says beside it (macros).
// Not here: the container format (ole-file.ts), the records (biff-guard.ts).

import { openOle, workbookStreamOf } from './ole-file.js';

/** Workbook stream of an .xls or .et file, or a refusal (encrypted, Word document, damaged …). */
export function biffFromOle(file: Buffer): { stream: Buffer; hasMacros: boolean } {
  const ole = openOle(file);
  const stream = ole.stream(workbookStreamOf(ole));
  return { stream, hasMacros: ole.has('_VBA_PROJECT_CUR') || ole.has('_VBA_PROJECT') };
}
