// Closed table of error codes with their Chinese text. {placeholders} are filled from AppError.params.
// Groups: input.* file.* data.* store.* job.* host.* bug.*. A test walks the sources: no thrown code may be missing here.

export const ERROR_CODES = {
  // What the officer entered
  'input.invalid': '填写的内容不符合要求：{what}。尚未保存任何内容，请改正后再试。',
  'input.unknown-call': '程序不认识这个操作（{name}）。数据没有变化。',
  'input.batch-usage': '命令写法有误：{what}。输入 --help 查看用法。',

  // Files
  'file.not-found': '找不到文件“{name}”。它可能已被移动或改名，请重新选择。没有导入任何内容。',
  'file.locked': '文件“{name}”正被其他程序占用，请在 Excel 或 WPS 中关闭后重试。没有导入任何内容。',
  'file.unreadable': '没有读取文件“{name}”的权限，请复制到本机后再导入。没有导入任何内容。',
  'file.empty': '文件“{name}”是空的（0 字节），请向填报单位索取完整文件。没有导入任何内容。',
  'file.kind-unknown':
    '文件“{name}”不是电子表格（识别为：{found}）。可以导入 .xlsx、.xls、.et、.csv 以及另存为网页的 .xls。没有导入任何内容。',
  'file.kind-save-as':
    '文件“{name}”是{found}，本程序不能直接读取。请用 WPS 或 Excel 打开后另存为“Excel 工作簿（.xlsx）”再导入。没有导入任何内容。',
  'file.archive':
    '文件“{name}”是压缩包，其中的表格要在“导入”中逐个接收，这里不能直接读取。请解压后选择其中的一个表格。没有导入任何内容。',
  'file.kind-convert': '文件“{name}”是{found}，本程序不能直接读取。{how}没有导入任何内容。',
  'file.encrypted': '文件“{name}”设置了打开密码。请用密码打开后另存为没有密码的文件再导入。没有导入任何内容。',
  'file.damaged':
    '文件“{name}”已损坏或不完整（{where}）。请向填报单位索取完整文件，或用 Excel、WPS 打开后另存一份再导入。没有导入任何内容。',
  'file.too-large': '文件“{name}”太大（{found}，上限 {limit}）。没有导入任何内容。请删去无关的工作表后另存再导入。',
  'file.suspicious': '文件“{name}”内部结构异常（{what}），为安全起见没有读取。请用 Excel 或 WPS 打开后另存一份再导入。',
  'file.timeout': '读取文件“{name}”超过 {seconds} 秒仍未完成，已停止。没有导入任何内容。请另存为 .xlsx 后再试。',
  'file.no-cells': '文件“{name}”的可见工作表中没有内容。没有导入任何内容。',
  'file.encoding':
    '文件“{name}”的文字编码无法确定（不是 UTF-8，也不是 GB18030）。请用 Excel 或 WPS 打开后另存为 .xlsx 再导入。',
  'file.attachment-empty': '文件“{name}”是空的（0 字节），没有添加。请换上完整的文件。',
  'file.attachment-too-large':
    '文件“{name}”太大（{found}，附件上限 {limit}），没有添加。请压缩或分成几个文件后再添加。',
  'file.not-attachable': '文件“{name}”不能作为附件（可以是 PDF、OFD、图片、Word、Excel、WPS 文档或压缩包），没有添加。',
  'file.form-refused': '上报表“{name}”不能填写：{why}。没有生成文件，原表和数据都没有变化。',
  'file.save-failed': '文件“{name}”没有保存成功（{why}）。原有文件没有变化，请换一个位置或关闭占用它的程序后重试。',

  // Remarks on a file that was read
  'file.ending-differs': '文件名的后缀是“{ending}”，内容实际是{found}，已按内容读取。',
  'file.external-links': '文件引用了其他工作簿，本程序只取已保存的结果，不访问其他文件。',
  'file.formula-circular':
    '工作表“{sheet}”有{count}个公式引用了自己（循环引用）：{cell}的公式{formula}，文件里存的是{stored}，不是算出来的。这些格不入库，请核实表中的公式。',
  'file.formula-stale':
    '工作表“{sheet}”有{count}个公式的结果与表中的数不符：{cell}的公式{formula}按表中的数应为{value}，文件里存的是{stored}，像是改数后没有重新计算。这些格不入库，请核实表中的数。',
  'file.macros': '文件带有宏，本程序不运行宏，只读取数据。',

  // Data
  'data.not-found': '{what}不存在或已被删除，请刷新后再试。',
  'data.exists': '{what}已存在。没有重复保存，请修改后再试。',
  'data.in-use': '{what}已有数据在使用，不能删除。可以设置失效时间，历史数据不受影响。',
  'data.people-twice':
    '{what}。还没有保存。请先说明：分别计入（batch 中 besides 为 separate），还是已含在内、只计一次（所含单位的编号，如 [3]）。',
  'data.stale': '预览之后数据已有变化（{what}），为避免错误没有接收。请重新预览后再接收，已有数据没有变化。',
  'data.changed-since':
    '打开之后，“{step}”改过同样的内容，为免覆盖，没有保存。请先核对现在的内容再改；对话框中的内容仍是之前的，请关闭后重新打开。',
  'data.shown-changed':
    '屏幕上的{what}显示之后，数据又有变化，为免与看到的不一致，这一步没有进行。{what}已刷新，请核对后再试。',
  'data.plan-gone': '这次预览已失效（程序重启或已被新的预览代替）。请重新选择文件。已有数据没有变化。',
  'data.blocked': '文件“{name}”还有{count}处必改问题或待回答的问题，没有接收。请先处理，或退回填报单位修改。',
  'data.undo-conflict': '不能{step}“{label}”：{what}。数据没有变化。',
  'data.locked':
    '{period}已锁定，这一步没有保存，已有数据没有变化。确需修改时，请先在“汇总表 › 定稿存档”中重新打开本期并写明原因。',
  'data.not-set-up': '还没有建立本单位。请先在首页“建立我的单位”或导入示例数据。',
  'data.already-set-up':
    '这个数据文件夹里已有“{name}”的数据。示例数据和新建的单位只能用于空的数据文件夹，已有数据没有变化。',
  'data.no-values': '{period}没有可以制表的数据。请先在“报送导入”接收各填报单位的报表。',
  'data.no-task': '{period}没有到期的报送任务，不能列出报送情况。请先在“设置 › 报送任务”中建立任务。',
  'data.no-rows': '“{ledger}”台账中没有{period}的记录，不能制表。请先在“台账”中登记或导入。',

  // Store
  'store.busy': '数据文件夹正被另一个“知产台账”窗口使用。请切换到已打开的窗口，或关闭它后重试。数据没有变化。',
  'store.read-only': '数据文件夹不能写入（{path}）。请检查磁盘是否只读、权限是否足够。已有数据没有变化。',
  'store.path-too-long': '数据文件夹的路径太长，数据文件打不开（{path}）。请换一个路径短些的位置；已有数据没有变化。',
  'store.unreachable':
    '数据文件读写不了（{path}），这次操作没有保存。磁盘或网络位置可能已断开，或数据文件夹已被移动、删除；请恢复原位后重试，仍不行时重新启动程序。',
  'store.full': '磁盘空间不足，没有保存这次操作，已有数据完好。请清理磁盘后重试。',
  'store.damaged': '数据文件可能已损坏，程序已停止写入以免扩大损失。请从备份恢复；损坏的文件会原样保留。',
  'store.replaced':
    '数据文件被另一份文件（如备份）直接覆盖了，旁边还有原来的数据没有写完的部分，一起打开会混在一起。请在下面选一份备份恢复；现在的文件会原样保留。',
  'store.exchanged':
    '程序运行时，数据文件被另一份文件替换或覆盖了，程序已停止读写，以免两份数据混在一起，这次操作没有保存。要用现在这份文件请重试；要用其他的请从备份恢复。',
  'store.closed': '这项操作没有做完，数据文件就被恢复成另一份或关闭了，没有保存；已有数据完好。请重新操作。',
  'store.newer-version':
    '数据文件由更新版本的程序建立（数据版本 {found}，本程序支持到 {supported}）。请升级程序；数据文件没有改动。',
  'store.missing':
    '原来的数据文件不见了（{path}）。请确认磁盘或网络位置是否可用，或从备份恢复。程序不会自动新建空白数据。',
  'store.migrate-failed': '升级数据文件没有成功，已保留升级前的数据。请把“详情”发给维护人员，或从备份恢复。',
  'store.backup-failed': '备份没有成功（{why}）。已有数据和以前的备份没有变化。',
  'store.restore-failed':
    '没有恢复备份：数据文件“{name}”不能替换（{why}）。现有数据没有变化，请关闭占用它的程序（如杀毒、同步软件）后重试。',
  'store.backup-damaged': '备份“{name}”打不开或不完整，没有恢复。现有数据没有变化，请选择其他备份。',

  // Jobs
  'job.cancelled': '已取消，没有保存任何内容。',
  'job.worker-gone': '后台程序意外停止，正在进行的操作已回滚，已保存的数据完好。请重试。',

  // Hosts
  'host.refused': '请求被拒绝。',
  'host.no-browser':
    '这台电脑上没有找到 Edge、Chrome 或 Chromium，暂时不能生成 PDF。可以改为导出 Excel，或用“打印”由系统打印机输出。',
  'host.print-failed': '打印没有完成（{why}）。请检查打印机后重试，数据没有变化。',
  'host.unsupported': '当前运行方式不支持“{what}”。',

  // Bugs
  'bug.unexpected':
    '程序遇到意外问题（编号 {reference}）。已保存的数据完好，这一步没有完成。请重试；如仍出现，请把“详情”发给维护人员。',
} as const satisfies Record<string, string>;

export type ErrorCode = keyof typeof ERROR_CODES;
