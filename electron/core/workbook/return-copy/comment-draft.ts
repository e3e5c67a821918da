// Comments of one sheet: ours are appended, the district's stay. A cell that already has one gets ours below its text,
// because a cell can hold only one. Excel shows a comment only where the VML drawing has its shape (vml-draft.ts).
// A cell with a conversation (threaded comment) is left alone: its old-style comment is only a shadow of it.

import { cellAddress } from '../1-read/raw-book.js';
import { placeOfAddress } from '../../../../shared/model/cell-address.js';
import type { SheetDraft } from './mark-cells.js';
import { CannotPatch, MAIN_NS, type PackageDraft } from './package-draft.js';
import { COMMENT_AUTHOR, COMMENT_HEAD } from './recognise-own.js';
import { attributesOf, childOf, cleanText, escapeCellText, innerText, XmlEdit, type XmlNode } from './xml-edit.js';
import { putShapes, type ShapeIds } from './vml-draft.js';

const COMMENTS_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml';
const FONT = '<sz val="9"/><color indexed="81"/><rFont val="宋体"/><family val="3"/><charset val="134"/>';
/** A comment is a note at a cell, not a report; the list has the full text. */
const MAX_COMMENT = 1500;

export interface CellComment {
  row: number;
  column: number;
  text: string;
}

function runs(head: string, text: string): string {
  return (
    `<r><rPr><b/>${FONT}</rPr><t xml:space="preserve">${escapeCellText(head)}</t></r>` +
    `<r><rPr>${FONT}</rPr><t xml:space="preserve">${escapeCellText(cleanText(text, MAX_COMMENT))}</t></r>`
  );
}

function commentXml(comment: CellComment, author: number): string {
  const ref = cellAddress(comment.row, comment.column);
  return `<comment ref="${ref}" authorId="${String(author)}"><text>${runs(`${COMMENT_HEAD}\n`, comment.text)}</text></comment>`;
}

/** Adds the comments of a sheet; ours of an earlier return copy go. */
export function putComments(draft: PackageDraft, sheet: SheetDraft, comments: CellComment[], ids: ShapeIds): void {
  const existing = draft.related(sheet.part, 'comments');
  if (existing === undefined) {
    if (comments.length === 0) return;
    const part = draft.freshPart((n) => `xl/comments${String(n)}.xml`);
    draft.set(
      part,
      `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<comments xmlns="${MAIN_NS}"><authors><author>${COMMENT_AUTHOR}</author></authors>` +
        `<commentList>${comments.map((comment) => commentXml(comment, 0)).join('')}</commentList></comments>`,
    );
    draft.declare(part, COMMENTS_TYPE);
    draft.relate(sheet.part, 'comments', part);
    putShapes(draft, sheet, { add: comments, remove: new Set(), ids });
    return;
  }
  const part = new ExistingComments(draft, existing);
  const { added, removed } = part.put(comments);
  const hasDrawing = sheet.legacyDrawing() !== undefined;
  // Comments without any drawing would stay invisible in Excel beside ours; then all get a shape.
  const add = hasDrawing ? added : part.allShown(added);
  if (add.length > 0 || removed.size > 0) putShapes(draft, sheet, { add, remove: removed, ids });
}

class ExistingComments {
  readonly #b: Buffer;
  readonly #authors: XmlNode;
  readonly #list: XmlNode;
  readonly #byRef = new Map<string, XmlNode>();

  constructor(
    readonly draft: PackageDraft,
    readonly part: string,
  ) {
    const { b, node } = draft.tree(part, 'comments');
    const authors = childOf(node, 'authors');
    const list = childOf(node, 'commentList');
    if (!authors || !list) throw new CannotPatch('批注的内部结构不完整');
    this.#b = b;
    this.#authors = authors;
    this.#list = list;
    for (const comment of list.children) this.#byRef.set(this.#attr(comment, 'ref').replaceAll('$', ''), comment);
  }

