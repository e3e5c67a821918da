// Draws a table in pages as they will print. Rows are laid out once, unscaled and out of sight, to learn their heights; paginate.ts
// divides them, and the very same rows move to their pages. Of a large table the first page stands at once, and the others follow
// when nothing else is to be done, a block of columns at a time: all of them take several times as long.

import { MARGIN_MM, pageColumns, tablePart, type TablePart } from '../../../shared/reports/page-columns.js';
import { LOW_ROWS, rowLook, type RowLook } from '../../../shared/reports/page-rows.js';
import type { FactRef, PrintTable } from '../../../shared/reports/print-table.js';
import { paginate, paperSize, rowBlocks, type Heights, type PaperPage, type PartHeights } from './paginate.js';
import {
  continuedElement,
  element,
  footElement,
  lineOf,
  rowElement,
  stretchElement,
  topElement,
} from './paper-elements.js';

/** Where the pages stand, and a box out of sight in which things are laid out. */
export interface Places {
  papers: HTMLElement;
  desk: HTMLElement;
}

export interface Drawing {
  /** Marks the cells of the number whose source is shown. */
  mark(current: FactRef | null): void;
  /** The pages are taken over by another drawing or gone; nothing more is drawn. */
  stop(): void;
}

/** Tables of more cells come in steps. */
const CELLS_AT_ONCE = 2500;
/** 4 mm between stretches (tables.css), in px. */
const STRETCH_GAP = 16;
const PX_PER_PT = 96 / 72;

/** Finished pages of tables that are still held by somebody: shown again without drawing. */
const FINISHED = new WeakMap<PrintTable, { leadsToRows: boolean; pages: HTMLElement[] }>();

/** Begins to draw, the first page before it returns. */
export function drawPaper(places: Places, table: PrintTable, leadsToRows: boolean): Drawing {
  const kept = FINISHED.get(table);
  const drawing = new PaperDrawing(places, table, leadsToRows);
  if (kept?.leadsToRows === leadsToRows) drawing.show(kept.pages);
  else drawing.draw();
  return drawing;
}

/** A block of columns with its rows, and how high they are. */
interface DrawnPart extends PartHeights {
  /** Copied for each page that shows a stretch of the part. */
  shell: HTMLElement;
  elements: HTMLTableRowElement[];
}

class PaperDrawing implements Drawing {
  readonly #papers: HTMLElement;
  readonly #desk: HTMLElement;
  readonly #table: PrintTable;
  readonly #leadsToRows: boolean;
  readonly #fontPt: number;
  readonly #rows: RowLook;
  readonly #parts: (() => TablePart)[];
  #drawn: DrawnPart[] = [];
  #text = element('div', 'paper-text');
  #top = 0;
  #current: FactRef | null = null;
  #isStopped = false;
  #cancelStep = (): void => undefined;

  constructor({ papers, desk }: Places, table: PrintTable, leadsToRows: boolean) {
    this.#papers = papers;
    this.#desk = desk;
    this.#table = table;
    this.#leadsToRows = leadsToRows;
    const { fontPt, blocks } = pageColumns(table);
    this.#fontPt = fontPt;
    this.#rows = rowLook(table);
    this.#parts = blocks.map((block) => () => tablePart(table, block));
  }

