// Text of --help.

export const HELP = `知产台账 命令行

用法：npm run -s batch -- 命令 [选项]        （安装版：程序名 --batch 命令 [选项]）

  setup   --bureau 单位名称 --units 单位清单.csv [--level province|city|county] [--code 370400] [--place 地区]
          在空的数据文件夹里建立单位。CSV（UTF-8）各列：
          name,aliases,kind,order,counts_in_total,ranked,valid_from,valid_to,population_年份（万人）
          别名用 | 分开；是否用 yes / no；kind 为 county zone direct town member enterprise
  import  [--period 2022-07] [--accept] [--answers 答案.json] 文件或文件夹…
          预览；加 --accept 时接收没有必改问题和待回答问题的文件，其余文件不保存任何内容
          --period 只用于自己没有写明期间的文件
  values  --period 2022-07            列出一个期间的全部数值，含合计和比率
  table   表样 --period 2022-07 --out 文件.xlsx|.pdf|.html|.csv [--paper A3|A4] [--orientation portrait|landscape]
  table   --list                      列出表样
  backup  [--list]                    立即备份；列出备份
  restore 备份编号                    从备份恢复，恢复前的数据另存
  undo    [导入记录编号]              撤销一次导入，不写编号时撤销最近一次
  call    操作名 '参数JSON' [--out 文件]   任一操作；参数中的文件写作 {"path": "文件"}
          结果是几个文件时，--out 写文件夹

每个命令都可以用：
  --data 文件夹    数据文件夹；不写时用环境变量 IP_LEDGER_DATA，再不然用默认位置
  --json           标准输出只有一个 JSON 文档
  --help           本说明

退出码：0 完成（只预览时预览完即为完成）；2 有文件待回答、待处理或不能导入；1 失败（标准错误输出写明原因）`;
