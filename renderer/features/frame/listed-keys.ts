// What keys do, as F1 lists them. Text only: those of every page are in use-keys.ts, the others in the grid or the page that they work in.

import { PAGE_LABEL, PAGES, type PageName } from '../../pages.js';

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
  { keys: 'Ctrl+K', text: '查找页面、台账、企业、记录、填报单位、指标（可用拼音首字母）' },
  { keys: 'Ctrl+S', text: '保存这一页或窗口中填写的内容；窗口中也可按 Ctrl+Enter' },
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
  { keys: 'Enter', text: '查看数值来源', page: 'values' },
  { keys: '直接输入、F2、双击', text: '填写、修改所选单元格；Esc 放弃', page: 'values' },
  { keys: 'Ctrl+V', text: '粘贴从 Excel 或 WPS 复制的一片', page: 'values' },
  { keys: 'Ctrl+D', text: '向下填充', page: 'values' },
  { keys: 'Delete', text: '改为未报', page: 'values' },
  { keys: '直接输入、F2', text: '填写、修改所选单元格；Esc 放弃', page: 'ledgers' },
  { keys: 'Tab Enter', text: '右移、下移；用 Tab 填完一行后，Enter 到下一行的起始栏', page: 'ledgers' },
  { keys: 'Alt+↓', text: '打开可选内容；可输入拼音首字母', page: 'ledgers' },
  { keys: 'Insert', text: '到末尾的空行，新增一条', page: 'ledgers' },
  { keys: 'Ctrl+C Ctrl+X Ctrl+V', text: '复制、剪切、粘贴，可与 Excel、WPS 往来', page: 'ledgers' },
  { keys: 'Ctrl+D', text: '向下填充；只选一行时取上一行的内容', page: 'ledgers' },
  { keys: '输入后 Ctrl+Enter', text: '填入所选的全部单元格，作为一步', page: 'ledgers' },
  { keys: 'Ctrl+;', text: '填入今天的日期', page: 'ledgers' },
  { keys: 'Delete', text: '清除所选单元格', page: 'ledgers' },
  { keys: 'Ctrl+Delete', text: '删除所选的行（先询问）', page: 'ledgers' },
  { keys: 'Ctrl+空格 Shift+空格', text: '选中整栏、整行', page: 'ledgers' },
  { keys: 'Ctrl+Enter', text: '打开这一行的详情；再按一次进入详情，Esc 关闭', page: 'ledgers' },
  { keys: 'Ctrl+F', text: '在本台账中查找；Enter 回到单元格，Esc 取消查找', page: 'ledgers' },
  { keys: 'Ctrl+Shift+L', text: '到当前栏的筛选；Enter 回到单元格', page: 'ledgers' },
  { keys: 'Alt+Shift+↑ Alt+Shift+↓', text: '按当前栏升序、降序；再按一次恢复原序', page: 'ledgers' },
  { keys: 'Ctrl+P', text: '打印当前视图', page: 'ledgers' },
  { keys: 'Ctrl+P', text: '打印', page: 'tables' },
  { keys: '方向键、Home、End', text: '在表中的数字之间移动', page: 'tables' },
  { keys: 'Enter', text: '查看所选数字的来源', page: 'tables' },
  { keys: '↑ ↓ Enter', text: '录入目标时移到上一格、下一格', page: 'targets' },
  { keys: 'Ctrl+V', text: '录入目标时粘贴从 Excel 或 WPS 复制的一片', page: 'targets' },
];
