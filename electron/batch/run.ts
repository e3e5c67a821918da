// The command line: `npm run batch -- COMMAND …`, or `<program> --batch COMMAND …` in the packaged program.

import { AppError, errorText } from '../../shared/errors/app-error.js';

import { HELP } from './help.js';
import { importCommand } from './import-command.js';
import type { StartHost } from './session.js';
import { setupCommand } from './setup-command.js';
import { backupCommand, callCommand, restoreCommand, undoCommand } from './store-commands.js';
import { EXIT, type ExitCode, type Terminal } from './terminal.js';
import { tableCommand, valuesCommand } from './value-commands.js';

type Command = (args: string[], start: StartHost, terminal: Terminal) => Promise<ExitCode>;

const COMMANDS: Record<string, Command> = {
  setup: setupCommand,
  import: importCommand,
  values: valuesCommand,
  table: tableCommand,
  backup: backupCommand,
  restore: restoreCommand,
  undo: undoCommand,
  call: callCommand,
};

/** Never throws: whatever goes wrong is a Chinese sentence on stderr and exit code 1. */
export async function runBatch(argv: string[], start: StartHost, terminal: Terminal): Promise<ExitCode> {
  const [name, ...args] = argv;
  if (name === undefined || name === 'help' || argv.includes('--help') || argv.includes('-h')) {
    terminal.out(HELP);
    return name === undefined ? EXIT.failure : EXIT.done;
  }
  try {
    const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (command === undefined) throw new AppError('input.batch-usage', { what: `没有“${name}”这个命令` });
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
