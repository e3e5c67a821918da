// POST with the session's token, which only a page of this origin can read (shared/contract/loopback.ts).

import { LOOPBACK_PATHS, TOKEN_HEADER } from '../../shared/contract/loopback.js';

interface PageSession {
  token: string;
  /** Changes that the host had told of when this page began, before it asked for anything. */
  told: number;
}

let session: Promise<PageSession> | null = null;

async function askSession(): Promise<PageSession> {
  const response = await fetch(LOOPBACK_PATHS.session);
  return (await response.json()) as PageSession;
}

/** Rejects where the host does not answer. */
export function pageSession(): Promise<PageSession> {
  session ??= askSession().catch((error: unknown) => {
    session = null; // ask again next time: the server may just be starting
    throw error;
  });
  return session;
}

export async function post(
  path: string,
  body: BodyInit,
  contentType: string,
  priority: RequestPriority = 'auto',
): Promise<Response> {
  return fetch(path, {
    method: 'POST',
    priority,
    headers: { [TOKEN_HEADER]: (await pageSession()).token, 'content-type': contentType },
    body,
  });
}

export function postJson(path: string, body: unknown, priority?: RequestPriority): Promise<Response> {
  return post(path, JSON.stringify(body), 'application/json', priority);
}
