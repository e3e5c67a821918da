// The command line: `npm run batch -- COMMAND …`, or `<program> --batch COMMAND …` in the packaged program.

import { AppError, errorText } from '../../shared/errors/app-error.js';

import { HELP } from './help.js';
import type { StartHost } from './session.js';
import { EXIT, type ExitCode, type Terminal } from './terminal.js';

type Command = (args: string[], start: StartHost, terminal: Terminal) => Promise<ExitCode>;

/** Each with its own code alone: a short command is mostly the time that the program takes to start. */
const COMMANDS: Record<string, () => Promise<Command>> = {
  setup: async () => (await import('./setup-command.js')).setupCommand,
  import: async () => (await import('./import-command.js')).importCommand,
  values: async () => (await import('./value-commands.js')).valuesCommand,
  table: async () => (await import('./value-commands.js')).tableCommand,
  backup: async () => (await import('./store-commands.js')).backupCommand,
  restore: async () => (await import('./store-commands.js')).restoreCommand,
  undo: async () => (await import('./store-commands.js')).undoCommand,
  call: async () => (await import('./store-commands.js')).callCommand,
};

/** Never throws: whatever goes wrong is a Chinese sentence on stderr and exit code 1. */
export async function runBatch(argv: string[], start: StartHost, terminal: Terminal): Promise<ExitCode> {
  const [name, ...args] = argv;
  if (name === undefined || name === 'help' || argv.includes('--help') || argv.includes('-h')) {
    terminal.out(HELP);
    return name === undefined ? EXIT.failure : EXIT.done;
  }
  try {
    const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (load === undefined) throw new AppError('input.batch-usage', { what: `没有“${name}”这个命令` });
    const command = await load();
    return await command(args, start, terminal);
  } catch (error) {
    terminal.err(describeFailure(error));
    return EXIT.failure;
  }
}

export function describeFailure(error: unknown): string {
  if (error instanceof AppError) {
    const text = errorText(error.code, error.params);
    return error.code === 'bug.unexpected' && error.detail !== '' ? `${text}\n${error.detail}` : text;
  }
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `${errorText('bug.unexpected', { reference: 'batch' })}\n${detail}`;
}
