// A bureau as the design texts describe it, in the plainest way: maps of what was entered, and each printed figure worked out from
// them on its own. Shares no arithmetic with the program: what both say is right, or wrong in two ways at once.

/** n / d with d > 0. */
export interface Quotient {
  n: bigint;
  d: bigint;
}

export type PlainState = 'number' | 'not_submitted' | 'not_applicable' | 'masked' | 'forecast';
/** What a unit has at one place. `number` of a forecast is there too. */
export interface PlainValue {
  state: PlainState;
  number: Quotient | null;
}

export interface PlainUnit {
  id: number;
  counts: boolean;
  ranked: boolean;
  from: string | null;
  to: string | null;
}

export interface PlainIndicator {
  kind: 'flow' | 'stock' | 'ratio';
  precision: number;
  /** 省局 counts it: what was issued is printed where nothing else was decided. */
  isIssuedFirst: boolean;
  direction: 'up' | 'down';
  isPercent: boolean;
  ratio?: { top: string; bottom: string; factor: bigint };
}

export const INDICATORS: Readonly<Record<string, PlainIndicator>> = {
  C06: { kind: 'flow', precision: 0, isIssuedFirst: true, direction: 'up', isPercent: false },
  C14: { kind: 'stock', precision: 0, isIssuedFirst: true, direction: 'up', isPercent: false },
  C15: {
    kind: 'ratio',
    precision: 2,
    isIssuedFirst: true,
    direction: 'up',
    isPercent: false,
    ratio: { top: 'C14', bottom: 'P01', factor: 1n },
  },
  C37: { kind: 'flow', precision: 0, isIssuedFirst: true, direction: 'up', isPercent: false },
  C38: { kind: 'flow', precision: 0, isIssuedFirst: true, direction: 'up', isPercent: false },
  C39: {
    kind: 'ratio',
    precision: 1,
    isIssuedFirst: true,
    direction: 'up',
    isPercent: true,
    ratio: { top: 'C38', bottom: 'C37', factor: 100n },
  },
  Y01: { kind: 'flow', precision: 2, isIssuedFirst: false, direction: 'up', isPercent: false },
  Y24: { kind: 'stock', precision: 0, isIssuedFirst: false, direction: 'up', isPercent: false },
  P01: { kind: 'stock', precision: 2, isIssuedFirst: false, direction: 'up', isPercent: false },
};

export type PlainFigure =
  | 'current'
  | 'last-year'
  | 'change'
  | 'difference'
  | 'month'
  | 'quarter'
  | 'target'
  | 'distance'
  | 'completion'
  | 'pace-gap'
  | 'rank'
  | 'share'
  | 'month-change'
  | 'per-capita';

/** A unit, or the total of all (null) or of some. */
export type Holder = { unit: number } | { of: readonly number[] | null };

const DASH = '—';

export type Part = 'month' | 'quarter';
const PARTS: Readonly<Record<Part, number>> = { month: 1, quarter: 3 };

export class PlainBureau {
  units: PlainUnit[] = [];
  /** `unit code period basis` */
  values = new Map<string, PlainValue>();
  /** `unit|all code period` */
  issued = new Map<string, Quotient>();
  comparable = new Map<string, Quotient>();
  /** `unit code year` */
  targets = new Map<string, Quotient>();
  netIncrease = new Set<string>();
  /** Rows of the ledger of pledges, by their id: what Y01 is when 台账汇总 is printed. */
  pledges = new Map<number, { unit: number; amount: Quotient; day: string }>();
  /** Monthly tasks from 2022 on. */
  tasks = new Map<number, { units: readonly number[]; codes: readonly string[] }>();
  sources = new Map<string, 'issued' | 'submitted' | 'rollup'>();
  rounding: 'half-up' | 'half-even' = 'half-up';
  time: 'month' | 'day' = 'month';
  denominator: 'fixed' | 'own-year' = 'fixed';

  copy(): PlainBureau {
    return Object.assign(new PlainBureau(), structuredClone({ ...this }));
  }

