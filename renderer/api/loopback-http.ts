// POST with the session's token, which only a page of this origin can read (shared/contract/loopback.ts).

import { LOOPBACK_PATHS, TOKEN_HEADER } from '../../shared/contract/loopback.js';

let token: Promise<string> | null = null;

async function askToken(): Promise<string> {
  const response = await fetch(LOOPBACK_PATHS.session);
  const answer = (await response.json()) as { token: string };
  return answer.token;
}

function sessionToken(): Promise<string> {
  token ??= askToken().catch((error: unknown) => {
    token = null; // ask again next time: the server may just be starting
    throw error;
  });
  return token;
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
    headers: { [TOKEN_HEADER]: await sessionToken(), 'content-type': contentType },
    body,
  });
}

export function postJson(path: string, body: unknown, priority?: RequestPriority): Promise<Response> {
  return post(path, JSON.stringify(body), 'application/json', priority);
}
