// 计量单位 of money that the lines above a ledger state: 单位：万元, （单位：件、万元）, 金额：元, （元）. Not here: heads that name their own.

const MONEY = ['万元', '千元', '亿元', '元'] as const;
type Money = (typeof MONEY)[number];

/** 填报单位：元通镇 is somebody, no 计量单位: 单位 stands alone or behind 计量 or 金额. */
const STATED =
  /(?:(?:计量|金额)单位|(?<!\p{Script=Han})单位|金额)[:：为]?\s*[（(]?(?:人民币)?([^\s（）()；;。]{1,20})/gu;

/** （元） alone, or behind the last word of a title: 质押融资情况（万元）. */
const IN_BRACKETS = /[（(](?:人民币)?([^\s（）()]{1,20})[)）](?!\S)/gu;

/** Null where none is stated, or more than one. */
export function statedMoney(title: string): Money | null {
  const stated = new Set<Money>();
  for (const [, words] of [...title.matchAll(STATED), ...title.matchAll(IN_BRACKETS)])
    for (const word of words!.split(/[、，,/和]/)) {
      const money = MONEY.find((one) => one === word);
      if (money !== undefined) stated.add(money);
    }
  return stated.size === 1 ? [...stated][0]! : null;
}
