// Bytes of a text file → string: BOM, then strict UTF-8, then strict GB18030 (a superset of GBK and GB2312).
// A character that cannot be decoded stops the import; nothing is ever replaced by U+FFFD silently.
// Not here: what the text is (kind.ts).

import { AppError } from '../../../../shared/errors/app-error.js';

export interface DecodedText {
  text: string;
  encoding: string;
}

/** Decodes by BOM or by trial; a declared charset (HTML meta) is tried before GB18030. Throws file.encoding. */
export function decodeText(file: Buffer): DecodedText {
  if (file[0] === 0xff && file[1] === 0xfe) return strict(file, 'utf-16le');
  if (file[0] === 0xfe && file[1] === 0xff) return strict(file, 'utf-16be');
  const asUtf8 = attempt(file, 'utf-8');
  if (asUtf8 !== undefined) return clean(asUtf8, 'utf-8');
  if (file[0] === 0xef && file[1] === 0xbb && file[2] === 0xbf) throw undecodable('UTF-8 BOM but bad bytes');
  const head = file.subarray(0, 2048).toString('latin1');
  const declared = /(?:charset|encoding)\s*=\s*["']?([\w-]{2,20})/i.exec(head)?.[1]?.toLowerCase();
  if (declared !== undefined && !/^(?:utf-?8|gb.*|unicode)$/.test(declared) && head.trimStart().startsWith('<')) {
    const text = attempt(file, declared);
    if (text !== undefined) return clean(text, declared);
  }
  return strict(file, 'gb18030');
}

function strict(file: Buffer, encoding: string): DecodedText {
  const text = attempt(file, encoding);
  if (text === undefined) throw undecodable(`not ${encoding}`);
  return clean(text, encoding);
}

function attempt(file: Buffer, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(file);
  } catch {
    return undefined;
  }
}

/** A U+FFFD that stands in the file itself is the trace of an earlier wrong decoding: the figures beside it are lost. */
function clean(text: string, encoding: string): DecodedText {
  if (text.includes('\uFFFD')) throw undecodable('contains U+FFFD');
  return { text: text.replace(/^\uFEFF+/, ''), encoding };
}

function undecodable(detail: string): AppError {
  return new AppError('file.encoding', {}, { detail });
}
