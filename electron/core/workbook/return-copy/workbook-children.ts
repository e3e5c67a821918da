// A new child of <workbook> has its place: Excel refuses a file in which they are not in the order of the schema.

import type { XmlEdit, XmlNode } from './xml-edit.js';

/** Children of <workbook> up to the last that is ever added (ECMA-376 part 1, 18.2, CT_Workbook). */
const ORDER = [
  'fileVersion',
  'fileSharing',
  'workbookPr',
  'workbookProtection',
  'bookViews',
  'sheets',
  'functionGroups',
  'externalReferences',
  'definedNames',
  'calcPr',
] as const;

/** Puts it behind the last of those that stand before it; <workbook> has none of its name yet, and has its <sheets>. */
export function addWorkbookChild(edit: XmlEdit, workbook: XmlNode, name: 'definedNames' | 'calcPr', xml: string): void {
  const before: readonly string[] = ORDER.slice(0, ORDER.indexOf(name));
  const last = workbook.children.findLast((child) => before.includes(child.name))!;
  edit.insert(last.end, xml);
}