  isThere(unit: PlainUnit, period: string): boolean {
    return (unit.from ?? '0') <= period && period <= (unit.to ?? '9');
  }

  unitsAt(period: string): PlainUnit[] {
    return this.units.filter((unit) => this.isThere(unit, period));
  }

  countingAt(period: string, of: readonly number[] | null = null): number[] {
    return this.unitsAt(period)
      .filter((unit) => unit.counts && (of === null || of.includes(unit.id)))
      .map(({ id }) => id);
  }

  sourceOf(code: string): 'issued' | 'submitted' | 'rollup' {
    return this.sources.get(code) ?? (INDICATORS[code]!.isIssuedFirst ? 'issued' : 'submitted');
  }

  /** What the tasks ask of a unit; null where nobody is asked for it. */
  duty(unit: number, code: string, period: string): 'due' | 'not-required' | null {
    const asked = INDICATORS[code]!.ratio?.top ?? code;
    // 人口 is the bureau's own affair, whatever is divided by it.
    if (period < '2022-01' || asked === 'P01') return null;
    const asking = [...this.tasks.values()].filter((task) =>
      task.codes.some(
        (one) => one === asked || [INDICATORS[one]!.ratio?.top, INDICATORS[one]!.ratio?.bottom].includes(asked),
      ),
    );
    if (asking.length === 0) return null;
    return asking.some((task) => task.units.includes(unit)) ? 'due' : 'not-required';
  }

  /** Y01 out of the ledger; null where the ledger counts nothing in the period, for then it was not kept. */
  rolledUp(unit: number, period: string, basis: Part | 'ytd' | 'asof'): Quotient | null {
    if (basis === 'asof') return null;
    const from = basis === 'ytd' ? `${period.slice(0, 4)}-01-01` : `${monthsBack(period, PARTS[basis] - 1)}-01`;
    const rows = [...this.pledges.values()].filter(({ day }) => from <= day && day <= `${period}-31`);
    if (rows.length === 0) return null;
    return rows.filter((row) => row.unit === unit).reduce((sum, { amount }) => plus(sum, amount), { n: 0n, d: 1n });
  }

  /** What is printed of a unit, and which of its numbers that is. */
  chosen(
    unit: number,
    code: string,
    period: string,
    basis: Part | 'ytd' | 'asof',
  ): (PlainValue & { from: string }) | null {
    const isMain = basis === (INDICATORS[code]!.kind === 'flow' ? 'ytd' : 'asof');
    const issued = this.issued.get(`${unit} ${code} ${period}`);
    if (isMain && issued && this.sourceOf(code) === 'issued')
      return { state: 'number', number: issued, from: 'issued' };
    const counted = code === 'Y01' && this.sourceOf(code) === 'rollup' ? this.rolledUp(unit, period, basis) : null;
    if (
      counted &&
      this.isThere(
        this.units.find(({ id }) => id === unit)!,
        period,
      )
    )
      return { state: 'number', number: counted, from: 'rollup' };
    const own = this.values.get(`${unit} ${code} ${period} ${basis}`);
    return own ? { ...own, from: 'submitted' } : null;
  }

  issuedWhole(code: string, period: string): Quotient | null {
    return this.sourceOf(code) === 'issued' ? (this.issued.get(`all ${code} ${period}`) ?? null) : null;
  }

  /** A unit's value; as the base of a comparison with the 同口径 number where one was decided. */
  value(unit: number, code: string, period: string, isBase = false): PlainValue | null {
    const { kind } = INDICATORS[code]!;
    const base = isBase ? this.comparable.get(`${unit} ${code} ${period}`) : undefined;
    if (base) return { state: 'number', number: base };
    return this.chosen(unit, code, period, kind === 'flow' ? 'ytd' : 'asof');
  }

  /** Period of what divides (rules.md 6). */
  bottomPeriod(code: string, period: string, report: string): string {
    if (code !== 'P01') return period;
    return `${Number((this.denominator === 'fixed' ? report : period).slice(0, 4)) - 1}-12`;
  }

