// What a file's name says beside period and words of the trade: 开发区（2026年1-7月）.xlsx → 开发区. Where the sheet names no unit,
// an answer is remembered for these words only: every unit may send the same form under the same title.

import { normaliseName } from '../../../../shared/indicators/normalise.js';
import { withoutPeriods } from '../2-recognise/period-text.js';
import type { RecognisedTable } from '../2-recognise/recognise.js';
import type { MapEnv } from './env.js';

/** Words that any unit's file may carry; what is left of a name of nothing else says nothing about who sent it. */
const COMMON =
  /知识产权|专利|商标|版权|地理标志|发明|授权|申请|有效|创造|运用|转化|保护|管理|服务|执法|办案|质押|融资|培训|宣传|主要|重点|工作|业务|情况|指标|数据|数字|数值|信息|统计|进展|进度|完成|任务|目标|考核|报送|上报|填报|报告|报表|调度|汇总|台账|明细|清单|一览|材料|附件|附表|模板|样表|格式|表格|表式|表样|月报|季报|年报|月度|季度|半年|年度|全年|本月|当月|同期|累计|更正|修改|修订|修正|补报|重报|退回|最新|最终|终稿|定稿|初稿|正式|盖章|电子|扫描|新建|工作簿|工作表|文档|副本|复件|复制|乡镇|镇街|街镇|街道办|区县|县区|县市|市县|单位|各|全|省|及|和|与|的|等|关于|年|月|日|号|期|第|次|份|版|稿|表|件|数|量|microsoft|excel|word|wps|office|sheet|book|copy|final|new|report|data|form|table/giu;

/** Words of an office and of the form that it sends: left in what is remembered, and nothing by themselves. */
const SHARED =
  /市场|监督|监管|市监|科技|工信|商务|法院|公安|农业|农村|文化|旅游|海关|税务|强[国省市县区]|建设|示范|试点|创建|促进|发展|基本|总体|综合|有关|相关|项目|企业|高价值|微信|图片|钉钉|邮件|下载|转发|接收|未命名|分局|局|科|股|室|所|处|中心|委员会|办公|大队/g;

/** 开发区, 城头镇: named like a place, also where the title says it too. */
const PLACE = /(?:[区县旗镇乡园城]|街道|高新|经开)$/;

/** The telling words of a name, '' where any unit may carry it. `place`: the bureau's own, which all of its units share. */
function tellingWords(name: string, place: string): string {
  const whole = normaliseName(place);
  const short = whole.length > 2 ? whole.replace(/[省市县区州盟]$/, '') : whole;
  const rest = normaliseName(withoutPeriods(name))
    .replace(whole, '')
    .replace(short, '')
    .replaceAll(COMMON, '')
    .replaceAll(/[^\p{L}]/gu, '');
  return rest.replaceAll(SHARED, '').length < 2 ? '' : rest;
}

/** False for 填报单位：市场监督管理局, which the office of every unit writes. */
export function isTelling(name: string, env: MapEnv): boolean {
  return tellingWords(name, env.words.place) !== '';
}

/**
 * The telling words of the file a table came in; with those of its sheet, which alone say nothing: every unit fills in the sheet of
 * the same form. What the title says too is the form's as well.
 */
export function tellingWordsOf(table: RecognisedTable, env: MapEnv): string {
  const { place } = env.words;
  const file = table.unit.find((evidence) => evidence.where === '文件名')?.text ?? '';
  const words = tellingWords(file.replace(/\.[^.]{1,5}$/, ''), place);
  const titles = normaliseName(table.context.titles.map((title) => title.text).join(''));
  const isOfForm = (found: string): boolean => titles.includes(found) && !PLACE.test(found);
  if (words === '' || isOfForm(words)) return '';
  const sheet = tellingWords(table.sheetName ?? '', place);
  return sheet === '' || isOfForm(sheet) ? words : `${words}/${sheet}`;
}
