// Who may talk to the loopback server. A ticket in the printed URL opens one session, once; from then on an HttpOnly
// cookie carries it, and every POST also the token that only a page of this origin can have read.

import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

import { TOKEN_HEADER } from '../../shared/contract/loopback.js';

export interface Sessions {
  /** A fresh ticket; each opens one browser. */
  issueTicket(): string;
  /** The cookie to set, or null where the ticket is unknown or was used. */
  redeem(ticket: string): string | null;
  isSignedIn(request: IncomingMessage): boolean;
  hasToken(request: IncomingMessage): boolean;
  readonly token: string;
}

/** Browsers keep cookies by host and not by port, so the name carries the port: two ledgers may run beside each other. */
export function createSessions(port: () => number): Sessions {
  const tickets = new Set<string>();
  const secret = newSecret();
  const token = newSecret();
  const cookieName = (): string => `ip-ledger-${port()}`;
  return {
    token,
    issueTicket() {
      const ticket = newSecret();
      tickets.add(ticket);
      return ticket;
    },
    redeem(ticket) {
      for (const known of tickets)
        if (isSame(known, ticket)) {
          tickets.delete(known);
          return `${cookieName()}=${secret}; HttpOnly; SameSite=Strict; Path=/`;
        }
      return null;
    },
    isSignedIn(request) {
      for (const part of (request.headers.cookie ?? '').split(';')) {
        const at = part.indexOf('=');
        if (part.slice(0, at).trim() === cookieName() && isSame(secret, part.slice(at + 1).trim())) return true;
      }
      return false;
    },
    hasToken(request) {
      const sent = request.headers[TOKEN_HEADER];
      return typeof sent === 'string' && isSame(token, sent);
    },
  };
}

function newSecret(): string {
  return randomBytes(24).toString('base64url');
}

function isSame(expected: string, given: string): boolean {
  const a = Buffer.from(expected);
  const b = Buffer.from(given);
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Host must be this server by address or `localhost`: a foreign name that resolves to 127.0.0.1 (DNS rebinding) is refused. */
export function isOwnHost(request: IncomingMessage, port: number): boolean {
  const host = request.headers.host;
  return host === `127.0.0.1:${port}` || host === `localhost:${port}`;
}

/** A browser states Origin on every POST and on foreign requests; where it is stated it must be ours. */
export function isOwnOrigin(request: IncomingMessage): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  const origin = request.headers.origin;
  return origin === undefined || origin === `http://${request.headers.host}`;
}
