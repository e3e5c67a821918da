// Who reports a table that names no units in its rows or columns: what it says of itself, the sheet and the file; else asked once.

import { normaliseName } from '../../../../shared/indicators/normalise.js';
import type { ReportingUnit } from '../../../../shared/model/unit.js';
import type { RecognisedTable } from '../2-recognise/recognise.js';
import { withoutPeriods } from '../2-recognise/period-text.js';
import { reporterOf } from './answers.js';
import type { MapEnv } from './env.js';
import { isTelling, tellingWordsOf } from './file-words.js';
import { shortName } from './shorten.js';
import type { AnswerMemory, TableAsking } from './table-asking.js';
import { SKIP, unitById, unitOptions } from './unit-options.js';

/** Where a table says itself who reports. */
const NAMED_BY_ITSELF = new Set(['填报单位', '落款', '标题']);

/** 全省知识产权统计表; not 全国知识产权宣传周活动统计表, which names an event that units report on. */
const HIGHER_TITLE = /^\s*(?:\d{4}年)?(?:[\d—–-]+月份?)?全[省国](?!.*(?:宣传周|行动|专项|活动|示范|优势|试点|强))/u;

/** A title or a sheet of the province or the country: in the file of a unit it is none of that unit's. */
function higherName(table: RecognisedTable): string | undefined {
  const { sheetName, context } = table;
  const title = context.titles.find(({ text }) => HIGHER_TITLE.test(text));
  return title?.text ?? (/^\s*(?:全[省国]|国家|省级?)\s*$/u.test(sheetName ?? '') ? sheetName! : undefined);
}

export function decideTableUnit(asking: TableAsking): void {
  if (!takeNamedUnit(asking)) askTableUnit(asking);
}

/** False where nothing names one unit, or not surely enough. */
function takeNamedUnit({ table, env, issues, decisions }: TableAsking): boolean {
  const found = table.unit.flatMap(({ where, text, match }) =>
    match.kind === 'found' ? [{ where, text, unit: match.unit }] : [],
  );
  const [first] = found;
  if (first === undefined || isOfNobody(table)) return false;
  // 江北区、江南区2024年…统计表 is of both, whichever of them the file is called by.
  const isOfSeveral = table.unit.some(
    ({ where, match, text }) => where === '标题' && match.kind === 'ambiguous' && /[、,，和及与]/u.test(text),
  );
  if (isOfSeveral && first.where !== '填报单位') return false;
  const line = table.unit.find(({ where }) => where === '填报单位');
  if (line?.match.kind === 'none' && !isBureauLine(line.text, env)) return false;
  decisions.unit = first.unit;
  decisions.reasons.push(`填报单位：${first.unit.name}（依据${first.where}“${shortName(first.text)}”）`);
  const other = found.find(({ unit }) => unit.id !== first.unit.id);
  if (other !== undefined)
    issues.push({
      severity: 'warn',
      rule: 'unit-contradiction',
      sheet: table.sheetName,
      cell: null,
      message: `${first.where}是“${first.unit.name}”，${other.where}“${shortName(other.text)}”却像是“${other.unit.name}”。已按${first.where}处理，请核实是否发错了文件。`,
    });
  return true;
}

/** Of the province or the country, as far as the table itself names no unit. */
function isOfNobody(table: RecognisedTable): boolean {
  const first = table.unit.find(({ match }) => match.kind === 'found');
  return !(first !== undefined && NAMED_BY_ITSELF.has(first.where)) && higherName(table) !== undefined;
}

