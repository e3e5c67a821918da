// The indicator catalogue as a workbook: export, check, import. A row is the indicator of its code; a new code is a new
// indicator; an indicator that is not in the file stays as it is.

import type { ListImportResult } from '../../../shared/contract/calls/units.js';
import type { ParsedParams } from '../../../shared/contract/index.js';
import {
  CATEGORY_LABEL,
  INDICATOR_KINDS,
  indicatorDraftSchema,
  KIND_LABEL,
  NEW_INDICATOR,
  type Indicator,
  type IndicatorDraft,
} from '../../../shared/indicators/define.js';
import { MEASURES } from '../../../shared/indicators/measures.js';
import type { FileRef } from '../../../shared/model/file-ref.js';
import type { Ctx } from '../context.js';
import {
  byLabel,
  Expected,
  readInteger,
  readYesNo,
  splitNames,
  YES_NO,
  yesNo,
  type ListColumn,
} from '../lists/list-column.js';
import { importRows, openList, refusalText } from '../lists/import-list.js';
import { block, readList } from '../lists/read-list.js';
import { writeList } from '../lists/write-list.js';
import { listIndicators, saveIndicator } from '../store/indicator-store.js';
import { allLedgersOf } from '../store/ledger-list.js';
import { isInUse } from '../store/in-use.js';
import { checkFed, checkIndicator } from './check-indicator.js';

/** An indicator as a row shows it. */
type IndicatorItem = IndicatorDraft & { code: string; id: number | null };

const SHEET = '指标';
const DIRECTION_LABEL = { up: '越高越好', down: '越低越好', none: '不排名' } as const;
const TOTAL_LABEL = { sum: '求和', ratio: '分子分母分别求和', none: '不合计' } as const;

export async function exportList(ctx: Ctx): Promise<FileRef> {
  const output = ctx.files.output('指标清单.xlsx');
  await writeList<IndicatorItem>(output.path, {
    name: SHEET,
    columns: COLUMNS,
    items: listIndicators(ctx.store),
    notes: [
      '指标清单：在“指标”表中修改或增加行，保存后在“设置—指标”中导入。列的顺序可以变，列名不要改。',
      '按指标代码对应：代码相同的行修改该指标，新代码增加指标。清单中没有的指标保持不变；不用的指标请把“启用”改为“否”。',
      '导入前会先检查并列出变化；有一处必改问题时整份不导入。导入后可以撤销。',
    ],
  });
  return output.finish();
}

export async function importList(
  ctx: Ctx,
  { file, apply }: ParsedParams<'indicators.import'>,
): Promise<ListImportResult> {
  const book = await openList(ctx, file);
  const stored = listIndicators(ctx.store);
  const byCode = new Map<string, IndicatorItem>(stored.map((indicator) => [indicator.code, indicator]));
  const { columns, rows, issues } = readList<IndicatorItem>(book, {
    columns: COLUMNS,
    keyColumn: 'code',
    schema: indicatorDraftSchema,
    find: (code) => byCode.get(code) ?? null,
    create: newItem,
    normaliseKey: (code) => code,
  });
  const changed = rows.filter((row) => !row.isSame);
  // Each changed row against all others as they would be afterwards.
  const after = new Map<string, Indicator>(stored.map((indicator) => [indicator.code, indicator]));
  for (const { draft } of changed) after.set(draft.code, { order: 100_000, shipped: false, ...draft });
  const ledgers = allLedgersOf(ctx.store);
  for (const { draft, existing, sheet, address } of changed) {
    try {
      checkIndicator([...after.values()], draft.code, draft);
      if (existing && existing.measure !== draft.measure) checkFed(ledgers, draft.code, draft);
    } catch (error) {
      issues.push(block(sheet, address('code'), 'list.check', refusalText(error)));
      continue;
    }
    if (!existing || existing.id === null) continue;
    const key = existing.measure !== draft.measure ? 'measure' : existing.kind !== draft.kind ? 'kind' : null;
    if (key !== null && isInUse(ctx.store, 'indicator_id', existing.id)) {
      const what = `“${existing.name}”已有数据，${key === 'measure' ? `计量单位“${existing.measure}”` : `类型“${KIND_LABEL[existing.kind]}”`}`;
      issues.push(
        block(sheet, address(key), 'list.in-use', `${what}不能修改。可以停用它并另建指标，历史数据不受影响。`),
      );
    }
  }
  return importRows<IndicatorItem>(ctx, {
    columns,
    rows,
    issues,
    file,
    apply,
    list: '指标清单',
    counter: '个',
    kind: 'indicators',
    topics: ['indicators', 'values'],
    nameOf: ({ name }) => name,
    save: (saved) => {
      for (const { draft } of saved) saveIndicator(ctx.store, draft.code, draft);
    },
  });
}

