// 退回修改件: the district's own package with cells marked, comments and the sheet 问题清单; nothing else of it changes.
// Order: styles are appended while sheets are marked, saved last. CannotPatch anywhere → no copy (remark-book.ts instead).

import { isReturnSheet, LIST_SHEET_NAME, notedShades } from './recognise-own.js';
import { putComments, type CellComment } from './comment-draft.js';
import { listSheetXml } from './list-sheet.js';
import { SheetDraft, type CellMark } from './mark-cells.js';
import { CannotPatch, PackageDraft } from './package-draft.js';
import { levelOf, type ReturnEntry, type ReturnList } from './return-list.js';
import { EMPTY_STYLES, StyleDraft } from './style-draft.js';
import { attributesOf, childOf, escapeXml, XmlEdit } from './xml-edit.js';
import { ShapeIds } from './vml-draft.js';
import { addWorkbookChild } from './workbook-children.js';
import type { RawBook } from '../1-read/raw-book.js';

const SHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml';
const STYLES_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml';
/** Beyond that a sheet is better read by its list than by its colours. */
const MAX_MARKS_PER_SHEET = 2000;
export interface Annotated {
  bytes: Uint8Array;
  /** Cells that were marked. */
  marks: number;
  isMacroBook: boolean;
}

/** Patches the package, or throws CannotPatch (or an AppError of the guard) where it must not be touched. */
export function annotate(bytes: Buffer, book: RawBook, list: ReturnList, at: Date): Annotated {
  const draft = new PackageDraft(bytes);
  if (draft.styles === undefined) addStyles(draft);
  const stylesPart = draft.styles ?? 'xl/styles.xml';
  const styles = new StyleDraft(draft, stylesPart, notedShades(book));
  const ids = new ShapeIds(draft);
  const ownNames = new Set(book.sheets.filter(isReturnSheet).map((sheet) => sheet.name));
  let marks = 0;
  for (const sheet of draft.sheets) {
    if (sheet.type !== 'worksheet' || ownNames.has(sheet.name)) continue;
    const entries = list.entries.filter(
      (entry) => entry.sheet === sheet.name && entry.cell !== null && !entry.isSettled,
    );
    const hasOld = styles.hasOldMarks || draft.related(sheet.part, 'comments') !== undefined;
    if (entries.length === 0 && !hasOld) continue;
    const open = new SheetDraft(draft, sheet.part);
    const byCell = groupByShownCell(open, entries);
    open.mark(
      byCell.map(({ mark }) => mark),
      styles,
    );
    putComments(
      draft,
      open,
      byCell.map(({ comment }) => comment),
      ids,
    );
    open.save();
    marks += byCell.length;
  }
  addList(draft, list, styles, [...ownNames].find((name) => name !== null) ?? null);
  draft.set(stylesPart, styles.result());
  return { bytes: draft.pack(at), marks, isMacroBook: draft.isMacroBook };
}

function addStyles(draft: PackageDraft): void {
  draft.set('xl/styles.xml', EMPTY_STYLES);
  draft.declare('xl/styles.xml', STYLES_TYPE);
  draft.relate(draft.workbook, 'styles', 'xl/styles.xml');
}

/** One mark and one comment per cell that is seen; 必改 wins over 需核实. */
function groupByShownCell(sheet: SheetDraft, entries: ReturnEntry[]): { mark: CellMark; comment: CellComment }[] {
  const groups = new Map<string, { mark: CellMark; comment: CellComment }>();
  for (const entry of entries)
    for (const [index, address] of entry.involved.entries()) {
      const [row, column] = sheet.shownCell(...address);
      const key = `${String(row)}|${String(column)}`;
      const text =
        index === 0 ? commentText(entry) : `与${entry.cell ?? ''}有关。${commentText(entry, entry.cell ?? '')}`;
      const group = groups.get(key);
      if (group) {
        group.comment.text += `\n${text}`;
        if (entry.severity === 'block') group.mark.kind = 'block';
      } else if (groups.size < MAX_MARKS_PER_SHEET)
        groups.set(key, { mark: { row, column, kind: entry.severity }, comment: { row, column, text } });
    }
  return [...groups.values()];
}

/** `at`: the cell that the requirement is for, where the comment stands at another. */
function commentText(entry: ReturnEntry, at = ''): string {
  const expected = entry.expected === '' ? '' : `\n${at === '' ? '' : `${at}的`}要求：${entry.expected}`;
  return `${levelOf(entry)}：${entry.message}${expected}`;
}

/** Adds the sheet, or writes it anew in the place of the one of an earlier return copy. */
function addList(draft: PackageDraft, list: ReturnList, styles: StyleDraft, ownName: string | null): void {
  const { xml, headRow } = listSheetXml(list, styles);
  const own = draft.sheets.find((sheet) => sheet.name === ownName && ownName !== null);
  if (own) {
    draft.set(own.part, xml);
    return;
  }
  const part = draft.freshPart((n) => `xl/worksheets/sheet${String(n)}.xml`);
  draft.set(part, xml);
  draft.declare(part, SHEET_TYPE);
  const id = draft.relate(draft.workbook, 'worksheet', part);
  const { b, node } = draft.tree(draft.workbook, 'workbook');
  const sheets = childOf(node, 'sheets');
  if (!sheets) throw new CannotPatch('内部结构不常见');
  const taken = new Set(draft.sheets.map((sheet) => sheet.name.toLowerCase()));
  let name: string = LIST_SHEET_NAME;
  for (let n = 2; taken.has(name.toLowerCase()); n += 1) name = `${LIST_SHEET_NAME}(${String(n)})`;
  const highest = Math.max(0, ...sheets.children.map((sheet) => Number(attributesOf(b, sheet).get('sheetId')) || 0));
  const edit = new XmlEdit(b);
  edit.append(
    sheets,
    `<sheet name="${escapeXml(name)}" sheetId="${String(highest + 1)}" ${draft.relationAttribute(b, node, id)}/>`,
  );
  const titles = `<definedName name="_xlnm.Print_Titles" localSheetId="${String(draft.sheets.length)}">'${name}'!$${String(headRow)}:$${String(headRow)}</definedName>`;
  const names = childOf(node, 'definedNames');
  if (names) edit.append(names, titles);
  else addWorkbookChild(edit, node, 'definedNames', `<definedNames>${titles}</definedNames>`);
  draft.set(draft.workbook, edit.result());
}
