// Against other places: the place that a table gives or a higher authority published, the country's value, chosen peers.
// A place is never inferred from our own data alone (rules.md 7), and its source stands in the sentence.

import { compareFractions } from '../../model/scaled-number.js';
import type { InsightRow, InsightRule } from '../define.js';
import type { Draft } from '../templates.js';
import type { InsightIndicator, InsightInput, PlaceTable, PlaceValue } from '../input.js';
import { indicatorsOf, thresholdOf, valueWords, wordsApart } from '../words.js';

function tablesOf(
  input: InsightInput,
  rule: InsightRule,
): { of: InsightIndicator; table: PlaceTable; own: PlaceValue }[] {
  return indicatorsOf(input, rule).flatMap((of) =>
    input.tables
      .filter((table) => table.code === of.indicator.code)
      .flatMap((table) => {
        const own = table.places.find((place) => place.isOwn);
        return own?.value ? [{ of, table, own }] : [];
      }),
  );
}

function cited(source: string): string {
  return source === '' ? '据上级数据' : `据《${source}》`;
}

function placeRows(of: InsightIndicator, places: readonly PlaceValue[], input: InsightInput): InsightRow[] {
  return places
    .filter((place) => place.value !== null)
    .map((place) => ({
      unitId: null,
      unit: place.place,
      value: valueWords(of, place.value!, input),
      detail: place.rank === null ? '' : `第${place.rank}位`,
      ref: null,
    }));
}

/** 据《…》计算，枣庄市…列第10位; 全省第十位 as published. */
export function place(input: InsightInput, rule: InsightRule): Draft[] {
  const published = indicatorsOf(input, rule).flatMap((of): Draft[] =>
    input.published
      .filter((one) => one.code === of.indicator.code)
      .map((one) => ({
        code: of.indicator.code,
        tone: 'plain',
        say: {
          template: 'published',
          words: {
            地区: input.place,
            指标: `${of.indicator.name}${one.figure === 'growth' ? '增速' : ''}`,
            位次: `${one.scope}第${one.placeNo}位${one.places === null ? '' : `（共${one.places}位）`}`,
            来源: one.source,
          },
        },
        measured: '上级公布的位次，按公布的内容记录，不作计算',
        named: [],
        rows: [
          { unitId: null, unit: input.place, value: `${one.scope}第${one.placeNo}位`, detail: one.source, ref: null },
        ],
      })),
  );
  const given = new Set(input.published.filter((one) => one.figure === 'value').map((one) => one.code));
  const computed = tablesOf(input, rule).flatMap(({ of, table, own }): Draft[] => {
    // What the issuer published outweighs what we count ourselves.
    if (own.rank === null || given.has(of.indicator.code)) return [];
    const count = table.places.filter((one) => one.rank !== null).length;
    const moved =
      own.lastRank === null
        ? ''
        : own.lastRank === own.rank
          ? '，与上年同期相同'
          : own.lastRank > own.rank
            ? `，比上年同期上升${own.lastRank - own.rank}位`
            : `，比上年同期下降${own.rank - own.lastRank}位`;
    return [
      {
        code: of.indicator.code,
        tone: own.lastRank !== null && own.lastRank < own.rank ? 'bad' : 'plain',
        say: {
          template: 'computed',
          words: {
            来源: cited(table.source),
            地区: input.place,
            指标: of.indicator.name,
            数值: valueWords(of, own.value!, input),
            个数: `${count}个`,
            位次: `第${own.rank}位`,
            变化: moved,
          },
        },
        measured: '按表中各地区的数值排位（并列同位次），不含全国、全省等合计行',
        named: [],
        rows: placeRows(
          of,
          [...table.places].filter((one) => one.rank !== null).sort((a, b) => a.rank! - b.rank!),
          input,
        ),
      },
    ];
  });
  return [...published, ...computed];
}

/** 位居中后段: the place lies behind the given part of all places. */
export function placeBand(input: InsightInput, rule: InsightRule): Draft[] {
  const { text } = thresholdOf(rule, 'part');
  return tablesOf(input, rule).flatMap(({ of, table, own }): Draft[] => {
    const count = table.places.filter((one) => one.rank !== null).length;
    if (own.rank === null || count < 4 || own.rank * 100 <= Number(text) * count) return [];
    return [
      {
        code: of.indicator.code,
        tone: 'bad',
        say: {
          template: 'usual',
          words: {
            来源: cited(table.source),
            地区: input.place,
            指标: of.indicator.name,
            个数: `${count}个`,
            位次: `第${own.rank}位`,
            位置: own.rank * 4 > count * 3 ? '后段' : '中后段',
          },
        },
        measured: `位次在前${text}%以外`,
        named: [],
        rows: placeRows(
          of,
          table.places.filter((one) => one.isOwn),
          input,
        ),
      },
    ];
  });
}

/** 没有达到全国平均水平. */
export function belowBenchmark(input: InsightInput, rule: InsightRule): Draft[] {
  return tablesOf(input, rule).flatMap(({ of, table, own }): Draft[] => {
    const order = of.indicator.direction === 'down' ? -1 : 1;
    if (of.indicator.kind !== 'ratio' || of.indicator.direction === 'none') return [];
    return table.places
      .filter((one) => one.isWhole && one.value !== null && compareFractions(own.value!, one.value) * order < 0)
      .map((one) => ({ one, texts: wordsApart(of, [own.value!], one.value!, input) }))
      .map(({ one, texts }) => ({
        code: of.indicator.code,
        tone: 'bad',
        say: {
          template: 'usual',
          words: {
            地区: input.place,
            指标: of.indicator.name,
            数值: texts.values[0]!,
            对比地区: one.place,
            对比数值: texts.line,
            来源: cited(table.source),
          },
        },
        measured: `与表中“${one.place}”一行比较`,
        named: [],
        rows: placeRows(of, [own, one], input),
      }));
  });
}

/** 高于A、B，低于C: chosen peers of the same table. */
export function peers(input: InsightInput, rule: InsightRule): Draft[] {
  const chosen = new Set(rule.places);
  if (chosen.size === 0) return [];
  return tablesOf(input, rule).flatMap(({ of, table, own }): Draft[] => {
    const compared = table.places.filter((one) => chosen.has(one.place) && !one.isOwn && one.value !== null);
    if (compared.length === 0) return [];
    const side = (want: number): string =>
      compared
        .filter((one) => compareFractions(own.value!, one.value!) === want)
        .map((one) => one.place)
        .join('、');
    const parts = [
      ['高于', side(1)],
      ['低于', side(-1)],
      ['与', side(0)],
    ]
      .filter(([, list]) => list !== '')
      .map(([word, list]) => (word === '与' ? `与${list}持平` : `${word}${list}`));
    return [
      {
        code: of.indicator.code,
        tone: 'plain',
        say: {
          template: 'usual',
          words: {
            地区: input.place,
            指标: of.indicator.name,
            数值: valueWords(of, own.value!, input),
            比较: parts.join('，'),
            来源: cited(table.source),
          },
        },
        measured: '与所选地区在同一张表中的数值比较',
        named: [],
        rows: placeRows(of, [own, ...compared], input),
      },
    ];
  });
}
