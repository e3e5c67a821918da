// Words of single things: a firm, a person, a patent in each row. And of parts of a unit, which are counted for themselves. By a head or
// by the texts below it; what follows from them: list-signs.ts, 3-map/ask-single-things.ts.

import { normaliseName } from '../../../../shared/indicators/normalise.js';

const HEAD =
  /^(?:所属|代表|龙头|重点|典型|主要|获奖|优势|示范|出质|投保|受助|贷款|涉案)?(?:企业|公司|机构|项目|案件|案由|商标|专利|产品|作品|品牌|证书|单位)(?:名称|全称|简称)$|^(?:专利权人|商标权人|权利人|申请人|注册人|当事人|出质人|质权人|被许可人|许可人|受让人|转让人|被侵权人|投保人)(?:名称|姓名)?$|^(?:姓名|(?:参训|参会|受训|参赛)(?:人员?|学员)?|学员)(?:姓名)?$|^(?:专利号|申请号|注册号|登记号|证书编?号|案号|合同编?号)$/;
const TOWNS =
  /^(?:所属|所在)?(?:乡镇|镇街|镇乡|街道|乡镇街道|(?:乡镇|镇)\(街道\)|乡\(镇\)|社区|村居|村\(社区\)|园区|(?:市场)?监管所|基层所|所|网格)(?:名称)?$/;
const TOWN =
  /[镇乡村]$|(?:街道|街道办|办事处|社区|园区|开发区|高新区|工业园|产业园|产业区|科技园|集聚区)(?:\([^()]*\))?$/;
const THING =
  /(?:公司|集团|厂|大学|学院|研究院|研究所|合作社|协会|商行|经营部|超市|支行|药店|饭店|商店|工作室|事务所)(?:\([^()]*\))?$|^(?:ZL|CN)?\d{9,13}(?:\.?[\dX])?$/i;
/** 企业, 姓名, 走访企业, 受助对象: says too little of one column, and enough where its texts are all different. */
const SHORT_HEAD =
  /(?:企业|公司|商户|机构|对象|主体|院校|高校|学校|姓名|学员|人员|职工|联系人|联络员|专家|商标|专利|项目|课题|案件|作品|产品|品牌|证书|站点|电话|手机|联系方式)(?:名称|全称|号码?)?$/;

const isMost = (texts: readonly string[], test: (text: string) => boolean): boolean =>
  texts.filter((text) => test(normaliseName(text))).length * 2 > texts.length;

/** By the head alone. */
export function headsThings(head: string): boolean {
  return HEAD.test(normaliseName(head));
}

/** By the head, where each text below it is another one. */
export function mayHeadThings(head: string): boolean {
  return headsThings(head) || SHORT_HEAD.test(normaliseName(head));
}

export function areThings(texts: readonly string[]): boolean {
  return isMost(texts, (text) => THING.test(text));
}

/** 乡镇, 园区: parts of a unit. */
export function headsTowns(head: string): boolean {
  return TOWNS.test(normaliseName(head));
}

export function areTowns(texts: readonly string[]): boolean {
  return isMost(texts, (text) => TOWN.test(text));
}
