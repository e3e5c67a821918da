// What an OOXML package (.xlsx, .xlsm, .xlsb) is made of: the workbook part, its sheets with their parts, shared strings,
// styles. Relationships that are missing, lead outside or point at the wrong kind of part are refused here.
// Not here: zip checks (zip-guard.ts), cells (read-xlsx.ts, read-xlsb.ts).

import type { RawSheet } from './raw-book.js';
import { damaged, suspicious } from './refuse.js';
import type { GuardedZip } from './zip-guard.js';
import { localAttribute, scanSmallXml, xmlToUtf8 } from './xml-scan.js';

export interface Relation {
  type: string; // last step of the relationship type: worksheet, sharedStrings, …
  part: string;
  isExternal: boolean;
}

export interface PackageSheet {
  name: string;
  state: RawSheet['state'];
  /** worksheet, chartsheet, dialogsheet, xlMacrosheet … */
  type: string;
  part: string;
}

export interface WorkbookParts {
  date1904: boolean;
  sheets: PackageSheet[];
  sharedStrings: string | undefined;
  styles: string | undefined;
  hasExternalLinks: boolean;
  hasMacros: boolean;
}

/** UTF-8 bytes of an XML part, CRC checked. */
export function xmlPart(zip: GuardedZip, part: string): Buffer {
  return xmlToUtf8(zip.read(part), part);
}

/** Path of the workbook part of a package, undefined where it holds none. */
export function workbookPartOf(zip: GuardedZip): string | undefined {
  if (zip.has('_rels/.rels')) {
    const found = [...relationsOf(zip, '').values()].find(
      (relation) => relation.type === 'officeDocument' && !relation.isExternal,
    );
    if (found && zip.has(found.part)) return found.part;
  }
  return ['xl/workbook.xml', 'xl/workbook.bin'].find((part) => zip.has(part));
}

/** Relationships of a part by id; targets are resolved, those that climb out of the package stay as a missing part. */
export function relationsOf(zip: GuardedZip, part: string): Map<string, Relation> {
  const slash = part.lastIndexOf('/') + 1;
  const path = `${part.slice(0, slash)}_rels/${part.slice(slash)}.rels`;
  const relations = new Map<string, Relation>();
  if (!zip.has(path)) return relations;
  scanSmallXml(xmlPart(zip, path), path, ({ name, attrs }) => {
    if (name !== 'Relationship') return;
    const target = attrs.get('Target') ?? '';
    relations.set(attrs.get('Id') ?? '', {
      type: (attrs.get('Type') ?? '').split('/').at(-1) ?? '',
      part: resolve(target, part.slice(0, slash)),
      isExternal: attrs.get('TargetMode') === 'External',
    });
  });
  return relations;
}

/** Sheets of a workbook.xml with the parts they live in. */
export function workbookParts(zip: GuardedZip, workbook: string): WorkbookParts {
  const relations = relationsOf(zip, workbook);
  const found: { name: string; state: RawSheet['state']; id: string }[] = [];
  let root = '';
  let date1904 = false;
  let isInSheets = false;
  scanSmallXml(xmlPart(zip, workbook), workbook, ({ name, attrs, depth }) => {
    if (depth === 1) root = name;
    if (depth === 2) isInSheets = name === 'sheets';
    if (depth === 2 && name === 'workbookPr') date1904 = ['1', 'true', 'on'].includes(attrs.get('date1904') ?? '');
    if (depth === 3 && isInSheets && name === 'sheet')
      found.push({ name: attrs.get('name') ?? '', state: stateOf(attrs.get('state')), id: relationId(attrs) });
  });
  if (root !== 'workbook') throw damaged('工作簿目录无法识别', `${workbook} is <${root}>`);
  return { date1904, ...assemble(zip, relations, found) };
}

/** Joins sheet entries with their relationships; shared by .xlsx and .xlsb. */
export function assemble(
  zip: GuardedZip,
  relations: ReadonlyMap<string, Relation>,
  found: readonly { name: string; state: RawSheet['state']; id: string }[],
): Omit<WorkbookParts, 'date1904'> {
  if (found.length === 0) throw damaged('工作簿中没有工作表', 'no sheets');
  const sheets = found.map(({ name, state, id }): PackageSheet => {
    const relation = relations.get(id);
    if (!relation) throw damaged(`工作表“${name}”没有内容`, `no relationship ${id}`);
    if (relation.isExternal) throw suspicious('工作表指向文件之外', `${id} is external`);
    if (!zip.has(relation.part)) throw damaged(`缺少工作表“${name}”的内容`, `missing ${relation.part}`);
    return { name, state, type: relation.type, part: relation.part };
  });
  if (new Set(sheets.map((sheet) => sheet.part.toLowerCase())).size !== sheets.length)
    throw damaged('两个工作表指向同一内容', 'shared sheet part');
  const partOf = (type: string): string | undefined =>
    [...relations.values()].find((relation) => relation.type === type && !relation.isExternal && zip.has(relation.part))
      ?.part;
  return {
    sheets,
    sharedStrings: partOf('sharedStrings'),
    styles: partOf('styles'),
    hasExternalLinks: [...relations.values()].some((relation) => relation.type === 'externalLink'),
    hasMacros: zip.names.some((name) => /vbaProject\.bin$/i.test(name)),
  };
}

function stateOf(state: string | undefined): RawSheet['state'] {
  return state === 'hidden' || state === 'veryHidden' ? state : 'visible';
}

/** r:id whatever the prefix; "id" without prefix belongs to another namespace. */
function relationId(attrs: ReadonlyMap<string, string>): string {
  for (const [name, value] of attrs) if (name.endsWith(':id')) return value;
  return localAttribute(attrs, 'id') ?? '';
}

function resolve(target: string, folder: string): string {
  const steps = target.replaceAll('\\', '/').startsWith('/') ? [] : folder.split('/').filter((step) => step !== '');
  for (const step of target.replaceAll('\\', '/').split('/')) {
    if (step === '' || step === '.') continue;
    if (step === '..') {
      if (steps.length === 0) return '(outside the package)';
      steps.pop();
    } else steps.push(step);
  }
  return steps.join('/');
}
