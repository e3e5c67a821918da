// The year that title, sheet name and file name of a ledger state. Not here: years of columns and rows.

/** A day says when a list was made: 填报日期：2023年1月10日. Behind 截至 it says how far the list goes. */
const DAY = /(?<!截[至止到]\s*)(?<!\d)20\d{2}\s*[-./年]\s*\d{1,2}\s*[-./月]\s*\d{1,2}\s*日?(?!\s*[\d月])/g;
const MADE_IN =
  /(?:填报|填表|制表|报送|上报|打印|导出|更新|编制)(?:日期|时间)?\s*[:：]?\s*20\d{2}\s*[-./年]\s*\d{1,2}\s*月?/g;

/** Title without the days on which the list was filled in, printed or sent. */
export function withoutDays(title: string): string {
  return title.normalize('NFKC').replaceAll(DAY, ' ').replaceAll(MADE_IN, ' ');
}

/** The only year that is stated; null where there is none or they differ. */
export function statedYear(title: string): number | null {
  const years = new Set(
    [...withoutDays(title).matchAll(/(20\d{2})(?=年|\.\d|-\d|[^\d]|$)/g)].map((match) => Number(match[1])),
  );
  return years.size === 1 ? [...years][0]! : null;
}
