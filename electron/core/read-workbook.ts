// A workbook that one call looks at as it is: read in the parse process, given up with the job. Not here: importing, where a file
// is understood beside its reading (workbook/read-and-plan.ts).

import type { Ctx } from './context.js';
import type { RawBook } from './workbook/1-read/raw-book.js';

export async function readWorkbook(
  ctx: Pick<Ctx, 'parser' | 'job'>,
  file: { path: string; name: string },
): Promise<RawBook> {
  const { book } = await ctx.parser.read(file, { isCancelled: () => ctx.job.isCancelled(), signal: ctx.job.signal });
  return book;
}
