// app://ledger/… serves the packaged page and nothing else. Not file://: a file page could read its neighbours
// (reliability.md 53). Registered as standard and secure, so the page has an origin and the CSP counts.

import { net, protocol, type Session } from 'electron';
import { pathToFileURL } from 'node:url';

import { findStaticFile, SECURITY_HEADERS } from '../bridge/static-files.js';

const APP_SCHEME = 'app';
export const APP_ORIGIN = 'app://ledger';

/** Before app is ready, once. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

export function serveApp(session: Session, rendererDir: string): void {
  session.protocol.handle(APP_SCHEME, (request) => answer(request, rendererDir));
}

export async function answer(request: Request, rendererDir: string): Promise<Response> {
  const url = URL.parse(request.url);
  if (url === null || url.protocol !== `${APP_SCHEME}:` || url.host !== 'ledger') return refusal(403);
  if (request.method !== 'GET') return refusal(405);
  const file = findStaticFile(rendererDir, url.pathname);
  if (file === null) return refusal(404);
  const content = await net.fetch(pathToFileURL(file.path).href);
  return new Response(content.body, { headers: { ...SECURITY_HEADERS, 'content-type': file.type } });
}

function refusal(status: number): Response {
  return new Response(null, { status, headers: SECURITY_HEADERS });
}

/** Parsed, never compared by prefix: app://ledger.evil/ must not pass. */
export function isAppUrl(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && url.protocol === `${APP_SCHEME}:` && url.host === 'ledger';
}
