// Columns of the list of 填报单位: how each is headed, written and read.

import { UNIT_KIND_LABEL, UNIT_KINDS, type UnitDraft } from '../../../shared/model/unit.js';
import {
  countsByKind,
  HEADS_OF_ALIASES,
  HEADS_OF_KINDS,
  HEADS_OF_NAMES,
  readKind,
} from '../../../shared/model/unit-kind.js';
import {
  Expected,
  readInteger,
  readMonth,
  readYesNo,
  splitNames,
  YES_NO,
  yesNo,
  type ListColumn,
} from '../lists/list-column.js';
import { headKey } from '../lists/read-list.js';
import type { Store } from '../store/store.js';
import type { RawBook } from '../workbook/1-read/raw-book.js';
import { readPopulation } from './population.js';

/** A unit as a row shows it: the parent by name, populations by year as plain decimals in 万人. */
export interface UnitItem extends UnitDraft {
  id: number | null;
  parentName: string;
  populations: Readonly<Record<number, string>>;
}

const POPULATION_HEAD = /^(19[5-9]\d|20\d\d)年末(?:常住)?人口数?\(万人\)$/;
/** Heads that leave the year to whoever imports the list. */
const POPULATION_OF_NO_YEAR = [
  '常住人口（万人）',
  '常住人口数（万人）',
  '人口（万人）',
  '人口数（万人）',
  '年末常住人口（万人）',
];

/** True where 计入合计 and 参与排名 are those of the kind, so that they follow it. */
function hasUsualCounts(item: UnitItem): boolean {
  const usual = countsByKind(item.kind);
  return item.countsInTotal === usual.countsInTotal && item.ranked === usual.ranked;
}

/** Years of the columns with people: those that heads name, and the one that a head without a year means. */
export function yearsOf(book: RawBook, noYearMeans: number | undefined): number[] {
  const years = new Set<number>(noYearMeans === undefined ? [] : [noYearMeans]);
  for (const sheet of book.sheets)
    for (const cell of sheet.cells) {
      const match = cell.t === 's' ? POPULATION_HEAD.exec(headKey(String(cell.v))) : null;
      if (match) years.add(Number(match[1]));
    }
  return [...years];
}

/** `years`: those that have a column of people; `noYearMeans`: the one whose column a head without a year is. */
export function unitColumns(store: Store, years: readonly number[], noYearMeans?: number): ListColumn<UnitItem>[] {
  const month = (key: 'validFrom' | 'validTo', head: string, help: string): ListColumn<UnitItem> => ({
    key,
    head,
    width: 12,
    help,
    write: (item) => item[key] ?? '',
    read: (text) => {
      if (text === '') return { [key]: null };
      const period = readMonth(text);
      return period === null ? new Expected('应为年月，如2022-07') : { [key]: period };
    },
  });
  const flag = (key: 'countsInTotal' | 'ranked', head: string, help: string): ListColumn<UnitItem> => ({
    key,
    head,
    width: 10,
    help,
    options: YES_NO,
    write: (item) => yesNo(item[key]),
    read: (text) => {
      if (text === '') return {};
      const value = readYesNo(text);
      return value === null ? new Expected('应为“是”或“否”') : { [key]: value };
    },
  });
  return [
    {
      key: 'name',
      head: '单位名称',
      also: HEADS_OF_NAMES.slice(1),
      isRequired: true,
      width: 24,
      help: '应填写全称，1至60个字，不能与其他单位的名称或别名相同。',
      write: (item) => item.name,
      read: (text) => ({ name: text }),
    },
    {
      key: 'aliases',
      head: '别名',
      also: HEADS_OF_ALIASES,
      width: 30,
      help: '报表中可能出现的其他写法，多个之间用竖线 | 分开。',
      write: (item) => item.aliases.join('|'),
      read: (text) => ({ aliases: splitNames(text, '、') }),
    },
    {
      key: 'kind',
      head: '类型',
      also: HEADS_OF_KINDS,
      width: 12,
      help: '应从下拉列表中选择。',
      options: UNIT_KINDS.map((kind) => UNIT_KIND_LABEL[kind]),
      write: (item) => UNIT_KIND_LABEL[item.kind],
      read: (text, draft) => {
        if (text === '') return {};
        const kind = readKind(text);
        if (kind === null) return new Expected(`应为${Object.values(UNIT_KIND_LABEL).join('、')}之一`);
        return draft.id === null && hasUsualCounts(draft) ? { kind, ...countsByKind(kind) } : { kind };
      },
    },
    {
      key: 'order',
      head: '顺序',
      width: 8,
      isNumber: true,
      help: '报表中的排列顺序，整数，小的在前；空白时新单位排在最后。',
      write: (item) => String(item.order),
      read: (text) => {
        if (text === '') return {};
        const order = readInteger(text);
        return order === null ? new Expected('应为整数') : { order };
      },
    },
    flag('countsInTotal', '计入合计', '是否计入合计行；已含在其他单位数据中的填“否”或填写“含于”。'),
    flag('ranked', '参与排名', '是否参加本级排名。'),
    {
      key: 'parentName',
      head: '含于',
      width: 18,
      help: '数据已含在哪个单位之内，填写该单位的名称；没有则留空。',
      optionsFrom: '$A$2:$A$1000',
      write: (item) => item.parentName,
      read: (text) => ({ parentName: text }),
    },
    {
      key: 'gbCode',
      head: '区划代码',
      also: ['行政区划代码'],
      width: 14,
      help: '应为6位或12位数字的行政区划代码，没有则留空。',
      write: (item) => item.gbCode ?? '',
      read: (text) => ({ gbCode: text === '' ? null : text }),
    },
    month('validFrom', '生效月份', '从哪个月起报送，如2022-07；一直有效则留空。'),
    month('validTo', '失效月份', '最后一个报送的月份，如2023-12；仍有效则留空。'),
    {
      key: 'contact',
      head: '联系人',
      width: 12,
      help: '可不填。',
      write: (item) => item.contact,
      read: (text) => ({ contact: text }),
    },
    {
      key: 'phone',
      head: '联系电话',
      width: 18,
      help: '可不填。',
      write: (item) => item.phone,
      read: (text) => ({ phone: text }),
    },
    ...years.map((year): ListColumn<UnitItem> => ({
      key: `population-${year}`,
      head: `${year}年末人口（万人）`,
      also: [
        `${year}年末常住人口（万人）`,
        `${year}年末人口数（万人）`,
        `${year}年末常住人口数（万人）`,
        ...(year === noYearMeans ? POPULATION_OF_NO_YEAR : []),
      ],
      width: 18,
      isNumber: true,
      help: '年末常住人口，计量单位万人，最多4位小数；留空表示不改动。',
      write: (item) => item.populations[year] ?? '',
      read: (text, draft) => {
        if (text === '') return {};
        if (readPopulation(store, text) === null) return new Expected('应为大于0、最多4位小数的万人数');
        return { populations: { ...draft.populations, [year]: text } };
      },
    })),
  ];
}