function newItem(code: string): IndicatorItem {
  return { ...NEW_INDICATOR, id: null, code };
}

type TextKey = 'name' | 'shortName' | 'note';
type CodeKey = 'numerator' | 'denominator' | 'partOf';

function textColumn(key: TextKey, head: string, width: number, help: string): ListColumn<IndicatorItem> {
  return { key, head, width, help, write: (item) => item[key], read: (text) => ({ [key]: text }) };
}

function codeColumn(key: CodeKey, head: string, help: string): ListColumn<IndicatorItem> {
  return {
    key,
    head,
    width: 10,
    help,
    write: (item) => item[key] ?? '',
    read: (text) => ({ [key]: text === '' ? null : text }),
  };
}

function choiceColumn<K extends 'category' | 'kind' | 'direction' | 'total'>(
  key: K,
  head: string,
  labels: Readonly<Record<IndicatorItem[K], string>>,
  help: string,
): ListColumn<IndicatorItem> {
  const options = Object.values<string>(labels);
  return {
    key,
    head,
    width: 12,
    help,
    options,
    write: (item) => labels[item[key]],
    read: (text) => {
      const found = byLabel(labels as Readonly<Record<string, string>>, text);
      return found === null
        ? new Expected(`应为${options.join('、')}之一`)
        : ({ [key]: found } as Partial<IndicatorItem>);
    },
  };
}

function integerColumn(key: 'precision' | 'factor', head: string, help: string): ListColumn<IndicatorItem> {
  return {
    key,
    head,
    width: 8,
    isNumber: true,
    help,
    write: (item) => String(item[key]),
    read: (text) => {
      if (text === '') return {};
      const value = readInteger(text);
      return value === null ? new Expected('应为整数') : { [key]: value };
    },
  };
}

const COLUMNS: readonly ListColumn<IndicatorItem>[] = [
  {
    key: 'code',
    head: '指标代码',
    also: ['代码'],
    isRequired: true,
    width: 10,
    help: '一个大写字母加两位数字，可再加一个小写字母，如C06；一经使用不再改变含义。',
    write: (item) => item.code,
    read: (text) => ({ code: text }),
  },
  {
    ...textColumn('name', '指标名称', 30, '应填写1至60个字的标准名称，与打印的一致。'),
    also: ['名称'],
    isRequired: true,
  },
  textColumn('shortName', '简称', 18, '用于窄列的列名，最多30个字；留空则用指标名称。'),
  choiceColumn('category', '类别', CATEGORY_LABEL, '应从下拉列表中选择。'),
  {
    key: 'measure',
    head: '计量单位',
    width: 10,
    help: '应从下拉列表中选择；已有数据的指标不能改。',
    options: Object.keys(MEASURES),
    write: (item) => item.measure,
    read: (text) =>
      Object.hasOwn(MEASURES, text) ? { measure: text } : new Expected(`应为${Object.keys(MEASURES).join('、')}之一`),
  },
  choiceColumn(
    'kind',
    '类型',
    KIND_LABEL,
    `${INDICATOR_KINDS.map((kind) => KIND_LABEL[kind]).join('、')}：流量按期间累计，存量是时点数。`,
  ),
  integerColumn('precision', '小数位数', '打印时的小数位数，应为0至6。'),
  choiceColumn('direction', '排名方向', DIRECTION_LABEL, '哪个方向更好；不排名的指标不显示名次。'),
  choiceColumn('total', '合计方式', TOTAL_LABEL, '合计行怎样得出。'),
  codeColumn('numerator', '分子', '比率的分子，填写指标代码；其他指标留空。'),
  codeColumn('denominator', '分母', '比率的分母，填写指标代码；其他指标留空。'),
  integerColumn('factor', '倍数', '比率＝分子÷分母×倍数，百分比为100，其他为1，应为不小于1的整数。'),
  codeColumn('partOf', '其中', '是哪个指标的一部分，填写总数的指标代码；没有则留空。'),
  {
    key: 'aliases',
    head: '别名',
    width: 50,
    help: '报表中的其他写法，多个之间用竖线 | 分开；“组/列”表示两层表头。',
    write: (item) => item.aliases.join('|'),
    read: (text) => ({ aliases: splitNames(text) }),
  },
  textColumn('note', '指标解释', 50, '统计口径说明，可不填。'),
  {
    key: 'enabled',
    head: '启用',
    width: 8,
    help: '填“否”则不在填报和报表中出现。',
    options: YES_NO,
    write: (item) => yesNo(item.enabled),
    read: (text) => {
      if (text === '') return {};
      const enabled = readYesNo(text);
      return enabled === null ? new Expected('应为“是”或“否”') : { enabled };
    },
  },
];
