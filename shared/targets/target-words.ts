// Words in which offices write 考核方式 and the level of a target. One word may mean several modes (新增: 累计 of a flow, 净增 of a
// stock); the kind of the indicator decides between them, never a guess beyond it.

import { targetModesFor, type TargetMode } from '../statistics/target-progress.js';
import type { TargetLevel } from './define.js';

const MODE_WORDS: readonly [RegExp, readonly TargetMode[]][] = [
  [/^(累计|累积|当年累计|全年累计|流量)(完成|考核|指标|数|值|量)?$/, ['cumulative']],
  [/^(年度|全年)?净(增|增长|增加)(考核|指标|数|值|量|额)?$/, ['net_increase']],
  [/^(年度|全年|当年)?(新增|增量)(考核|指标|数|值|量)?$/, ['cumulative', 'net_increase']],
  [/^(期末|年末|年底|期末时点|时点|存量|总量)(达到|考核|指标|数|值|量|拥有量)?$|^达到$/, ['year_end']],
  [/^(不低于|不少于|大于等于|下限|≥|>=)$/, ['at_least']],
  [/^(不高于|不超过|不多于|小于等于|上限|≤|<=)$/, ['at_most']],
  [/^定性(考核|指标|任务|目标)?$/, ['qualitative']],
];

/** Modes that a word may mean; empty where it is no such word. */
export function modesOfWord(text: string): readonly TargetMode[] {
  const key = text
    .normalize('NFKC')
    .replaceAll(/[\s（）()【】[\]]/g, '')
    .replace(/^按/, '')
    .replace(/(方式|考核)$/, '');
  for (const [pattern, modes] of MODE_WORDS) if (pattern.test(key)) return modes;
  return [];
}

const BOUNDS: readonly [RegExp, Bound][] = [
  [/^(?:≥|>=|⩾|≧|不低于|不少于|不小于|大于等于|大于或等于)(.+)$/, 'at_least'],
  [/^(?:≤|<=|⩽|≦|不高于|不超过|不多于|不大于|小于等于|小于或等于)(.+)$/, 'at_most'],
  [/^(.+?)(?:及|\(含\))?以上$/, 'at_least'],
  [/^(.+?)(?:及|\(含\))?以下$/, 'at_most'],
  [/^(.+?)以内$/, 'at_most'],
];

/** 不低于 or 不高于. */
export type Bound = Extract<TargetMode, 'at_least' | 'at_most'>;

/**
 * ≥90, 不低于90%, 800件以上: the bound and what is left of the text. Null where there is none. 高于90 is none: 90 itself would not
 * be enough, and no 考核方式 says so.
 */
export function boundOf(text: string): { bound: Bound; rest: string } | null {
  const key = text.normalize('NFKC').replaceAll(/\s/g, '');
  for (const [pattern, bound] of BOUNDS) {
    const rest = pattern.exec(key)?.[1];
    if (rest !== undefined && /\d/.test(rest)) return { bound, rest };
  }
  return null;
}

/** The mode that the words mean for an indicator; null where none of them fits its kind (累计 of a stock). */
export function modeFor(modes: readonly TargetMode[], kind: 'flow' | 'stock' | 'ratio'): TargetMode | null {
  const fitting = targetModesFor(kind);
  return modes.find((mode) => fitting.includes(mode)) ?? null;
}

const NAMED_MODE = /[（(]([^（()）]{1,8})[)）]\s*$/;

/** 有效发明专利拥有量（净增）: the name without the mode, and the modes; null where the brackets hold something else. */
export function splitMode(text: string): { name: string; modes: readonly TargetMode[] } | null {
  const written = NAMED_MODE.exec(text);
  const modes = written === null ? [] : modesOfWord(written[1]!);
  return written === null || modes.length === 0 ? null : { name: text.slice(0, written.index).trim(), modes };
}

const HIGHER =
  /^(省|国家|部|上级)(里|级|局|厅|市场监管局|知识产权局)*(下达|核定|分配|分解|确定|定)?(年度|全年)?(目标|任务|计划|指标)*(数|值|量)?$/;
const OWN = /^(本单位|本局|本级|自定|自加压|自我加压|奋斗)(年度|全年)?(目标|任务|计划|指标)*(数|值|量)?$/;

/** The level that a head or a row names: 省下达目标, 奋斗目标. Null where it names none. */
export function levelOfHead(text: string): Exclude<TargetLevel, 'assigned'> | null {
  const key = text
    .normalize('NFKC')
    .replaceAll(/\s/g, '')
    .replaceAll(/\([^()]*\)$/g, '');
  if (HIGHER.test(key) && /[下核分确定达级标务划]/.test(key.slice(1))) return 'higher';
  return OWN.test(key) ? 'own' : null;
}

/** Who a title says has set the targets: 省知识产权局下达我市…, 我局自定目标. Null where it does not say. */
export function levelOfTitle(title: string): Exclude<TargetLevel, 'assigned'> | null {
  const key = title.normalize('NFKC').replaceAll(/\s/g, '');
  if (/(^|[^全各])(省|国家|上级)[^,;。]{0,12}(下达|分解|核定|分配)|下达(给)?(我|本)(省|市|县|区|州)/.test(key))
    return 'higher';
  return /(自定|奋斗|自加压|自我加压)[^,;。]{0,6}(目标|任务)/.test(key) ? 'own' : null;
}