  unitNumber(unit: number, code: string, period: string, report: string, isBase = false): Quotient | null {
    const { ratio } = INDICATORS[code]!;
    if (!ratio) return usable(this.value(unit, code, period, isBase));
    const top = usable(this.value(unit, ratio.top, period, isBase));
    const bottom = usable(this.value(unit, ratio.bottom, this.bottomPeriod(ratio.bottom, period, report), isBase));
    if (top === null || bottom === null || bottom.n === 0n) return null;
    return times(over(top, bottom), ratio.factor);
  }

  /** Sum, or Σ/Σ, of the counting units; with the units that gave nothing. */
  total(
    code: string,
    period: string,
    report: string,
    of: readonly number[] | null,
    isBase = false,
  ): { number: Quotient | null; absent: number[]; isForecast: boolean; isIssued: boolean } {
    const { ratio } = INDICATORS[code]!;
    const counting = this.countingAt(period, of);
    if (!ratio) {
      const cells = counting.map((id) => ({ id, value: this.value(id, code, period, isBase) }));
      const absent = cells.filter(({ value }) => usable(value) === null && value?.state !== 'not_applicable');
      const numbers = cells.flatMap(({ value }) => usable(value) ?? []);
      const whole = of === null ? this.issuedWhole(code, period) : null;
      if (whole) return { number: whole, absent: [], isForecast: false, isIssued: true };
      return {
        number: numbers.length === 0 ? null : numbers.reduce(plus),
        absent: absent.map(({ id }) => id),
        isForecast: cells.some(({ value }) => value?.state === 'forecast'),
        isIssued: false,
      };
    }
    const at = this.bottomPeriod(ratio.bottom, period, report);
    let top: Quotient | null = null;
    let bottom: Quotient | null = null;
    const absent: number[] = [];
    for (const id of counting) {
      const above = this.value(id, ratio.top, period, isBase);
      const below = this.value(id, ratio.bottom, at, isBase);
      const [a, b] = [usable(above), usable(below)];
      if (a !== null && b !== null) {
        top = top ? plus(top, a) : a;
        bottom = bottom ? plus(bottom, b) : b;
      } else if (above?.state !== 'not_applicable' && below?.state !== 'not_applicable') absent.push(id);
    }
    const wholeTop = of === null ? this.issuedWhole(ratio.top, period) : null;
    const wholeBottom = of === null ? this.issuedWhole(ratio.bottom, at) : null;
    const isIssued = wholeTop !== null || wholeBottom !== null;
    if (isIssued && (wholeTop === null || wholeBottom === null) && absent.length > 0)
      return { number: null, absent, isForecast: false, isIssued: false };
    const [n, d] = [wholeTop ?? top, wholeBottom ?? bottom];
    const number = n === null || d === null || d.n === 0n ? null : times(over(n, d), ratio.factor);
    return { number, absent: isIssued ? [] : absent, isForecast: false, isIssued };
  }

  /** One district's own row has no city total (rules.md 5). */
  hasTotal(code: string, period: string, report: string, of: readonly number[] | null): boolean {
    const { ratio } = INDICATORS[code]!;
    if (of === null && !ratio && this.issuedWhole(code, period)) return true;
    const counting = this.countingAt(period, of);
    const held = counting.filter((id) => this.unitNumber(id, code, period, report) !== null).length;
    const isAsked = counting.length > 0 && this.duty(counting[0]!, code, period) !== null;
    return held > 0 && (isAsked || held >= 2 || held === counting.length);
  }

  /** A month or quarter may be handed in without any cumulative value: it has a total by the same rule. */
  hasPartTotal(code: string, period: string, report: string, of: readonly number[] | null, part: Part): boolean {
    if (this.hasTotal(code, period, report, of)) return true;
    const counting = this.countingAt(period, of);
    const held = counting.filter((id) => this.unitPart(id, code, period, part).number !== null).length;
    const isAsked = counting.length > 0 && this.duty(counting[0]!, code, period) !== null;
    return held > 0 && (isAsked || held >= 2 || held === counting.length);
  }

