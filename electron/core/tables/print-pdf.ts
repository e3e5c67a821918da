// A page as PDF: the host prints it (Chromium), the page itself is only a step on the way.

import { rmSync, writeFileSync } from 'node:fs';

import type { Ctx } from '../context.js';

/** Prints a self-contained page into a PDF; the page itself is removed. */
export async function printPdf(ctx: Ctx, html: string, pdfPath: string): Promise<void> {
  const htmlPath = `${pdfPath}.html`;
  writeFileSync(htmlPath, html);
  try {
    await ctx.host.printPdf({ htmlPath, pdfPath });
  } finally {
    rmSync(htmlPath, { force: true });
  }
}
