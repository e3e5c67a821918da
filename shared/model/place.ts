// The place that a bureau stands for, taken from its name: 枣庄市知识产权局 → 枣庄市. Province tables name places, not bureaus.

const OFFICE = /(知识产权.{0,8}(局|办公室|中心|院|所)|市场监督管理局|市场监管局|行政审批服务局|科学技术局|科技局)$/;
const IN_BRACKETS = /[（(].*?[）)]/g;
/** Ends of Chinese place names; the longest first, so that 自治州 is not cut to 州. */
const PLACE =
  /^.{1,25}?(自治区|自治州|自治县|自治旗|特别行政区|开发区|高新区|新区|林区|矿区|地区|省|市|盟|州|县|旗|区)$/u;

/** The place, or '' where the name does not say one: then the officer is asked, nothing is guessed. */
export function placeOfBureau(bureauName: string): string {
  const bare = bureauName.normalize('NFKC').replaceAll(IN_BRACKETS, '').replaceAll(/\s/g, '');
  let place = bare.replace(OFFICE, '');
  if (place === bare) return '';
  // 中共枣庄市委… and the like are no places; a province in front stays only where nothing follows it.
  const parts = /^(?:.+?(?:省|自治区))?(.+)$/u.exec(place);
  if (parts?.[1] !== undefined && PLACE.test(parts[1])) place = parts[1];
  return PLACE.test(place) ? place : '';
}