  /** 当月 or 单季 of a unit: what the two cumulative values tell, else what was handed in of it. `sign` where there is none. */
  unitPart(unit: number, code: string, period: string, part: Part): { number: Quotient | null; sign: string } {
    const now = this.chosen(unit, code, period, 'ytd');
    const before = isFirst(period, part) ? null : this.chosen(unit, code, monthsBack(period, PARTS[part]), 'ytd');
    const own = this.chosen(unit, code, period, part);
    const [a, b] = [usable(now), usable(before)];
    if (isFirst(period, part) && a !== null) return forecastOr(a, now!.state === 'forecast', this, code);
    if (a !== null && b !== null && now!.from === before!.from)
      return forecastOr(minus(a, b), now!.state === 'forecast' || before!.state === 'forecast', this, code);
    if (usable(own) !== null && (now === null || now.from === own!.from))
      return forecastOr(usable(own)!, own!.state === 'forecast', this, code);
    if (a === null) return { number: null, sign: signOf(now) };
    const sign = now!.from === before?.from ? signOf(before) : '未报';
    // The unit handed in what it was asked for.
    return { number: null, sign: sign === '未报' ? DASH : sign };
  }

  /** 当月 or 单季 of a total; `absent`: the units of the total that are not in it. */
  part(
    code: string,
    period: string,
    of: readonly number[] | null,
    part: Part,
  ): { number: Quotient | null; sign: string; absent: number[] } {
    const whole = of === null ? this.issuedWhole(code, period) : null;
    if (whole !== null) {
      const before = isFirst(period, part) ? null : this.issuedWhole(code, monthsBack(period, PARTS[part]));
      if (isFirst(period, part)) return { number: whole, sign: '', absent: [] };
      return before === null
        ? { number: null, sign: DASH, absent: [] }
        : { number: minus(whole, before), sign: '', absent: [] };
    }
    const counting = this.countingAt(period, of);
    const parts = counting.map((id) => ({ id, ...this.unitPart(id, code, period, part) }));
    // A total over only some of the units would be a wrong total.
    const isOpen = parts.some(
      ({ id, number, sign }) =>
        number === null &&
        sign === DASH &&
        usable(this.chosen(id, code, period, 'ytd')) !== null &&
        !this.#isNotDue(id, code, period),
    );
    if (isOpen) return { number: null, sign: DASH, absent: [] };
    const held = parts.filter(({ number }) => number !== null);
    if (held.length === 0)
      return {
        number: null,
        sign: parts.every(({ sign }) => sign === DASH) && parts.length > 0 ? DASH : '未报',
        absent: [],
      };
    const forecast = held.some(({ sign }) => sign !== '');
    const sum = held.map(({ number }) => number!).reduce(plus);
    const absent = parts.filter(
      ({ id, number }) => number === null && this.chosen(id, code, period, 'ytd')?.state !== 'not_applicable',
    );
    return { ...forecastOr(sum, forecast, this, code), absent: absent.map(({ id }) => id) };
  }

