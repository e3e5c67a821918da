// The Chinese menu. Commands of the program live in the page; here is only what a desktop window owes its user.

import { Menu, type MenuItemConstructorOptions } from 'electron';

export function menuTemplate(isDevelopment: boolean): MenuItemConstructorOptions[] {
  return [
    {
      label: '文件',
      submenu: [{ role: 'close', label: '关闭窗口' }, { type: 'separator' }, { role: 'quit', label: '退出' }],
    },
    {
      label: '编辑',
      submenu: [
        { role: 'undo', label: '撤销' },
        { role: 'redo', label: '重做' },
        { type: 'separator' },
        { role: 'cut', label: '剪切' },
        { role: 'copy', label: '复制' },
        { role: 'paste', label: '粘贴' },
        { role: 'selectAll', label: '全选' },
      ],
    },
    {
      label: '视图',
      submenu: [
        { role: 'resetZoom', label: '实际大小' },
        { role: 'zoomIn', label: '放大' },
        { role: 'zoomOut', label: '缩小' },
        { type: 'separator' },
        { role: 'togglefullscreen', label: '全屏' },
        ...(isDevelopment
          ? ([
              { role: 'reload', label: '重新载入' },
              { role: 'toggleDevTools', label: '开发者工具' },
            ] as const)
          : []),
      ],
    },
  ];
}

export function installMenu(isDevelopment: boolean): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(isDevelopment)));
}
