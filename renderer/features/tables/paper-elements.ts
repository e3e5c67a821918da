// Elements of the paper: what stands above the table, a stretch of its rows, what stands below. Look: to-html.ts of the core.
// Made by hand and not by React: a province's table has ten thousand cells, which take five times as long as components, to draw
// and to take away again. Texts are set as texts, never as markup.

import { headParts, type TablePart } from '../../../shared/reports/page-columns.js';
import type { PrintCell, PrintRow, PrintTable } from '../../../shared/reports/print-table.js';

/** An element with its class and content. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className = '',
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  if (className !== '') made.className = className;
  if (children.length > 0) made.append(...children);
  return made;
}

const LINES = new WeakMap<Element, PrintRow>();

/** The line of the table that a row on the paper shows. */
export function lineOf(row: Element): PrintRow | undefined {
  return LINES.get(row);
}

/** The cell of the table on which somebody clicked. */
export function clickedCell(target: EventTarget | null): PrintCell | null {
  const place = target instanceof Element ? target.closest('button')?.parentElement : null;
  if (!(place instanceof HTMLTableCellElement) || !place.parentElement) return null;
  return LINES.get(place.parentElement)?.cells[place.cellIndex] ?? null;
}

function headCell({ text, align, rowSpan, colSpan }: PrintCell): HTMLTableCellElement {
  const cell = element('th', `align-${align}`);
  cell.scope = 'col';
  cell.rowSpan = rowSpan;
  cell.colSpan = colSpan;
  const [name, measure] = headParts(text);
  cell.append(name);
  if (measure !== '') cell.append(element('wbr'), element('span', 'paper-measure-word', measure));
  return cell;
}

const PATTERNS = new Map<string, HTMLTableCellElement>();

/** A cell without its text, to be copied: that is faster than making one. */
function pattern(tag: 'td' | 'th', align: PrintCell['align'], title: string): HTMLTableCellElement {
  const key = `${tag} ${align} ${title}`;
  let known = PATTERNS.get(key);
  if (known === undefined) {
    known = element(tag, `align-${align}`);
    if (tag === 'th') known.scope = 'row';
    if (title !== '') {
      const button = element('button');
      button.type = 'button';
      button.tabIndex = -1; // one of them at a time has the keys: paper-keys.ts
      button.title = title;
      known.append(button);
    }
    PATTERNS.set(key, known);
  }
  return known;
}

/** What a click on a cell would show; '' where it leads nowhere. */
function titleOf({ ref, rows }: PrintCell, leadsToRows: boolean): string {
  if (ref) return '查看来源';
  return rows && leadsToRows ? '查看算入的记录' : '';
}

function bodyCell(cell: PrintCell, leadsToRows: boolean): HTMLTableCellElement {
  const title = titleOf(cell, leadsToRows);
  const made = pattern(cell.kind === 'label' ? 'th' : 'td', cell.align, title).cloneNode(true) as HTMLTableCellElement;
  if (cell.rowSpan > 1) made.rowSpan = cell.rowSpan;
  if (cell.colSpan > 1) made.colSpan = cell.colSpan;
  const button = title === '' ? null : (made.firstElementChild as HTMLButtonElement);
  (button ?? made).textContent = cell.text;
  if (button && cell.unadjusted !== undefined) {
    button.classList.add('is-adjusted');
    button.title = `舍位平衡调整过，直接取舍为${cell.unadjusted}`;
  }
  return made;
}

/** A row of the table. `leadsToRows`: numbers out of ledgers can be clicked too. */
export function rowElement(row: PrintRow, leadsToRows: boolean): HTMLTableRowElement {
  const made = element('tr', `paper-row-${row.kind}`);
  for (const cell of row.cells) made.append(bodyCell(cell, leadsToRows));
  LINES.set(made, row);
  return made;
}

/** Title and the line above the table. */
export function topElement(table: PrintTable): HTMLElement {
  const title = element('div', 'paper-title', table.title);
  title.role = 'heading';
  title.ariaLevel = '2';
  const line = (className: string, ...texts: string[]): HTMLElement =>
    element('div', className, ...texts.map((text) => element('span', '', text)));
  return element(
    'div',
    'paper-top',
    line('paper-corners', table.enclosure, table.internalMark),
    title,
    line('paper-lines', table.lineLeft, table.lineMiddle, table.lineRight),
  );
}

/** Legend and notes [first, end), which may run on to the next page, and the signature block. */
export function footElement(
  { legend, notes, signature }: PrintTable,
  { first, end }: { first: number; end: number },
  hasSignature: boolean,
): HTMLElement {
  const lines = notes.map((note, index) => {
    const number = notes.length > 1 ? `${index + 1}. ` : '';
    return element('p', index > 0 ? 'paper-note' : '', `${index === 0 ? '注：' : ''}${number}${note}`);
  });
  if (legend !== '') lines.unshift(element('p', '', legend));
  const foot = element('div', 'paper-foot', ...lines.slice(first, end));
  if (hasSignature && signature.length > 0)
    foot.append(element('div', 'paper-signature', ...signature.map((part) => element('span', '', part))));
  return foot;
}

/** Columns and heads of a part, its body still empty. */
export function stretchElement(part: Pick<TablePart, 'columnWidths' | 'headRows'>): HTMLElement {
  const whole = part.columnWidths.reduce((sum, width) => sum + width, 0);
  const columns = part.columnWidths.map((width) => {
    const column = element('col');
    column.style.width = `${(width / whole) * 100}%`;
    return column;
  });
  const head = part.headRows.map((row) => element('tr', '', ...row.map(headCell)));
  const table = element(
    'table',
    'paper-table',
    element('colgroup', '', ...columns),
    element('thead', '', ...head),
    element('tbody'),
  );
  return element('section', 'paper-stretch', table);
}

/** Stands above a block of columns that continues the one before. */
export function continuedElement(): HTMLElement {
  return element('div', 'paper-continued', '（续表）');
}
