import { describe, expect, it } from 'vitest';
import * as XLSX from 'xlsx';
import { errorText } from '../../shared/errors/app-error.js';
import { read, refusal, valuesOf } from '../helpers/read-cells.js';
import { rowsXml, xlsxBytes } from '../helpers/xlsx-bytes.js';
import { zipBytes } from '../helpers/zip-bytes.js';

const sheet = [
  ['区县', '申请量'],
  ['甲区', 405],
];
const good = xlsxBytes({ sheets: [{ xml: rowsXml(sheet) }] });

function written(bookType: XLSX.BookType): Buffer {
  const book = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(sheet), '表');
  return XLSX.write(book, { bookType, type: 'buffer' }) as Buffer;
}

describe('kind by content', () => {
  it.each([
    ['xlsx', good, '表.csv', 'xlsx'],
    ['xls', written('biff8'), '表.xlsx', 'xls'],
    ['et', written('biff8'), '表.et', 'xls'],
    ['xlsb', written('xlsb'), '表.xlsx', 'xlsb'],
    ['ods', written('ods'), '表.xls', 'ods'],
    ['csv', Buffer.from('区县,申请量\r\n甲区,405\r\n'), '表.xls', 'csv'],
    [
      'html',
      Buffer.from('<html><table><tr><td>区县</td><td>申请量</td></tr><tr><td>甲区</td><td>405</td></tr></table>'),
      '表.xls',
      'html',
    ],
    ['xml2003', written('xlml'), '表.xls', 'xml2003'],
  ])('%s is read as what it is, whatever its ending', (_, bytes, name, kind) => {
    const book = read(bytes, name);
    expect(book.kind).toBe(kind);
    expect(valuesOf(book)).toMatchObject({ A1: '区县', A2: '甲区' });
    expect(Number(valuesOf(book)['B2'])).toBe(405);
  });

  it('says so when the ending differs from the content, and only then', () => {
    expect(read(written('biff8'), '表.xlsx').remarks).toMatchObject([
      { code: 'file.ending-differs', params: { ending: '.xlsx' } },
    ]);
    expect(read(written('biff8'), '表.et').remarks).toEqual([]);
    expect(read(good, '表.et').remarks).toEqual([]);
  });

  it.each([
    ['nothing', '', 'file.empty', ''],
    ['PDF', '%PDF-1.7\n%âãÏÓ', 'file.kind-convert', 'PDF'],
    ['RAR', Buffer.from('526172211a0700cf907300', 'hex'), 'file.kind-convert', 'RAR'],
    ['7z', Buffer.from('377abcaf271c0004', 'hex'), 'file.kind-convert', '7z'],
    ['PNG', Buffer.from('89504e470d0a1a0a0000', 'hex'), 'file.kind-unknown', 'PNG'],
    ['EXE', Buffer.from('4d5a90000300000004', 'hex'), 'file.kind-unknown', '程序'],
    ['JSON', '{"code":401,"msg":"未登录"}', 'file.kind-unknown', 'JSON'],
    ['login page', '<html><body><form><input name="user"></form></body></html>', 'file.kind-unknown', '网页'],
    ['prose', '各区县：\n请于本月十日前报送，谢谢。\n', 'file.kind-unknown', '纯文字'],
    [
      'prose with commas',
      'Dear all, please send it.\nThanks, and regards, the office\nBye.',
      'file.kind-unknown',
      '纯文字',
    ],
    ['zeros', Buffer.alloc(4096), 'file.kind-unknown', '空字节'],
    [
      'MHTML',
      'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n--x',
      'file.kind-save-as',
      'MHTML',
    ],
    ['docx', zipBytes([{ name: 'word/document.xml', data: '<w/>' }]), 'file.kind-unknown', 'Word'],
    ['pptx', zipBytes([{ name: 'ppt/presentation.xml', data: '<p/>' }]), 'file.kind-unknown', 'PowerPoint'],
    ['zip of workbooks', zipBytes([{ name: '7月/甲区.xlsx', data: good, stored: true }]), 'file.kind-unknown', '解压'],
    ['plain XML', '<?xml version="1.0"?><orders><order/></orders>', 'file.kind-unknown', 'XML'],
  ])('%s is refused by name', (_, content, code, found) => {
    const error = refusal(Buffer.from(content as string), '月报.xlsx');
    expect(error.code).toBe(code);
    expect(String(error.params['found'] ?? '')).toContain(found);
    expect(errorText(error.code, error.params)).toContain('月报.xlsx');
    expect(errorText(error.code, error.params)).not.toMatch(/\{\w+\}/);
  });

  it('an encrypted package says password, not damaged', () => {
    const cfb = XLSX.CFB.utils.cfb_new() as object;
    XLSX.CFB.utils.cfb_add(cfb, '/EncryptedPackage', Buffer.alloc(5000));
    XLSX.CFB.utils.cfb_add(cfb, '/EncryptionInfo', Buffer.alloc(100));
    expect(refusal(XLSX.CFB.write(cfb, { type: 'buffer' }) as Buffer).code).toBe('file.encrypted');
  });

  it('a Word document in a compound file is named', () => {
    const cfb = XLSX.CFB.utils.cfb_new() as object;
    XLSX.CFB.utils.cfb_add(cfb, '/WordDocument', Buffer.alloc(5000));
    const error = refusal(XLSX.CFB.write(cfb, { type: 'buffer' }) as Buffer, '月报.xls');
    expect(error.params['found']).toContain('Word');
  });
});