  /** Last month said 不适用 or hid it: then the month is not open, it is that. */
  #isNotDue(unit: number, code: string, period: string): boolean {
    const now = this.chosen(unit, code, period, 'ytd');
    const before = this.chosen(unit, code, monthBefore(period), 'ytd');
    return before !== null && before.state === 'not_applicable' && before.from === now!.from;
  }

  timeShare(period: string): Quotient {
    const month = Number(period.slice(5));
    if (this.time === 'month') return { n: BigInt(month) * 100n, d: 12n };
    const year = Number(period.slice(0, 4));
    const day = (Date.UTC(year, month, 1) - Date.UTC(year, 0, 1)) / 86_400_000;
    return { n: BigInt(day) * 100n, d: BigInt((Date.UTC(year + 1, 0, 1) - Date.UTC(year, 0, 1)) / 86_400_000) };
  }

  ranks(code: string, period: string, report: string): Map<number, number> {
    const held = this.unitsAt(period).flatMap(({ id, ranked }) => {
      const number = this.unitNumber(id, code, period, report);
      return number === null ? [] : [{ id, ranked, number }];
    });
    if (held.length < 2) return new Map();
    const taking = held.filter(({ ranked }) => ranked);
    const isBefore = (a: Quotient, b: Quotient): boolean =>
      INDICATORS[code]!.direction === 'up' ? compare(a, b) > 0 : compare(a, b) < 0;
    return new Map(
      taking.map(({ id, number }) => [id, 1 + taking.filter((other) => isBefore(other.number, number)).length]),
    );
  }

  target(holder: Holder, code: string, period: string): Quotient | null {
    const year = period.slice(0, 4);
    const ids = 'unit' in holder ? [holder.unit] : this.countingAt(period, holder.of);
    if (!('unit' in holder) && INDICATORS[code]!.ratio) return null;
    const all = ids.flatMap((id) => this.targets.get(`${id} ${code} ${year}`) ?? []);
    return all.length === 0 ? null : all.reduce(plus);
  }

  /** What the text of a figure must be. */
  text(holder: Holder, code: string, figure: PlainFigure, period: string, report = period): string {
    const { precision, ratio, kind, isPercent } = INDICATORS[code]!;
    const of = 'unit' in holder ? null : holder.of;
    const lastYear = `${Number(period.slice(0, 4)) - 1}${period.slice(4)}`;
    const print = (number: Quotient | null, decimals: number): string =>
      number === null ? DASH : round(number, decimals, this.rounding);
    const isTotal = !('unit' in holder);
    const hasTotal = isTotal && this.hasTotal(code, period, report, of);
    const now = isTotal
      ? hasTotal
        ? this.total(code, period, report, of).number
        : null
      : this.unitNumber(holder.unit, code, period, report);
    const last = isTotal
      ? hasTotal
        ? this.total(code, lastYear, report, of, true)
        : null
      : { number: this.#baseNumber(holder.unit, code, lastYear, report) };

    switch (figure) {
      case 'current':
        if (isTotal) {
          if (!hasTotal) return DASH;
          const total = this.total(code, period, report, of);
          if (total.number === null) return ratio ? '未报' : DASH;
          return print(total.number, precision) + (total.isForecast ? '（预计）' : '');
        }
        return this.#dutyText(holder.unit, code, period, this.#unitText(holder.unit, code, period, report, false));
      case 'last-year':
        if (isTotal) {
          if (!hasTotal) return DASH;
          const total = this.total(code, lastYear, report, of, true);
          if (total.number === null) {
            // Who is asked for nothing and gave nothing is neither 未报 nor 不适用.
            const isLeftOut = (id: number): boolean =>
              this.duty(id, code, period) === 'not-required' &&
              [undefined, 'not_submitted'].includes(this.value(id, code, lastYear, true)?.state);
            const counting = this.countingAt(lastYear, of).filter((id) => !isLeftOut(id));
            total.absent = total.absent.filter((id) => !isLeftOut(id));
            return !ratio && total.absent.length === 0 && counting.length > 0 ? DASH : '未报';
          }
          return print(total.number, precision) + (total.isForecast ? '（预计）' : '');
        }
        // A unit that was not there owed nothing; it may be compared with a 同口径 base all the same.
        return this.#isComparedAt(holder.unit, code, lastYear)
          ? this.#unitText(holder.unit, code, lastYear, report, true)
          : DASH;
      case 'change':
      case 'difference': {
        const base = last?.number ?? null;
        if (now === null || base === null) return DASH;
        if (
          isTotal &&
          !isSame(this.total(code, period, report, of).absent, this.total(code, lastYear, report, of, true).absent)
        )
          return DASH;
        if (figure === 'difference') return print(minus(now, base), precision);
        if (isPercent) return print(minus(now, base), 1);
        return base.n <= 0n ? DASH : print(times(over(minus(now, base), base), 100n), 1);
      }
      case 'month':
      case 'quarter': {
        if (kind !== 'flow' || (figure === 'quarter' && !/-(03|06|09|12)$/.test(period))) return DASH;
        if (isTotal && !this.hasPartTotal(code, period, report, of, figure)) return DASH;
        const part = isTotal ? this.part(code, period, of, figure) : this.unitPart(holder.unit, code, period, figure);
        const text = part.number === null || part.sign !== '' ? part.sign : print(part.number, precision);
        return isTotal ? text : this.#dutyText(holder.unit, code, period, text);
      }
      case 'target':
        return print(this.target(holder, code, period), precision);
      case 'distance':
      case 'completion':
      case 'pace-gap': {
        const progress = this.#progress(holder, code, period, report);
        if (figure === 'distance') return print(progress.distance, precision);
        if (progress.completion === null) return DASH;
        return print(
          figure === 'completion' ? progress.completion : minus(progress.completion, this.timeShare(period)),
          1,
        );
      }
      case 'rank':
        return isTotal ? DASH : String(this.ranks(code, period, report).get(holder.unit) ?? DASH);
      case 'share': {
        if (ratio || now === null || !this.hasTotal(code, period, report, null)) return DASH;
        if (!isTotal && !this.countingAt(period).includes(holder.unit)) return DASH;
        const whole = this.total(code, period, report, null).number;
        return whole === null || whole.n === 0n ? DASH : print(times(over(now, whole), 100n), 1);
      }
      case 'month-change': {
        const before = monthBefore(period);
        const [a, b] = isTotal
          ? this.#totalMonths(code, period, before, report, of)
          : this.#unitMonths(holder.unit, code, period, before, report);
        if (a === null || b === null) return DASH;
        if (isPercent) return print(minus(a, b), 1);
        return b.n <= 0n ? DASH : print(times(over(minus(a, b), b), 100n), 1);
      }
      case 'per-capita': {
        if (ratio || now === null) return DASH;
        const at = this.bottomPeriod('P01', period, report);
        if (!isTotal) {
          const people = usable(this.value(holder.unit, 'P01', at));
          return people === null || people.n === 0n ? DASH : print(over(now, people), 2);
        }
        const both = this.countingAt(period, of).flatMap((id) => {
          const [top, people] = [this.unitNumber(id, code, period, report), usable(this.value(id, 'P01', at))];
          return top === null || people === null ? [] : [{ top, people }];
        });
        const lacks = this.countingAt(period, of).some((id) => {
          const value = this.value(id, code, period);
          const people = this.value(id, 'P01', at);
          if (value?.state === 'not_applicable' || people?.state === 'not_applicable') return false;
          return usable(value) === null || usable(people) === null;
        });
        const whole = this.total(code, period, report, of);
        if (whole.isIssued && lacks) return DASH;
        if (both.length === 0) return DASH;
        const people = both.map((one) => one.people).reduce(plus);
        const top = whole.isIssued ? whole.number! : both.map((one) => one.top).reduce(plus);
        return people.n === 0n ? DASH : print(over(top, people), 2);
      }
    }
  }

  /** True where a total per head also has to think of units that were merged or founded: not modelled here. */
  hasMovedPeople(period: string, report: string): boolean {
    const years = [period, `${Number(period.slice(0, 4)) - 1}${period.slice(4)}`, report].flatMap((one) => [
      one,
      this.bottomPeriod('P01', one, report),
    ]);
    return this.units.some((unit) => unit.counts && new Set(years.map((one) => this.isThere(unit, one))).size > 1);
  }

  #dutyText(unit: number, code: string, period: string, text: string): string {
    const hasTasks = period >= '2022-01' && [...this.tasks.values()].some(({ codes }) => codes.length > 0);
    return text === '未报' && hasTasks && this.duty(unit, code, period) !== 'due' ? '不要求' : text;
  }

  #baseNumber(unit: number, code: string, period: string, report: string): Quotient | null {
    return this.#isComparedAt(unit, code, period) ? this.unitNumber(unit, code, period, report, true) : null;
  }

  #isComparedAt(unit: number, code: string, period: string): boolean {
    const of = INDICATORS[code]!.ratio?.top ?? code;
    return (
      this.isThere(
        this.units.find(({ id }) => id === unit)!,
        period,
      ) || this.comparable.has(`${unit} ${of} ${period}`)
    );
  }

  #unitText(unit: number, code: string, period: string, report: string, isBase: boolean): string {
    const { precision, ratio } = INDICATORS[code]!;
    if (!ratio) {
      const value = this.value(unit, code, period, isBase);
      const number = usable(value);
      if (number === null) return signOf(value);
      return round(number, precision, this.rounding) + (value!.state === 'forecast' ? '（预计）' : '');
    }
    const top = this.value(unit, ratio.top, period, isBase);
    const bottom = this.value(unit, ratio.bottom, this.bottomPeriod(ratio.bottom, period, report), isBase);
    const number = this.unitNumber(unit, code, period, report, isBase);
    if (number !== null)
      return (
        round(number, precision, this.rounding) +
        (top!.state === 'forecast' || bottom!.state === 'forecast' ? '（预计）' : '')
      );
    if (usable(top) === null) return signOf(top);
    // A number over 0, or over a population that nobody entered, is no 未报 of the unit.
    if (usable(bottom) !== null || (ratio.bottom === 'P01' && bottom === null)) return DASH;
    return signOf(bottom);
  }

  #progress(
    holder: Holder,
    code: string,
    period: string,
    report: string,
  ): { distance: Quotient | null; completion: Quotient | null } {
    const { kind } = INDICATORS[code]!;
    const isTotal = !('unit' in holder);
    const target = this.target(holder, code, period);
    const year = period.slice(0, 4);
    const ids = isTotal
      ? this.countingAt(period, holder.of).filter((id) => this.targets.has(`${id} ${code} ${year}`))
      : [holder.unit];
    const numbers = ids.flatMap((id) => this.unitNumber(id, code, period, report) ?? []);
    let actual = numbers.length === 0 ? null : numbers.reduce(plus);
    let isIssued = false;
    if (isTotal && ids.length === this.countingAt(period, holder.of).length) {
      const whole = this.total(code, period, report, holder.of);
      isIssued = whole.isIssued && !INDICATORS[code]!.ratio;
      if (isIssued) actual = whole.number;
    }
    // One unit's own row over the targets of all would be next to nothing.
    if (isTotal && !this.hasTotal(code, period, report, holder.of)) actual = null;
    if (target === null || actual === null) return { distance: null, completion: null };
    const distance = minus(actual, target);
    if (kind === 'flow') return { distance, completion: target.n === 0n ? null : times(over(actual, target), 100n) };
    if (kind === 'stock' && this.netIncrease.has(`${code} ${year}`)) {
      const end = this.#lastYearEnd(code, period, report, ids, isIssued);
      if (end === null) return { distance, completion: null };
      const planned = minus(target, end);
      return { distance, completion: planned.n > 0n ? times(over(minus(actual, end), planned), 100n) : null };
    }
    return { distance, completion: null };
  }

  /** Of the same units as what is measured, all of which have reported; of an issued whole what was issued. */
  #lastYearEnd(
    code: string,
    period: string,
    report: string,
    ids: readonly number[],
    isIssued: boolean,
  ): Quotient | null {
    const end = `${Number(period.slice(0, 4)) - 1}-12`;
    if (isIssued) return this.issuedWhole(code, end);
    const there = ids.filter((id) => this.value(id, code, period)?.state !== 'not_applicable');
    const ends = there.map((id) =>
      this.unitNumber(id, code, period, report) === null ? null : usable(this.value(id, code, end, true)),
    );
    return ends.includes(null) || ends.length === 0 ? null : (ends as Quotient[]).reduce(plus);
  }

  #unitMonths(
    unit: number,
    code: string,
    period: string,
    before: string,
    report: string,
  ): [Quotient | null, Quotient | null] {
    if (
      !this.isThere(
        this.units.find(({ id }) => id === unit)!,
        before,
      )
    )
      return [null, null];
    if (INDICATORS[code]!.kind !== 'flow')
      return [this.unitNumber(unit, code, period, report), this.unitNumber(unit, code, before, report)];
    return [period, before].map((at) => this.unitPart(unit, code, at, 'month')).map(({ number }) => number) as [
      Quotient | null,
      Quotient | null,
    ];
  }

  /** 环比 of a total: only over the same units. */
  #totalMonths(
    code: string,
    period: string,
    before: string,
    report: string,
    of: readonly number[] | null,
  ): [Quotient | null, Quotient | null] {
    if (!this.hasTotal(code, period, report, of) || !this.hasTotal(code, before, report, of)) return [null, null];
    const [a, b] = [this.total(code, period, report, of), this.total(code, before, report, of)];
    if (!isSame(a.absent, b.absent)) return [null, null];
    if (INDICATORS[code]!.kind !== 'flow') return [a.number, b.number];
    const [now, then] = [this.part(code, period, of, 'month'), this.part(code, before, of, 'month')];
    return isSame(now.absent, then.absent) ? [now.number, then.number] : [null, null];
  }
}

