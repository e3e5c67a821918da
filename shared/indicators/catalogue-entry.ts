// How one line of the shipped catalogue is written: only what differs from the usual is said.
// Not here: the entries themselves (catalogue-*.ts), their order and the whole list (catalogue.ts).

import type { Category, Indicator, IndicatorKind } from './define.js';

/** An entry before catalogue.ts gives it its place in the order. */
export type CatalogueEntry = Omit<Indicator, 'order'>;

export interface EntryOptions {
  /** Name for narrow column heads. */
  short?: string;
  /** Spellings in district files; `组/列` is a header path. Must stay unambiguous across the catalogue. */
  aliases?: readonly string[];
  /** `[numerator, denominator]` of a ratio that the program computes; factor is 100 for % and 1 otherwise. */
  ratio?: readonly [string, string];
  /** 其中: code of the whole. */
  partOf?: string;
  direction?: Indicator['direction'];
  precision?: number;
  /** Only where a flow or stock is not additive over units (scores, ranks). */
  total?: 'none';
  note?: string;
  /** Extended entry: ships disabled. */
  extended?: boolean;
}

const PRECISION: ReadonlyMap<string, number> = new Map([
  ['万元', 2],
  ['亿元', 2],
  ['万人', 2],
  ['万户', 2],
  ['件/万人', 2],
  ['件/万户', 2],
  ['%', 1],
  ['百分点', 1],
  ['月', 1],
  ['分', 2],
]);

export type EntryBuilder = (
  code: string,
  name: string,
  measure: string,
  kind: IndicatorKind,
  options?: EntryOptions,
) => CatalogueEntry;

/** Builder of the entries of one category. */
export function entriesOf(category: Category): EntryBuilder {
  return (code, name, measure, kind, options = {}) => ({
    code,
    name,
    shortName: options.short ?? '',
    category,
    measure,
    kind,
    precision: options.precision ?? PRECISION.get(measure) ?? 0,
    direction: options.direction ?? 'up',
    total: options.total ?? (kind !== 'ratio' ? 'sum' : options.ratio ? 'ratio' : 'none'),
    numerator: options.ratio?.[0] ?? null,
    denominator: options.ratio?.[1] ?? null,
    factor: options.ratio && measure === '%' ? 100 : 1,
    partOf: options.partOf ?? null,
    aliases: [...(options.aliases ?? [])],
    note: options.note ?? '',
    enabled: options.extended !== true,
    shipped: true,
  });
}
