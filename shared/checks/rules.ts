// Checks as data: which indicators must add up exactly. 其中 relations come from the catalogue (partOf).

export interface SumRule {
  total: string;
  parts: readonly string[];
}

/** Exact sums (formats.md D.2.5): 发明 + 新型 + 外观 = 授权, and the same for applications. */
export const SUM_RULES: readonly SumRule[] = [
  { total: 'C05', parts: ['C06', 'C07', 'C08'] },
  { total: 'C01', parts: ['C02', 'C03', 'C04'] },
];

export const PART_RULES_NOTE = '其中数不能大于总数，请核实后改正。';
