// Names of indicators that the catalogue does not know, or knows several of: asked with suggestions, remembered for the
// layout. Nobody has to answer: an unanswered name stays listed as unknown, and nothing of it is stored.

import { normaliseName, splitMeasure } from '../../../../shared/indicators/normalise.js';
import { suggestIndicators } from '../../../../shared/indicators/suggest.js';
import { findPeriods } from '../2-recognise/period-text.js';
import type { MapEnv } from './env.js';
import { shortName } from './shorten.js';
import type { TableAsking } from './table-asking.js';

/** A name with numbers and no indicator; `candidates` where the lookup knows some. */
export interface UnknownName {
  name: string;
  cell: string;
  candidates: readonly string[];
  /** It is known, but its group, its code or a line above it says another thing; `line`: 规上企业, '' where it is no such line. */
  contradicted?: { line: string };
  /** It was asked about, and has become known since: what was answered then holds until the officer changes it. */
  isKnownNow?: true;
}

const SKIP = 'skip';
/** More questions than this are no help: the list of unknown names is. */
const MAX_QUESTIONS = 12;

/** Key of a name in decisions.indicators. */
export function nameKey(name: string): string {
  return normaliseName(name);
}

/** 商标注册总件量（1—6月）, 去年同期…, …占比: with an answer it would be taken for the number of this period. It stays listed. */
function saysMore(name: string): boolean {
  return findPeriods(name).length > 0 || COMPARES.test(name.normalize('NFKC'));
}

const COMPARES =
  /去年|上年|前年|同期|同比|环比|上月|上季|本季|当季|本月|当月|年初|年末|年底|历年|预计|目标|任务|增长|增幅|增速|占比|比重|排名|位次|完成[率比]|人均|户均|平均|净增|变化|缺口|最[高低]|十[三四五]五|[三五]年|(?<!\d)20\d{2}(?!\d)/;

/** Without the measure where a suggestion has it too: 专利授予量（件） of one table and 专利授予量 of another are one question. */
function shownName(name: string, codes: readonly string[], env: MapEnv): string {
  const { name: bare, measure } = splitMeasure(name);
  return codes.some((code) => env.indicators.get(code)?.measure === measure) ? bare : name;
}

function questionOf(name: string, { contradicted, isKnownNow }: UnknownName, offered: string): string {
  if (isKnownNow === true) return `“${name}”以前问过，指标库中现在有这个名称。按以前的回答，还是指${offered}？`;
  if (contradicted === undefined) return `指标库中没有“${name}”。是不是指${offered}？`;
  const { line } = contradicted;
  if (line === '') return `“${name}”与上级栏目或代码不一致。是不是指${offered}？`;
  return `“${name}”写在“${shortName(line)}”下面，可能只是其中一部分。是填报单位全部的${offered}吗？`;
}

/** Topic under which the answer about a name is remembered: never to be changed. */
export function nameTopic(name: string): string {
  return `indicator:${nameKey(name)}`;
}

/** Asks about each name once; the answers are in decisions.indicators. Returns whether there are any. */
export function askIndicators(asking: TableAsking, names: readonly UnknownName[]): boolean {
  const { table, env, decisions } = asking;
  const asked = new Set<string>();
  for (const asksFor of names) {
    const { name, cell, candidates, isKnownNow } = asksFor;
    const key = nameKey(name);
    if (key === '' || asked.has(key) || asked.size >= MAX_QUESTIONS || (saysMore(name) && isKnownNow !== true))
      continue;
    const codes = candidates.length > 0 ? candidates : suggestIndicators(name, env.words.indicators);
    const options = codes.flatMap((code) => {
      const indicator = env.indicators.get(code);
      return indicator ? [{ value: code, label: `${indicator.name}（${indicator.measure}）` }] : [];
    });
    if (options.length === 0) continue;
    asked.add(key);
    const shown = shownName(name, codes, env);
    const answer = asking.ask({
      id: `indicator:${table.id}:${cell}`,
      kind: 'indicator',
      cell,
      text: questionOf(shown, asksFor, options.map(({ label }) => `“${label}”`).join('或')),
      options: [...options, { value: SKIP, label: '都不是，不采用', kept: '不采用' }],
      // 商标量 of one unit may be what it registered, of another what it holds.
      memory: { topic: nameTopic(name), unitId: asking.reporterId, asks: `“${shown}”是哪个指标` },
      isOptional: true,
    });
    if (answer === undefined) continue;
    if (isKnownNow === true) {
      decisions.keptNames.set(key, answer === SKIP ? null : answer);
      if (answer === SKIP) decisions.reasons.push(`“${shown}”现在是已知的指标，按您以前的选择不采用`);
    } else if (answer !== SKIP) decisions.indicators.set(key, answer);
  }
  return decisions.indicators.size + decisions.keptNames.size > 0;
}