/** A forecast is printed with its mark, and nothing is worked out to a bare number from it. */
function forecastOr(
  number: Quotient,
  isForecast: boolean,
  bureau: PlainBureau,
  code: string,
): { number: Quotient; sign: string } {
  const text = round(number, INDICATORS[code]!.precision, bureau.rounding);
  return { number, sign: isForecast ? `${text}（预计）` : '' };
}

function signOf(value: PlainValue | null): string {
  if (value?.state === 'not_applicable') return DASH;
  return value?.state === 'masked' ? '*' : '未报';
}

export function usable(value: PlainValue | null | undefined): Quotient | null {
  return value?.state === 'number' || value?.state === 'forecast' ? value.number : null;
}

function isFirst(period: string, part: Part): boolean {
  return Number(period.slice(5)) <= PARTS[part];
}

function monthsBack(period: string, months: number): string {
  const at = new Date(Date.UTC(Number(period.slice(0, 4)), Number(period.slice(5)) - 1 - months, 1));
  return at.toISOString().slice(0, 7);
}

export const monthBefore = (period: string): string => monthsBack(period, 1);

function isSame(a: readonly number[], b: readonly number[]): boolean {
  return a.toSorted((x, y) => x - y).join() === b.toSorted((x, y) => x - y).join();
}