  /** Pages that stand already, the first one at once. */
  show([first, ...others]: readonly HTMLElement[]): void {
    this.#papers.replaceChildren(first!);
    this.#later(() => {
      this.#papers.append(...others);
      this.mark(this.#current);
    });
  }

  draw(): void {
    const { bodyRows, columnWidths } = this.#table;
    const steps = this.#steps(bodyRows.length * columnWidths.length > CELLS_AT_ONCE);
    const step = (): void => {
      const { done } = steps.next();
      if (done) this.#finish();
      else this.#later(step);
    };
    const focus = focusedPlace(this.#papers);
    step();
    focus?.(this.#papers);
  }

  mark(current: FactRef | null): void {
    this.#current = current;
    for (const old of this.#papers.querySelectorAll('button.is-current')) old.classList.remove('is-current');
    if (current === null) return;
    for (const row of this.#papers.querySelectorAll('tbody > tr'))
      for (const [index, { ref }] of lineOf(row)?.cells.entries() ?? [])
        if (ref && isSame(current, ref)) row.children[index]?.firstElementChild?.classList.add('is-current');
  }

  stop(): void {
    this.#isStopped = true;
    this.#cancelStep();
    this.#desk.replaceChildren();
  }

  #later(step: () => void): void {
    let timer = 0;
    // Not before the picture with the first page has been shown.
    const frame = requestAnimationFrame(() => {
      timer = requestIdleCallback(step, { timeout: 300 });
    });
    this.#cancelStep = () => {
      cancelAnimationFrame(frame);
      cancelIdleCallback(timer);
    };
  }

  /** Fonts that arrive later change heights: then all is drawn once more. */
  #finish(): void {
    this.#desk.replaceChildren();
    if (document.fonts.status === 'loaded') {
      FINISHED.set(this.#table, {
        leadsToRows: this.#leadsToRows,
        pages: [...this.#papers.children] as HTMLElement[],
      });
      return;
    }
    void document.fonts.ready.then(() => {
      if (!this.#isStopped) this.draw();
    });
  }

  *#steps(isLarge: boolean): Generator<void, void> {
    this.#drawn = [];
    this.#openDesk();
    let first: HTMLElement | null = null;
    if (isLarge) {
      first = this.#firstPage();
      yield;
    }
    for (const [index, part] of this.#parts.entries()) {
      this.#layOut(part, index, this.#table.bodyRows.length);
      if (isLarge) yield;
    }
    this.#divide(first);
  }

  /** Above the text box nothing scales: what is measured is what prints. */
  #openDesk(): void {
    const top = topElement(this.#table);
    this.#text = element('div', 'paper-text', top);
    this.#sizeText(this.#text);
    this.#desk.replaceChildren(this.#text);
    this.#top = top.offsetHeight;
    top.remove();
  }

  #sizeText(text: HTMLElement): void {
    const { width, height } = paperSize(this.#table);
    const { top, right, bottom, left } = MARGIN_MM;
    text.style.width = `${width - left - right}mm`;
    text.style.height = `${height - top - bottom}mm`;
    text.style.fontSize = `${this.#fontPt}pt`;
    text.classList.toggle('has-low-rows', this.#rows === LOW_ROWS);
  }

  #firstPage(): HTMLElement {
    const page = this.#text.clientHeight;
    const most = Math.ceil(page / (this.#fontPt * this.#rows.em * PX_PER_PT));
    const blocks = rowBlocks(this.#table);
    const end = blocks.find(([, to]) => to >= most)?.[1] ?? this.#table.bodyRows.length;
    const part = this.#layOut(this.#parts[0]!, 0, end);
    const onTrial = blocks.filter(([, to]) => to <= end);
    const [first] = paginate(onTrial, { top: this.#top, parts: [part], notes: [], signature: 0, page });
    const sheet = this.#sheet(0, null);
    this.#fill(sheet, first!);
    sheet.ariaLabel = '第1页';
    this.#papers.replaceChildren(sheet);
    this.mark(this.#current);
    return sheet;
  }

  /** Draws rows of a part up to `end` and learns their heights; what is drawn already stays. */
  #layOut(build: () => TablePart, index: number, end: number): DrawnPart {
    const part = build();
    const known = this.#drawn[index];
    const shell = known?.shell ?? stretchElement(part);
    const from = known?.rows.length ?? 0;
    const fresh = part.bodyRows.slice(from, end).map((row) => rowElement(row, this.#leadsToRows));
    const trial = shell.cloneNode(true) as HTMLElement;
    const caption = index > 0 ? continuedElement() : null;
    if (caption) trial.prepend(caption);
    trial.querySelector('tbody')!.append(...fresh);
    this.#text.replaceChildren(trial);
    const drawn: DrawnPart = {
      shell,
      elements: [...(known?.elements ?? []), ...fresh],
      rows: [...(known?.rows ?? []), ...fresh.map((row) => row.offsetHeight)],
      head: trial.querySelector('thead')!.offsetHeight,
      caption: caption === null ? 0 : STRETCH_GAP + caption.offsetHeight,
    };
    this.#drawn[index] = drawn;
    return drawn;
  }

  /** All pages, out of the rows that were laid out. */
  #divide(first: HTMLElement | null): void {
    const pages = paginate(rowBlocks(this.#table), {
      top: this.#top,
      parts: this.#drawn,
      ...this.#footHeights(),
      page: this.#text.clientHeight,
    });
    const sheets = pages.map((page, index) => {
      const sheet = this.#sheet(index, index === 0 ? first : null);
      this.#fill(sheet, page);
      sheet.ariaLabel = `第${index + 1}页，共${pages.length}页`;
      return sheet;
    });
    // The first page is not moved: the focus may be in it.
    for (const old of this.#papers.querySelectorAll<HTMLElement>(':scope > .paper')) if (old !== first) old.remove();
    this.#papers.append(...sheets.filter((sheet) => sheet !== first));
    this.mark(this.#current);
  }

  /** The gap above the foot goes with the first of what stands in it. */
  #footHeights(): Pick<Heights, 'notes' | 'signature'> {
    const foot = footElement(this.#table, { first: 0, end: Infinity }, true);
    this.#text.replaceChildren(foot);
    const heightOf = (part: Element | null): number => (part instanceof HTMLElement ? part.offsetHeight : 0);
    const notes = [...foot.querySelectorAll('p')].map(heightOf);
    const signature = heightOf(foot.querySelector('.paper-signature'));
    const gap = foot.offsetHeight - notes.reduce((sum, note) => sum + note, 0) - signature;
    if (notes.length > 0) notes[0]! += gap;
    return { notes, signature: signature === 0 ? 0 : signature + (notes.length > 0 ? 0 : gap) };
  }

  /** A page without its stretches; `known`: the one that stands already. */
  #sheet(index: number, known: HTMLElement | null): HTMLElement {
    if (known) return known;
    const { title, pageNumbers } = this.#table;
    const { width, height } = paperSize(this.#table);
    const { top, right, bottom, left } = MARGIN_MM;
    const sheet = element('article', 'paper');
    sheet.style.width = `${width}mm`;
    sheet.style.height = `${height}mm`;
    sheet.style.padding = `${top}mm ${right}mm ${bottom}mm ${left}mm`;
    if (index > 0) sheet.append(element('div', 'paper-again', `${title}（续表）`));
    const text = element('div', 'paper-text');
    this.#sizeText(text);
    if (index === 0) text.append(topElement(this.#table));
    sheet.append(text);
    const side = pageNumbers === 'outer' ? (index % 2 === 0 ? ' is-right' : ' is-left') : '';
    if (pageNumbers !== 'none') sheet.append(element('div', `paper-number${side}`, `— ${index + 1} —`));
    return sheet;
  }

  #fill(sheet: HTMLElement, page: PaperPage): void {
    const text = sheet.querySelector('.paper-text')!;
    const stretches = [...text.querySelectorAll('.paper-stretch')];
    for (const [index, { part, first, end, hasCaption }] of page.sections.entries()) {
      const drawn = this.#drawn[part]!;
      const stretch = stretches[index] ?? (drawn.shell.cloneNode(true) as HTMLElement);
      if (!stretch.parentElement) {
        if (hasCaption) stretch.prepend(continuedElement());
        text.append(stretch);
      }
      const body = stretch.querySelector('tbody')!;
      const rows = drawn.elements.slice(first, end);
      // The first page stands already: its rows stay where they are, with the focus in them.
      if (rows.length !== body.children.length || rows.some((row, at) => row !== body.children[at]))
        body.replaceChildren(...rows);
    }
    const foot = footElement(this.#table, page.notes, page.hasSignature);
    if (foot.hasChildNodes()) text.append(foot);
  }
}

function isSame(a: FactRef, b: FactRef): boolean {
  return (
    a.code === b.code && a.unitId === b.unitId && a.period === b.period && a.basis === b.basis && a.figure === b.figure
  );
}

/** How to put the focus back on the same place of the first page; null where it is elsewhere. */
function focusedPlace(papers: HTMLElement): ((papers: HTMLElement) => void) | null {
  const active = document.activeElement;
  if (active === null || active === document.body || !papers.firstElementChild?.contains(active)) return null;
  const at = [...papers.firstElementChild.querySelectorAll('button')].indexOf(active as HTMLButtonElement);
  return (now) => now.firstElementChild?.querySelectorAll('button')[at]?.focus({ preventScroll: true });
}
