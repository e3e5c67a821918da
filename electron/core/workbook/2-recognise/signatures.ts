// Who filled in a report and how to reach them: 填报人：孙某  电话：0632…, with or without a colon, in one cell or two.

const PERSON = '(?:填报|填表|制表|经办|统计|编制|报送|上报)(?:人员|人|者|员)';
const CHECKER = '(?:审核|复核|审批|校核)(?:人员|人|者|员)';
const LEADER =
  '(?:(?:单位|分管|部门|科室|统计|主要|主管)?(?:负责人|领导)(?:[(（]?(?:签字|签名|签章)[)）]?)?|局长|主任|科长)';
const CONTACT = '(?:业务)?联系人(?:员)?';
const PHONE =
  '(?:(?:联系|办公|单位|固定)?电话(?:号码)?|联系方式|(?:联系)?手机(?:号码?)?|(?:电话|手机)[/／](?:手机|电话))';
const DATE = '(?:填报|报送|填表|制表|编制|上报|报出|报表)?(?:日期|时间)';

/** Labels that need no 人 behind them where a colon follows: 制表：李某  审核：王某. */
const SHORT = '(?:填报|填表|制表|经办|审核|复核)';

const NAMES: readonly [RegExp, string][] = [
  [new RegExp(`^${PERSON}$|^(?:填报|填表|制表|经办)$`), '填报人'],
  [new RegExp(`^${CHECKER}$|^(?:审核|复核)$`), '审核人'],
  [new RegExp(`^${LEADER}$`), '负责人'],
  [new RegExp(`^${CONTACT}$`), '联系人'],
  [new RegExp(`^${PHONE}$`), '联系电话'],
  [new RegExp(`^${DATE}$`), '填报日期'],
];
const LABEL = new RegExp(`(${[PERSON, CHECKER, LEADER, CONTACT, PHONE, DATE, SHORT].join('|')})\\s*[:：]`, 'gu');
const BARE = new RegExp(`^(?:${[PERSON, CHECKER, LEADER, CONTACT, PHONE].join('|')})$`, 'u');
const FULL_DATE = /\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日/u;

/** 制表人, 联系电话 as the whole text, without a colon: its value stands in the next cell. */
export function isSignatureLabel(text: string): boolean {
  return BARE.test(text.normalize('NFKC').replaceAll(/\s/g, ''));
}

/** Splits a line into its labels with their values; the first of each kind counts. */
export function readSignatures(line: string, into: Record<string, string>): void {
  // 填 报 人：孙 某 is spaced for the look of it: blanks between single characters are none.
  const text = line
    .normalize('NFKC')
    .replaceAll(/[ \u3000]+/g, ' ')
    .replaceAll(/(?<=[\p{Script=Han}]) (?=[\p{Script=Han}] ?[\p{Script=Han}]? ?[:：])/gu, '');
  const labels = [...text.matchAll(LABEL)];
  labels.forEach((label, index) => {
    const end = labels[index + 1]?.index ?? text.length;
    const value = text.slice(label.index + label[0].length, end).trim();
    const date = FULL_DATE.exec(value);
    const name = NAMES.find(([pattern]) => pattern.test(label[1]!.replaceAll(/\s/g, '')))?.[1];
    if (name === undefined) return;
    // A date behind a name is the date of the form, not part of the name.
    const own = name === '填报日期' || !date ? value : value.slice(0, date.index).trim();
    put(into, name, own);
    if (date) put(into, '填报日期', date[0]);
  });
  if (labels.length === 0 && FULL_DATE.test(text)) put(into, '填报日期', FULL_DATE.exec(text)![0]);
  // 联系人 is who is asked; where nobody signed as 填报人 it is the same person.
  if (Object.hasOwn(into, '联系人') && !Object.hasOwn(into, '填报人')) into['填报人'] = into['联系人']!;
}

function put(into: Record<string, string>, name: string, written: string): void {
  const value = written.replaceAll(/\s/g, '').replace(/^[,，;；、]+|[,，;；、]+$/gu, '');
  if (value !== '' && !/^[_＿]+$/.test(value) && !Object.hasOwn(into, name)) into[name] = value;
}
