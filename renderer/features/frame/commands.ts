// Keys of the program in one list: the key handler, the help and the navigation follow from it.

import { PAGE_LABEL, PAGES, type PageName } from '../../app-state.js';

export interface KeyHelp {
  keys: string;
  text: string;
  /** Page where it works; absent: everywhere. */
  page?: PageName;
}

export const KEYS: readonly KeyHelp[] = [
  {
    keys: `Alt+1 … Alt+${PAGES.length}`,
    text: `转到${PAGES.map((page) => PAGE_LABEL[page]).join('、')}`,
  },
  { keys: '[ 和 ]', text: '上一期、下一期' },
  { keys: 'Ctrl+K', text: '查找页面、填报单位、指标（可用拼音首字母）' },
  { keys: 'F4', text: '打开或关闭“来源”' },
  { keys: 'Ctrl+Z', text: '撤销最近一步' },
  { keys: 'Ctrl+Y', text: '重做刚撤销的一步' },
  { keys: 'F1 或 ?', text: '显示快捷键' },
  { keys: 'Esc', text: '关闭最里层的窗口或面板' },
  { keys: '↑ ↓ Enter', text: '在文件列表中移动、打开对照查看', page: 'import' },
  { keys: 'Alt+↑ Alt+↓', text: '对照查看时转到上一个、下一个文件', page: 'import' },
  { keys: '方向键、Home、End', text: '移动所选单元格', page: 'values' },
  { keys: 'Shift+方向键', text: '扩大选区', page: 'values' },
  { keys: 'Ctrl+A', text: '全部选中', page: 'values' },
  { keys: 'Ctrl+C', text: '复制选区，可直接粘贴到 Excel 或 WPS', page: 'values' },
  { keys: 'Enter 或 双击', text: '查看数值来源', page: 'values' },
  { keys: 'Ctrl+P', text: '打印', page: 'tables' },
  { keys: 'Enter', text: '查看所选数字的来源', page: 'tables' },
];
