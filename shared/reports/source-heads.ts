// Heads of the 数据来源表, by which one that comes back is known. Frozen: copies with them are in the offices' hands.

export const SOURCE_HEADS = [
  '填报单位',
  '指标',
  '栏目',
  '表中数',
  '计量单位',
  '统计期间',
  '来源文件',
  '工作表',
  '单元格',
  '原文',
  '计算公式',
] as const;
