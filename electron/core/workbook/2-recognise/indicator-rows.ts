// Rows of a table with an indicator per row: names resolved with the group above them, as parts of a name above (其中, levels), and
// with the unit that a line among them names.

import { isRestricting } from '../../../../shared/indicators/lookup.js';
import { normaliseMeasure, normaliseName } from '../../../../shared/indicators/normalise.js';
import type { ColumnAxis } from './axes.js';
import { isFooterText } from './lines.js';
import { emptyRow, isColumnNumbers, type RowAxis, type RowInput } from './row-axes.js';
import { leadingText } from './row-block.js';
import { holderOf, isHeading, isHeadingMerge, measureColumnText, sideHeading, type Holder } from './row-headings.js';
import { classOf, RowLevels } from './row-levels.js';
import { findPartOf, findRow, type NamedRow, ofEarlierYear, withFigureOf, withPeriodOf } from './row-names.js';
import { isOfClass, notTheWhole, ofEither, partOfRowAbove, saysHeading } from './row-parts.js';

/** The rows of one block, headings and foot lines left out; a row with numbers and no name has an unknown indicator. */
export function indicatorRows(input: RowInput, labelColumn: number): RowAxis[] {
  const reader = new IndicatorRows(input, labelColumn);
  const [first, last] = input.table.data;
  for (let r = first; r <= last; r += 1) if (input.grid.rowCells(r).length > 0) reader.read(r);
  return reader.rows;
}

/** What the next row stands below; a heading begins it anew. */
interface Above {
  /** The heading itself. */
  group: string | null;
  /** 高新区 without a number in front of it is nearer to the rows below than what is numbered above it. */
  isGroupPlain: boolean;
  whole: string | null;
  /** Lines that are above the parts of that name: above itself, and itself where no indicator is called so. */
  wholeLines: readonly string[];
  /** Where that name begins: below one that its cell does not indent, indented ones are parts, as with spaces in front of them. */
  wholeAt: 'margin' | 'indent' | null;
  /** 专利授权量 where it stands below 专利申请量 and is no part of it: 发明 below both may be of either. */
  inner: string | null;
  /** 规上企业 without a number: left blank, or what the rows below are a part of. */
  part: string | null;
  /** 规上企业 where 其中：专利授权量 below it has begun what is counted of it. */
  openedClass: string | null;
  /** The row before is 其中：发明, or another part of the name above: 实用新型 below it is one too, where the name is declared so. */
  isAmongParts: boolean;
}

const below = (group: string | null, isGroupPlain: boolean): Above => ({
  group,
  isGroupPlain,
  whole: null,
  wholeLines: [],
  wholeAt: null,
  inner: null,
  part: null,
  openedClass: null,
  isAmongParts: false,
});

/** A row with a name. */
interface Line {
  r: number;
  label: string;
  level: number | null;
  /** It begins with 其中. */
  isOpening: boolean;
  isIndented: boolean;
  /** 其中, spaces or an indent make it a part. */
  isSetIn: boolean;
  /** Category in the column left of the names. */
  side: string | null;
}

/** A name as it is understood below what stands above it. */
interface Understood {
  named: NamedRow;
  isPart: boolean;
  isOfRowAbove: boolean;
}

class IndicatorRows {
  readonly rows: RowAxis[] = [];
  readonly #levels: RowLevels;
  readonly #figures: readonly ColumnAxis[];
  readonly #measureColumn: number | null;
  #above = below(null, false);
  #holder: Holder | null = null;

  constructor(
    readonly input: RowInput,
    readonly labelColumn: number,
  ) {
    const { columns, words, year } = input;
    const own = columns.filter((axis) => axis.labelColumn === labelColumn);
    this.#measureColumn = own.find((axis) => axis.role === 'measure')?.c ?? null;
    this.#figures = own.filter((axis) => axis.role === null);
    const serial = columns.find((axis) => axis.role === 'serial' && axis.c < labelColumn) ?? null;
    this.#levels = new RowLevels(words, year, serial);
  }

  read(r: number): void {
    const { grid } = this.input;
    const written = this.#writtenAt(r);
    const label = written.trim();
    if (isFooterText(label) || isColumnNumbers(label)) return;
    const hasData = this.#figures.some(
      (axis) => grid.cell(r, axis.c) !== undefined && !isHeadingMerge(grid, r, axis.c),
    );
    if (!hasData && this.#measureText(r) === '' && this.#takeHeading(r, label)) return;
    if (label !== '') this.#readNamed(r, written);
    else if (hasData) this.rows.push({ ...emptyRow(r, this.labelColumn, ''), indicator: { kind: 'unknown' } });
  }

