// Decides what a file is by its bytes, never by its ending (rules.md 10), and refuses by name what is no spreadsheet.
// Not here: whether an archive or OLE file is sound (zip-guard.ts, ole-file.ts) or what an archive holds (zip-kind.ts).

import { looksLikeTable } from './csv.js';
import { decodeText, type DecodedText } from './text-decode.js';
import { convert, damaged, notASheet, saveAs } from './refuse.js';
import { findZipEnd } from './zip-guard.js';

/** What the bytes are; text forms come decoded because deciding needs the text. */
export type FileKind =
  | { is: 'zip' }
  | { is: 'ole' }
  | { is: 'biff' } // a bare BIFF stream without OLE around it
  | { is: 'html' | 'xml2003' | 'csv'; text: DecodedText };

const UNPACK = '请解压后选择其中的表格，或重新压缩为 .zip 再导入。';
/** [first bytes, what it is, how its tables can be had where there is a way]. */
const MAGIC: readonly [string, string, string?][] = [
  [
    '25504446',
    'PDF 文档',
    '请向填报单位索取原来的电子表格；只有 PDF 时，可用 WPS 的“PDF 转 Excel”另存为 .xlsx，核对数字后再导入。',
  ],
  ['52617221', 'RAR 压缩包', UNPACK],
  ['377abcaf271c', '7z 压缩包', UNPACK],
  ['1f8b', 'GZ 压缩包', UNPACK],
  ['89504e47', 'PNG 图片'],
  ['ffd8ff', 'JPEG 图片'],
  ['47494638', 'GIF 图片'],
  ['49492a00', 'TIFF 图片'],
  ['4d4d002a', 'TIFF 图片'],
  ['424d', 'BMP 图片'],
  ['4d5a', 'Windows 程序'],
  ['7f454c46', 'Linux 程序'],
  ['7b5c727466', 'RTF 文档', '请用 WPS 或 Word 打开后另存为“Word 文档（.docx）”再导入，其中的表格会直接读取。'],
  ['53514c69746520666f726d6174203300', 'SQLite 数据库'],
  ['3c3f786d6c2076657273696f6e3d22312e3022207374616e64616c6f6e653d22796573223f3e0a3c4f4644', 'OFD 版式文件'],
];
const TEXT_ENDINGS = new Set(['csv', 'tsv', 'txt', 'tab']);

/** The kind of a file, or a refusal that names what was found. */
export function detectKind(file: Buffer, name: string): FileKind {
  const head = file.subarray(0, 64).toString('hex');
  if (head.startsWith('504b0304') || head.startsWith('504b0506')) return { is: 'zip' };
  if (head.startsWith('504b0708') || head.startsWith('504b3030')) return { is: 'zip' };
  if (head.startsWith('d0cf11e0a1b11ae1')) return { is: 'ole' };
  if (/^09(?:00|02|04|08)(?:04|06|08|10)00/.test(head)) return { is: 'biff' };
  if (/(?:^|[\\/])~\$/.test(name) && file.length < 1024)
    throw notASheet('Excel、WPS 打开文件时留下的临时文件，请选择不带“~$”的同名文件');
  for (const [magic, found, how] of MAGIC)
    if (head.startsWith(magic) && !isPlainText(file, magic))
      throw how === undefined ? notASheet(found) : convert(found, how);
  if (findZipEnd(file) > 0 && file.includes('PK\u0003\u0004', 0, 'latin1'))
    throw damaged('文件开头混入了其他内容，可能是下载出错', 'zip with a prefix');
  if (isBinary(file))
    throw notASheet(file.every((byte) => byte === 0) ? '全部为空字节的文件，可能保存时断电' : '无法识别的二进制内容');
  return textKind(file, name);
}

/** Two-letter magics (BM, MZ) may begin a text such as "BM,数量". */
function isPlainText(file: Buffer, magic: string): boolean {
  return magic.length <= 4 && !isBinary(file);
}

/** NUL without a UTF-16 mark, or many control characters. */
function isBinary(file: Buffer): boolean {
  if ((file[0] === 0xff && file[1] === 0xfe) || (file[0] === 0xfe && file[1] === 0xff)) return false;
  const sample = file.subarray(0, 64 * 1024);
  let control = 0;
  for (const byte of sample) {
    if (byte === 0) return true;
    if (byte < 0x20 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 12) control++;
  }
  return control > sample.length / 50 || file.includes(0);
}

function textKind(file: Buffer, name: string): FileKind {
  const text = decodeText(file);
  const head = text.text.slice(0, 4096).trimStart();
  if (head === '' && text.text.trim() === '') return { is: 'csv', text };
  if (/^MIME-Version:|^From:[^\n]*\n[\s\S]*?Content-Type:\s*multipart/i.test(head))
    throw saveAs('单个文件网页（MHTML）');
  if (head.startsWith('<')) return markupKind(text, head);
  if (head.startsWith('ID;P')) throw saveAs('SYLK 表格');
  if (/^TABLE\r?\n0,1\r?\n/.test(head)) throw saveAs('DIF 表格');
  if (/^[[{]/.test(head) && isJson(text.text)) throw notASheet('JSON 数据，可能是网页系统返回的错误信息');
  const ending = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  if (!looksLikeTable(text.text, TEXT_ENDINGS.has(ending))) throw notASheet('纯文字，没有分列');
  return { is: 'csv', text };
}

function markupKind(text: DecodedText, head: string): FileKind {
  const root = /<(?![?!])(?:[\w.-]+:)?([\w.-]+)/.exec(head)?.[1]?.toLowerCase() ?? '';
  if (root === 'workbook' || head.includes('urn:schemas-microsoft-com:office:spreadsheet'))
    if (/<(?:[\w.-]+:)?Workbook[\s>]/.test(text.text)) return { is: 'xml2003', text };
  if (/<table[\s>]/i.test(text.text)) return { is: 'html', text };
  if (root === 'document' && head.includes('opendocument')) throw saveAs('ODF 单文件表格（.fods）');
  if (/^<(?:!doctype\s+html|html|head|body|meta|div)/i.test(head) || /<html[\s>]/i.test(head))
    throw notASheet('网页，其中没有表格');
  throw notASheet('XML 文件');
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return /^[[{]\s*["[{]/.test(text.trimStart());
  }
}
