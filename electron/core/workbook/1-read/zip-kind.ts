// What a zip archive is, by what it holds: a workbook of one of three kinds, or something else named in Chinese.
// Not here: whether the archive is sound (zip-guard.ts).

import { damaged, notASheet, saveAs, suspicious } from './refuse.js';
import { workbookPartOf } from './ooxml-package.js';
import type { GuardedZip } from './zip-guard.js';

export type ZipKind = { is: 'xlsx' | 'xlsb'; workbook: string } | { is: 'ods' } | { is: 'docx' } | { is: 'archive' };

/** The kind of workbook in an archive, or a refusal. */
export function zipKind(zip: GuardedZip): ZipKind {
  const has = (pattern: RegExp) => zip.names.some((name) => pattern.test(name));
  if (zip.has('mimetype') || zip.has('META-INF/manifest.xml')) {
    const mime = zip.has('mimetype') && zip.sizeOf('mimetype') < 200 ? zip.read('mimetype').toString('latin1') : '';
    if (
      mime.includes('opendocument.spreadsheet') ||
      (mime === '' && zip.has('content.xml') && !zip.has('[Content_Types].xml'))
    )
      return { is: 'ods' };
    if (mime.includes('opendocument.text')) throw notASheet('ODF 文字文档（.odt）');
    if (mime.includes('opendocument.presentation')) throw notASheet('ODF 演示文稿（.odp）');
    if (mime.includes('epub')) throw notASheet('电子书（.epub）');
  }
  if (zip.has('word/document.xml')) return { is: 'docx' };
  if (zip.has('ppt/presentation.xml')) throw notASheet('PowerPoint 演示文稿（.pptx）');
  if (zip.has('OFD.xml')) throw notASheet('OFD 版式文件');
  if (zip.has('Index/Document.iwa') || zip.has('Index.zip')) throw saveAs('Numbers 表格');
  if (zip.has('visio/document.xml')) throw notASheet('Visio 绘图');
  const workbook = workbookPartOf(zip);
  if (workbook !== undefined) {
    if (!/\.(?:xml|bin)$/i.test(workbook)) throw suspicious('工作簿目录的名称异常', workbook);
    return { is: workbook.toLowerCase().endsWith('.bin') ? 'xlsb' : 'xlsx', workbook };
  }
  if (has(/^xl\//i)) throw damaged('缺少工作簿目录（workbook.xml）', 'no workbook part');
  if (zip.names.length === 0) throw notASheet('空的压缩包');
  return { is: 'archive' };
}
