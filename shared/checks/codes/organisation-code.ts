// 组织机构代码 (GB 11714): 8 characters and a check character; positions 9–17 of a 统一社会信用代码.

const WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];

/** Check character of the first eight, or null where they are no digits and capitals. */
export function organisationCheck(body: string): string | null {
  if (!/^[0-9A-Z]{8}$/.test(body)) return null;
  const sum = WEIGHTS.reduce((total, weight, i) => total + Number.parseInt(body[i]!, 36) * weight, 0);
  const check = 11 - (sum % 11);
  return check === 10 ? 'X' : check === 11 ? '0' : String(check);
}
