// 高新区 in a report of 江北区 is a part of it; in the report of 云川高新区 it is the unit itself, called in short.

import type { ReportingUnit } from '../../../../shared/model/unit.js';

const ZONE = /^(?:开发|经开|高新|保税)区$/;

/** True where `word` is what the unit is called in short: 经开区 of 云川经济技术开发区. */
export function isUnitItself(word: string, unit: ReportingUnit | null): boolean {
  if (unit === null || !ZONE.test(word)) return false;
  const inOrder = new RegExp([...word].join('.*'), 'u');
  return [unit.name, ...unit.aliases].some((name) => inOrder.test(name));
}
