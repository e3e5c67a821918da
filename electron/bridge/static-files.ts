// The page's files, for both hosts that serve them: which file a path names, its type, and the headers it travels with.
// A path that leaves the folder, by whatever spelling, names nothing.

import { existsSync, realpathSync, statSync } from 'node:fs';
import { extname, join, sep } from 'node:path';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.txt': 'text/plain; charset=utf-8',
};

/** 'unsafe-inline' styles: antd writes its style elements at run time. Scripts come from files only; nothing comes from elsewhere. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "frame-src 'self' blob:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
].join('; ');

/** For HTML that the core produced: it shows, in our own frame, and can do nothing. */
export const PRINT_SECURITY_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

export const SECURITY_HEADERS: Record<string, string> = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), usb=(), serial=()',
};

export interface StaticFile {
  path: string;
  type: string;
  /** Built files carry a hash in their name and never change. */
  isImmutable: boolean;
}

/** `pathname` as it came in the URL, still percent-encoded. Unknown paths without an ending are the page's own routes. */
export function findStaticFile(folder: string, pathname: string): StaticFile | null {
  let decoded: string;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    return null;
  }
  // A colon would name a drive or an NTFS stream, a backslash is a separator on Windows.
  if (/[\0\\:]/.test(decoded) || decoded.split('/').includes('..')) return null;
  const wanted = decoded.endsWith('/') || extname(decoded) === '' ? 'index.html' : decoded.slice(1);
  const path = join(folder, wanted);
  if (!path.startsWith(folder + sep) || !existsSync(path) || !statSync(path).isFile()) return null;
  if (!realpathSync(path).startsWith(realpathSync(folder) + sep)) return null;
  return {
    path,
    type: TYPES[extname(path).toLowerCase()] ?? 'application/octet-stream',
    isImmutable: wanted.startsWith('assets/'),
  };
}
