// The loopback host's HTTP surface, in one place for server and page. All of it needs the session cookie, which the
// browser gets once from `/?k=SECRET`; every POST also needs the header below, which no foreign page can send
// (a custom header forces a CORS preflight, and the server answers none) and whose value no foreign page can read.

import { z } from 'zod';

/** Header of every POST; its value comes from GET /session. */
export const TOKEN_HEADER = 'x-ledger-token';

export const LOOPBACK_PATHS = {
  session: '/session', // GET  → { token, told }: how many changes were told so far
  call: '/call', //       POST { name, params, requestId, seen } → Reply
  cancel: '/cancel', //   POST { requestId } → {}
  events: '/events', //   GET  server-sent events, each `data:` one HostEvent as JSON
  upload: '/upload', //   POST ?name=RELATIVE/NAME, body: the bytes (application/octet-stream) → FileRef, or 422 and a WireError
  file: '/file/', //      GET  /file/ID[?name=NAME][&inline=1] → the bytes of a FileRef, as a download unless inline (PDF only)
  print: '/print/', //    GET  /print/ID → an HTML file of the core for a frame, to be printed by window.print()
} as const;

export const callRequestSchema = z.object({
  name: z.string().max(100),
  params: z.unknown(),
  requestId: z.string().min(1).max(100).optional(),
  seen: z.number().int().optional(),
});

export const cancelRequestSchema = z.object({ requestId: z.string().min(1).max(100) });

/** Largest upload; beyond the reader's own limit so that its sentence, not ours, names an oversized workbook. */
export const MAX_UPLOAD_BYTES = 512 * 1024 * 1024;