function askTableUnit(asking: TableAsking): void {
  const { table, env, decisions } = asking;
  const ambiguous = table.unit.find(({ match }) => match.kind === 'ambiguous');
  const named = table.unit.find(({ where }) => where === '填报单位')?.text ?? ambiguous?.text ?? null;
  const title = table.context.titles[0]?.text ?? '';
  const higher = isOfNobody(table) ? higherName(table)! : null;
  // A title that all units share (知识产权工作月报) says nothing about who sent it, nor does the name that all their offices have:
  // what is remembered hangs on the file's name then.
  const isNamed = named !== null && isTelling(named, env);
  const sheet = table.sheetName ?? '';
  // A sheet 江北 beside others: a unit of ours in short.
  const ofSheet = env.words.units.suggestions(sheet).length > 0 ? normaliseName(sheet) : '';
  const words = isNamed ? named : tellingWordsOf(table, env) || ofSheet;
  const suggested =
    ambiguous?.match.kind === 'ambiguous'
      ? ambiguous.match.candidates
      : ([words, title].map((text) => env.words.units.suggestions(text)).find((units) => units.length > 0) ?? []);
  const isOfSheet = words === '' || higher !== null;
  const answer = asking.ask({
    id: `unit:${table.id}`,
    kind: 'unit',
    text: unitQuestion({ higher, named, title, candidates: ambiguous === undefined ? null : suggested }),
    options: [
      // That a sheet is of whom the other sheets name holds for the next workbook, too.
      ...unitOptions(env.units, suggested).map((option) =>
        isOfSheet && option.value !== String(table.unitBeside) ? { ...option, kept: null } : option,
      ),
      ...(named === null || higher !== null ? [{ value: SKIP, label: '不导入这张表', kept: '不导入' }] : []),
    ],
    default: suggested.length === 1 && higher === null ? String(suggested[0]!.id) : null,
    memory: isOfSheet
      ? leftSheet(asking, higher !== null)
      : {
          topic: isNamed ? `unit:${named}` : `unit-file:${withoutPeriods(named ?? title)}|${words}`,
          unitId: null,
          asks: isNamed ? `“${shortName(named)}”是哪个填报单位` : `文件名中的“${words}”是哪个填报单位`,
        },
    isOptional: higher !== null,
  });
  decisions.unit = unitById(env, answer);
  decisions.isLeftOut = answer === SKIP;
}

/** `candidates`: the units that the name may mean; null where it means none. */
function unitQuestion(of: {
  higher: string | null;
  named: string | null;
  title: string;
  candidates: readonly ReportingUnit[] | null;
}): string {
  const { higher, named, title, candidates } = of;
  if (higher !== null)
    return `“${shortName(higher)}”不像是哪一个填报单位的数。确实是填报单位的，请选择是哪个单位；不是的可以不答，这张表不导入。`;
  if (candidates !== null)
    return `“${shortName(named ?? '')}”可能指${candidates.map((unit) => unit.name).join('或')}。是哪个填报单位？`;
  if (named !== null) return `“${shortName(named)}”不在填报单位名单中。是哪个填报单位报的？`;
  const place = title === '' ? '表中' : `标题“${shortName(title)}”`;
  return `${place}和文件名都没有写名单中的填报单位。是哪个填报单位报的？`;
}

/**
 * A sheet that names nobody in a workbook of one unit: that it is left out holds for the next workbook of that unit. Not where no title
 * says what is in it: 指标 | 数量 of a Sheet2 may be something else each month.
 */
function leftSheet(asking: TableAsking, isHigher: boolean): AnswerMemory | null {
  const { table } = asking;
  const unitId = (isHigher ? reporterOf(table)?.id : undefined) ?? table.unitBeside;
  const title = withoutPeriods(table.context.titles[0]?.text ?? '');
  if (unitId === undefined || (title === '' && !isHigher)) return null;
  const name = withoutPeriods(table.sheetName ?? '') || title;
  const asks = `工作表“${shortName(name)}”是哪个填报单位的`;
  return { topic: asking.topicOf(`unit-sheet:${name}`), unitId, asks };
}

/** 填报单位：枣庄市知识产权局 on a city table: the bureau itself, no district. */
function isBureauLine(text: string, env: MapEnv): boolean {
  return text.startsWith(env.words.place);
}