  #writtenAt(r: number): string {
    const { grid } = this.input;
    const merge = grid.mergeOf(r, this.labelColumn);
    // A name merged over several rows names them all (units in a column of their own).
    const isOfRows = merge !== undefined && merge[1] === this.labelColumn && merge[2] > merge[0];
    return isOfRows ? grid.headText(r, this.labelColumn) : grid.text(r, this.labelColumn);
  }

  #measureText(r: number): string {
    return measureColumnText(this.input.grid, r, this.#measureColumn);
  }

  /** False: the line is a row with a name, its numbers left blank. */
  #takeHeading(r: number, label: string): boolean {
    const { grid, words } = this.input;
    const heading = label || leadingText(grid, r, this.labelColumn + 1);
    if (!isHeading(grid, r, this.labelColumn, heading, words)) {
      if (isRestricting(heading)) this.#above.part = heading;
      return false;
    }
    // 其中： alone: its parts are those of the name above.
    if (normaliseName(heading) === '' && this.#above.whole !== null) {
      this.#above.isAmongParts = true;
      return true;
    }
    const holder = holderOf(heading, this.#holder !== null, words);
    const level = this.#levels.levelOf(grid, r, heading);
    if (holder === null) {
      this.#levels.add(level, heading, false);
    } else {
      this.#holder = holder;
      this.#levels.clear();
    }
    this.#above = below(holder === null ? heading : null, level === null);
    return true;
  }

  #readNamed(r: number, written: string): void {
    const { year, words } = this.input;
    const line = this.#lineOf(r, written);
    const { label, level, side } = line;
    const understood = this.#understand(line);
    const { isPart } = understood;
    const { whole, group } = this.#above;
    const isFollowed = line.isOpening || this.#above.isAmongParts || understood.isOfRowAbove;
    this.#above.isAmongParts = isPart && whole !== null && isFollowed && understood.named.indicator.kind === 'found';
    const spanned = ofEarlierYear(withPeriodOf(side ?? group, understood.named), year);
    const found = withFigureOf(side ?? group, spanned, year);
    const wholeClass = whole === null ? null : classOf(whole);
    if (level !== null || classOf(label) !== null) this.#above.openedClass = null;
    const ofClass =
      isPart && wholeClass !== null ? wholeClass : (this.#above.openedClass ?? this.#levels.classAbove(level));
    const isCounted = isOfClass(words, found, ofClass, label, year);
    // 一、高新区 with a number of its own above 1.专利授权量, or above 其中：专利授权量.
    const lines = isPart && whole !== null ? this.#above.wholeLines : this.#levels.linesAbove(level);
    const headings = (isCounted ? [ofClass!] : this.#headingsOver(line, lines)).filter(
      (heading) => !saysHeading(found, heading),
    );
    if (line.isOpening && isCounted && ofClass === wholeClass) this.#above.openedClass = wholeClass;
    const isName = found.indicator.kind === 'found';
    this.#levels.add(level, label, isName);
    if (!isPart) {
      this.#above.whole = label;
      this.#above.wholeLines = isName ? lines : [label, ...lines];
      this.#above.inner = null;
      this.#above.wholeAt = line.isIndented ? 'indent' : 'margin';
    }
    this.rows.push({
      ...emptyRow(r, this.labelColumn, label),
      ...this.#holder,
      indicator: found.indicator,
      period: found.period,
      figure: found.figure,
      isBareYear: found.isBareYear ?? false,
      measure: normaliseMeasure(this.#measureText(r)) ?? found.measure,
      namedMeasure: found.measure,
      ...(headings.length === 0 ? {} : { headings }),
    });
  }

  #lineOf(r: number, written: string): Line {
    const { grid, columns } = this.input;
    const label = written.trim();
    const isIndented = grid.cell(r, this.labelColumn)?.indent === true;
    const isOpening = /^[\s\u3000]*其中/.test(written);
    return {
      r,
      label,
      level: this.#levels.levelOf(grid, r, label),
      isOpening,
      isIndented,
      isSetIn: isOpening || /^[\s\u3000]{2,}/.test(written) || (isIndented && this.#above.wholeAt === 'margin'),
      side: sideHeading(grid, r, this.labelColumn, columns),
    };
  }

  /** The name by itself and with what stands above it; where that names nothing, as a part of what is declared to have such parts. */
  #understand({ r, label, level, isSetIn, side }: Line): Understood {
    const { grid, words, year } = this.input;
    const { whole, group, inner, isAmongParts } = this.#above;
    let named = findRow(words, { label, whole: isSetIn ? whole : null, group: side ?? group, year });
    let isPart = isSetIn;
    let isOfRowAbove = false;
    if (!isSetIn && named.indicator.kind === 'unknown') {
      const next = grid.text(r + 1, this.labelColumn).trim();
      const inside =
        (isAmongParts ? findPartOf(words, whole!, label, year) : null) ?? this.#levels.partAt(level, label);
      const besideNext = inside === null ? partOfRowAbove(words, whole, label, next, year) : null;
      isOfRowAbove = besideNext !== null;
      isPart = inside !== null || isOfRowAbove;
      named = inside ?? besideNext ?? named;
    }
    if (!isPart || whole === null) return { named, isPart, isOfRowAbove };
    const isOwnName = named.indicator.kind === 'found' && findPartOf(words, whole, label, year) === null;
    if (inner !== null) named = ofEither(named, findPartOf(words, inner, label, year));
    if (isOwnName) this.#above.inner = label;
    return { named: notTheWhole(words, whole, named, year), isPart, isOfRowAbove };
  }

  /** What the row is said to be of, by a line that no indicator is called as; the nearest first. */
  #headingsOver({ label, side }: Line, lines: readonly string[]): string[] {
    const { group, isGroupPlain, part } = this.#above;
    if (side !== null) return [side];
    const ofPart = part !== null && label !== part ? [part] : [];
    const ofGroup = group !== null && (isGroupPlain || lines.length === 0) ? [group] : [];
    return [...ofPart, ...ofGroup, ...lines];
  }
}
