// Several parse processes behind one Parser: the first is started at once, another one only in a long import, where files
// would wait for it.
// Each keeps the life of its own (parser-client.ts): one that hangs or dies takes its own file with it and no other.

import { availableParallelism } from 'node:os';

import { createParser, type Parser, type ParserChannel } from './parser-client.js';

/** Memory for as many books at once; the core's own thread wants a processor too. */
const MOST_PROCESSES = 3;
/** A process takes as long to start and to warm up as a dozen small files take to be read. */
const WORTH_ANOTHER = 16;

/** `most`: processes at a time; by default as many as the machine has processors, up to three. */
export function createParserPool(
  spawn: () => ParserChannel,
  most = Math.min(availableParallelism(), MOST_PROCESSES),
): Required<Parser> {
  const members = [{ parser: createParser(spawn), waiting: 0 }];
  let isClosed = false;
  let answered = 0;
  const ask = async <T>(work: (parser: Required<Parser>) => Promise<T>): Promise<T> => {
    let member = members.reduce((best, other) => (other.waiting < best.waiting ? other : best));
    if (member.waiting > 0 && answered >= WORTH_ANOTHER && members.length < most && !isClosed) {
      member = { parser: createParser(spawn), waiting: 0 };
      members.push(member);
    }
    member.waiting += 1;
    try {
      return await work(member.parser);
    } finally {
      member.waiting -= 1;
      answered += 1;
    }
  };
  return {
    read: (file, options) => ask((parser) => parser.read(file, options)),
    understand: (file, given, options) => ask((parser) => parser.understand(file, given, options)),
    list: (file, options) => ask((parser) => parser.list(file, options)),
    close: () => {
      isClosed = true;
      for (const { parser } of members) parser.close();
    },
  };
}
