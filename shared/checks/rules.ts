// Relations between shipped indicators that rules run over. 其中 relations come from the catalogue (partOf).

export interface SumRule {
  total: string;
  parts: readonly string[];
}

/** Exact sums (formats.md D.2.5): 发明 + 新型 + 外观 = 授权, and the same for applications. */
export const SUM_RULES: readonly SumRule[] = [
  { total: 'C05', parts: ['C06', 'C07', 'C08'] },
  { total: 'C01', parts: ['C02', 'C03', 'C04'] },
];

export interface StockRule {
  stock: string;
  added: string;
  removed: string;
}

/** 期末 = 上年末 + 新增 − 注销, where the catalogue has all three: a check, never a definition (indicators.md B.1). */
export const STOCK_RULES: readonly StockRule[] = [{ stock: 'C29', added: 'C29a', removed: 'C29b' }];