  #attr(node: XmlNode, name: string): string {
    return attributesOf(this.#b, node).get(name) ?? '';
  }

  #text(comment: XmlNode): string {
    const text = childOf(comment, 'text');
    return text ? innerText(this.#b, text) : '';
  }

  put(comments: CellComment[]): { added: CellComment[]; removed: Set<string> } {
    const authorNames = this.#authors.children.map((author) => innerText(this.#b, author));
    const own = authorNames.indexOf(COMMENT_AUTHOR);
    const edit = new XmlEdit(this.#b);
    const wanted = new Map(comments.map((comment) => [cellAddress(comment.row, comment.column), comment]));
    const removed = new Set<string>();
    const added: CellComment[] = [];
    let needsAuthor = false;
    const author = own < 0 ? authorNames.length : own;
    for (const [ref, node] of this.#byRef) {
      const mine = wanted.get(ref);
      const authorName = authorNames[Number(this.#attr(node, 'authorId'))] ?? '';
      // Some programs save comments without their authors: then the first line tells.
      if (authorName === COMMENT_AUTHOR || this.#text(node).trimStart().startsWith(COMMENT_HEAD)) {
        // Of an earlier return copy: replaced, or taken away with its shape.
        if (mine) {
          edit.replace(node.start, node.end, commentXml(mine, author));
          needsAuthor = true;
        } else {
          edit.remove(node);
          removed.add(ref);
        }
        wanted.delete(ref);
        continue;
      }
      if (authorName.startsWith('tc=')) wanted.delete(ref);
      else {
        this.#below(edit, node, mine);
        wanted.delete(ref);
      }
    }
    for (const comment of wanted.values()) added.push(comment);
    if ((added.length > 0 || needsAuthor) && own < 0) edit.append(this.#authors, `<author>${COMMENT_AUTHOR}</author>`);
    edit.append(this.#list, added.map((comment) => commentXml(comment, author)).join(''));
    if (!edit.isEmpty) this.draft.set(this.part, edit.result());
    return { added, removed };
  }

  /** Ours below the district's own text; what we wrote there earlier goes first. */
  #below(edit: XmlEdit, node: XmlNode, mine: CellComment | undefined): void {
    const text = childOf(node, 'text');
    if (!text || text.isSelfClosing) {
      if (mine && text) edit.append(text, runs(`${COMMENT_HEAD}\n`, mine.text));
      return;
    }
    const pieces = text.children;
    const textFrom = (index: number): string =>
      pieces
        .slice(index)
        .map((piece) => innerText(this.#b, piece))
        .join('')
        .trimStart();
    const from = pieces.findIndex((_, index) => textFrom(index).startsWith(COMMENT_HEAD));
    if (from >= 0) {
      // Two runs of ours as we wrote them; a program that cut them into more gets all to the end taken away.
      const isWhole = innerText(this.#b, pieces[from]!).trim() === COMMENT_HEAD;
      for (const piece of pieces.slice(from, isWhole ? from + 2 : undefined))
        if (piece.name === 'r') edit.remove(piece);
    }
    if (!mine) return;
    // A plain <t> beside runs is read by some programs and not by others: it becomes a run.
    for (const piece of pieces)
      if (piece.name === 't') {
        edit.insert(piece.start, '<r>');
        edit.insert(piece.end, '</r>');
      }
    const last = pieces.findLast((piece) => piece.name === 't' || piece.name === 'r');
    edit.insert(last?.end ?? text.openEnd, runs(`\n${COMMENT_HEAD}\n`, mine.text));
  }

  allShown(added: CellComment[]): CellComment[] {
    const own = [...this.#byRef].flatMap(([ref, node]): CellComment[] => {
      const at = placeOfAddress(ref);
      return at ? [{ ...at, text: innerText(this.#b, node) }] : [];
    });
    return [...own, ...added];
  }
}
