// What can be done about a warning of a table is said by the page; the warning itself comes from the core.

/** 没有2021年末常住人口 …: the columns per head stay empty until 设置 › 人口数 knows it. */
export function lacksPopulation(warning: string): boolean {
  return /没有\d{4}年末常住人口/.test(warning);
}
