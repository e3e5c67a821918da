// The VML drawing that Excel needs to show comments: one shape per comment. An existing drawing keeps its bytes; ours are
// ASCII, so that whatever encoding its own texts have survives. VML is often not well-formed: it is never parsed here.

import type { CellComment } from './comment-draft.js';
import { cellAddress } from '../1-read/raw-book.js';
import type { SheetDraft } from './mark-cells.js';
import { CannotPatch, type PackageDraft } from './package-draft.js';

const VML_TYPE = 'application/vnd.openxmlformats-officedocument.vmlDrawing';
const LAST_ROW = 1_048_575;
const LAST_COLUMN = 16_383;
/** Shape ids come in blocks of 1024 that a drawing claims for itself. */
const BLOCK = 1024;

/** Blocks of shape ids that no drawing of the package has claimed. */
export class ShapeIds {
  #next: number;

  constructor(draft: PackageDraft) {
    let highest = 0;
    for (const part of draft.partsLike(/\.vml$/i)) {
      const text = draft.bytes(part).toString('latin1');
      for (const match of text.matchAll(/<o:idmap[^>]*\bdata\s*=\s*["']([\d,\s]+)["']/g))
        for (const block of match[1]!.split(',')) highest = Math.max(highest, Number(block) || 0);
      for (const match of text.matchAll(/_x0000_[si](\d+)/g))
        highest = Math.max(highest, Math.floor(Number(match[1]) / BLOCK));
    }
    this.#next = highest + 1;
  }

  take(shapes: number): { blocks: number[]; id: (n: number) => number } {
    // The first id of a block belongs to the drawing itself.
    const perBlock = BLOCK - 1;
    const count = Math.max(1, Math.ceil(shapes / perBlock));
    const first = this.#next;
    this.#next += count;
    return {
      blocks: Array.from({ length: count }, (_, n) => first + n),
      id: (n) => (first + Math.floor(n / perBlock)) * BLOCK + 1 + (n % perBlock),
    };
  }
}

const SHAPE_TYPE =
  '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">' +
  '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>';

function shape(comment: CellComment, id: number): string {
  const { row, column } = comment;
  const left = Math.min(column + 1, LAST_COLUMN - 4);
  const top = Math.min(Math.max(row - 1, 0), LAST_ROW - 16);
  const lines = Math.ceil(comment.text.length / 20) + comment.text.split('\n').length + 1;
  const bottom = top + Math.min(Math.max(lines, 4), 14);
  return (
    `<v:shape id="_x0000_s${String(id)}" type="#_x0000_t202" style='position:absolute;margin-left:80pt;margin-top:2pt;` +
    `width:220pt;height:${String(14 * (bottom - top))}pt;z-index:1;visibility:hidden' fillcolor="#ffffe1" o:insetmode="auto">` +
    '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>' +
    `<v:textbox style='mso-direction-alt:auto'><div style='text-align:left'></div></v:textbox>` +
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>' +
    `<x:Anchor>${[left, 15, top, 10, left + 4, 15, bottom, 4].join(', ')}</x:Anchor>` +
    `<x:AutoFill>False</x:AutoFill><x:Row>${String(row)}</x:Row><x:Column>${String(column)}</x:Column></x:ClientData></v:shape>`
  );
}

interface Shapes {
  add: CellComment[];
  /** A1 addresses of comments that were taken away. */
  remove: ReadonlySet<string>;
  ids: ShapeIds;
}

export function putShapes(draft: PackageDraft, sheet: SheetDraft, shapes: Shapes): void {
  const { blocks, id } = shapes.ids.take(shapes.add.length);
  const xml = shapes.add.map((comment, n) => shape(comment, id(n))).join('\n');
  const existing = sheet.legacyDrawing();
  if (existing !== undefined) {
    draft.set(
      existing,
      Buffer.from(withShapes(draft.bytes(existing).toString('latin1'), shapes, xml, blocks), 'latin1'),
    );
    return;
  }
  const part = draft.freshPart((n) => `xl/drawings/vmlDrawing${String(n)}.vml`);
  draft.set(
    part,
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">\n' +
      `<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="${blocks.join(',')}"/></o:shapelayout>\n${SHAPE_TYPE}\n${xml}\n</xml>`,
  );
  draft.declare(part, VML_TYPE, true);
  sheet.addLegacyDrawing(draft.relate(sheet.part, 'vmlDrawing', part));
}

function withShapes(text: string, shapes: Shapes, xml: string, blocks: number[]): string {
  const end = text.lastIndexOf('</xml>');
  const head = text.slice(0, text.indexOf('>', text.indexOf('<xml')) + 1);
  const hasPrefixes = ['v="urn:schemas-microsoft-com:vml"', 'o="urn:schemas-microsoft-com:office:office"'].every(
    (declaration) => head.replaceAll("'", '"').includes(`xmlns:${declaration}`),
  );
  if (end < 0 || !hasPrefixes || !head.includes('urn:schemas-microsoft-com:office:excel') || !/xmlns:x\s*=/.test(head))
    throw new CannotPatch('批注的图形格式不常见');
  let body = text.slice(0, end);
  if (shapes.remove.size > 0)
    body = body.replaceAll(/<v:shape\s(?:(?!<\/v:shape>)[\s\S])*<\/v:shape>\s*/g, (whole) => {
      const row = /<x:Row>\s*(\d+)/.exec(whole)?.[1];
      const column = /<x:Column>\s*(\d+)/.exec(whole)?.[1];
      const isGone =
        row !== undefined && column !== undefined && shapes.remove.has(cellAddress(Number(row), Number(column)));
      return isGone && whole.includes('ObjectType="Note"') ? '' : whole;
    });
  if (shapes.add.length > 0) {
    body = body.replace(/(<o:idmap[^>]*\bdata\s*=\s*["'])([\d,\s]+)/, `$1$2,${blocks.join(',')}`);
    if (!body.includes('_x0000_t202')) body += SHAPE_TYPE;
    body += xml;
  }
  return `${body}${text.slice(end)}`;
}
