// Sections of 设置, named once for the page and for the palette.

export const SETTINGS_SECTIONS = [
  'units',
  'population',
  'indicators',
  'ledgers',
  'tasks',
  'forms',
  'calendar',
  'contacts',
  'new-year',
  'rules',
  'recognition',
  'basis',
  'sources',
  'backup',
  'log',
  'about',
] as const;
export type SettingsSection = (typeof SETTINGS_SECTIONS)[number];

export const SETTINGS_LABEL: Record<SettingsSection, string> = {
  units: '填报单位',
  population: '人口数',
  indicators: '指标',
  ledgers: '台账与字段',
  tasks: '报送任务',
  forms: '填报表与模板',
  calendar: '节假日',
  contacts: '通讯录',
  'new-year': '新年度',
  rules: '审核规则',
  recognition: '识别规则',
  basis: '口径与显示',
  sources: '取值来源',
  backup: '备份与恢复',
  log: '操作日志',
  about: '关于',
};