const plus = (a: Quotient, b: Quotient): Quotient => ({ n: a.n * b.d + b.n * a.d, d: a.d * b.d });
const minus = (a: Quotient, b: Quotient): Quotient => ({ n: a.n * b.d - b.n * a.d, d: a.d * b.d });
const times = (a: Quotient, factor: bigint): Quotient => ({ n: a.n * factor, d: a.d });
const compare = (a: Quotient, b: Quotient): bigint => a.n * b.d - b.n * a.d;
const over = (a: Quotient, b: Quotient): Quotient =>
  b.n < 0n ? { n: -a.n * b.d, d: -a.d * b.n } : { n: a.n * b.d, d: a.d * b.n };

/** 12.50 → exact. */
export function quotient(text: string): Quotient {
  const [whole, decimals = ''] = text.split('.') as [string, string?];
  return { n: BigInt(whole + decimals), d: 10n ** BigInt(decimals.length) };
}

/** Rounded once, half away from zero or half to even, with exactly so many decimals. */
export function round({ n, d }: Quotient, decimals: number, rule: 'half-up' | 'half-even'): string {
  const scaled = (n < 0n ? -n : n) * 10n ** BigInt(decimals);
  let whole = scaled / d;
  const rest = (scaled % d) * 2n;
  if (rest > d || (rest === d && (rule === 'half-up' || whole % 2n === 1n))) whole += 1n;
  const digits = whole.toString().padStart(decimals + 1, '0');
  const text = decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
  return n < 0n && whole !== 0n ? `-${text}` : text;
}
