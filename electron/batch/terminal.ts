// What a batch command may do to the terminal: results to stdout, everything else to stderr, an exit code. Commands get
// this handed in, so tests and the shell's --batch read what was written.

export interface Terminal {
  /** One line of the result. With --json exactly one call with the whole document. */
  out(text: string): void;
  /** Progress, warnings, errors. */
  err(text: string): void;
  cwd: string;
}

/** rules.md 19: done · failure · some file asks or is refused. */
export const EXIT = { done: 0, failure: 1, undecided: 2 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

export function printJson(terminal: Terminal, document: unknown): void {
  terminal.out(JSON.stringify(document, null, 2));
}
