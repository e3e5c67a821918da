// Reporting units typed or pasted from Excel, one per line: name, aliases, kind, population; columns parted by a tab; what is left out may
// be left out. Pure; used by the set-up page and its tests.

import {
  UNIT_KIND_LABEL,
  UNIT_KINDS,
  type BureauLevel,
  type UnitDraft,
  type UnitKind,
} from '../../../shared/model/unit.js';
import {
  countsByKind,
  guessKind,
  HEADS_OF_ALIASES,
  HEADS_OF_KINDS,
  HEADS_OF_NAMES,
  isTotalName,
  readKind,
} from '../../../shared/model/unit-kind.js';

export interface UnitLine {
  name: string;
  aliases: string[];
  kind: UnitKind;
  /** 万人, '' where not given. */
  population: string;
}

export interface ParsedLines {
  units: UnitLine[];
  /** Chinese sentences with the line number. */
  problems: string[];
}

const kindOf = (text: string, name: string): UnitKind | null => (text === '' ? guessKind(name) : readKind(text));

/** Columns by tab; typed lines may use two or more spaces or a comma. */
function columnsOf(line: string): string[] {
  const parts = line.includes('\t') ? line.split('\t') : line.split(/\s{2,}|[,，]/);
  return parts.map((part) => part.trim());
}

/** 万人 that no unit of the kind has: then the number is of persons. */
const MOST_PEOPLE: Record<UnitKind, number> = {
  county: 2000,
  zone: 1000,
  direct: 2000,
  town: 150,
  member: 2000,
  enterprise: 2000,
};

const NUMBER = /^\d[\d,，]*(\.\d+)?$/;

interface LineParts {
  name: string;
  aliases: string;
  kindText: string;
  population: string;
}

const plain = (number: string): string => number.replaceAll(/[,，]/g, '');

/** How the columns below a line of heads are read; null where the line is none: 乡镇 alone may be the kind of a unit. */
function readByHeads(line: readonly string[]): ((columns: readonly string[]) => LineParts) | null {
  const heads = line.map((head) => head.replaceAll(/\s/g, ''));
  const at = (isHead: (text: string) => boolean): number => heads.findIndex(isHead);
  const name = at((head) => HEADS_OF_NAMES.includes(head));
  const aliases = at((head) => HEADS_OF_ALIASES.includes(head));
  const kind = at((head) => HEADS_OF_KINDS.includes(head));
  const population = at((head) => head.includes('人口'));
  const others = [aliases, kind, population, heads.indexOf('序号')];
  if (name === -1 || others.every((other) => other === -1)) return null;
  return (columns) => {
    const people = columns[population] ?? '';
    return {
      name: columns[name] ?? '',
      aliases: columns[aliases] ?? '',
      kindText: columns[kind] ?? '',
      population: NUMBER.test(people) ? plain(people) : people,
    };
  };
}

/**
 * The parts of a line by place, or by what they are where columns are left out: a list from Excel may be name and population
 * alone, and may begin with 序号. A number is never an alias.
 */
function partsByPlace(columns: readonly string[]): LineParts {
  const [first = '', second = ''] = columns;
  const [name = '', ...rest] =
    /^\d{1,3}$/.test(first) && second !== '' && !NUMBER.test(second) ? columns.slice(1) : columns;
  const [aliases = '', kindText = '', population = ''] = rest;
  const at = rest.findIndex((part) => NUMBER.test(part));
  if (at === -1 || at === 2)
    return { name, aliases, kindText, population: NUMBER.test(population) ? plain(population) : population };
  const words = rest.slice(0, at).filter((part) => part !== '');
  const [only = ''] = words;
  const isKind = words.length === 1 && kindOf(only, name) !== null;
  return {
    name,
    aliases: isKind ? '' : only,
    kindText: isKind ? only : '',
    population: plain(rest[at]!),
  };
}

/** 机构层级, as the name of the bureau and its units have it; null where neither says so. */
export function guessLevel(place: string, units: readonly Pick<UnitLine, 'kind'>[]): BureauLevel | null {
  if (units.some((unit) => unit.kind === 'town') && units.every((unit) => unit.kind !== 'county')) return 'county';
  if (/[县旗区]$/.test(place) && !/自治区$|地区$/.test(place)) return 'county';
  if (/省$|自治区$/.test(place)) return 'province';
  return units.some((unit) => unit.kind === 'county') ? 'city' : null;
}

export function parseUnitLines(text: string): ParsedLines {
  const units: UnitLine[] = [];
  const problems: string[] = [];
  const seen = new Set<string>();
  const lines = text.split(/\r?\n/).map(columnsOf);
  const headLine = lines.findIndex((columns) => readByHeads(columns) !== null);
  let partsOf: (columns: readonly string[]) => LineParts = partsByPlace;
  for (const [index, columns] of lines.entries()) {
    const filled = columns.filter((part) => part !== '');
    // Above the heads of a list stands its title.
    if (filled.length === 0 || (filled.length === 1 && index < headLine)) continue;
    const byHeads = readByHeads(columns);
    if (byHeads) partsOf = byHeads;
    if (byHeads || columns[0] === '序号' || filled.some(isTotalName)) continue;
    const { name, aliases, kindText, population } = partsOf(columns);
    if (HEADS_OF_NAMES.includes(name)) continue;
    const where = `第${index + 1}行`;
    if (name === '') {
      problems.push(`${where}没有填报单位名称。`);
      continue;
    }
    if (seen.has(name)) {
      problems.push(`${where}“${name}”重复，只需写一次。`);
      continue;
    }
    const kind = kindOf(kindText, name);
    if (kind === null) {
      problems.push(
        `${where}的类型“${kindText}”不认识，可写：${UNIT_KINDS.map((known) => UNIT_KIND_LABEL[known]).join('、')}。`,
      );
      continue;
    }
    if (population !== '' && (!/^\d+(\.\d{1,4})?$/.test(population) || Number(population) === 0)) {
      problems.push(`${where}的人口“${population}”应是大于0的数（万人，最多四位小数）。`);
      continue;
    }
    if (Number(population) >= MOST_PEOPLE[kind]) {
      problems.push(`${where}“${name}”的人口${population}万人太大，像是按“人”填写的。请按万人填写。`);
      continue;
    }
    seen.add(name);
    units.push({
      name,
      aliases: aliases
        .split(/[|、;；/]/)
        .map((alias) => alias.trim())
        .filter((alias) => alias !== ''),
      kind,
      population,
    });
  }
  return { units, problems };
}

export function draftOf(line: UnitLine, order: number): UnitDraft {
  return {
    name: line.name,
    aliases: line.aliases,
    kind: line.kind,
    order,
    ...countsByKind(line.kind),
    parentId: null,
    gbCode: null,
    validFrom: null,
    validTo: null,
    contact: '',
    phone: '',
  };
}
