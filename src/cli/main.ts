/**
 * The command line.
 *
 * @module
 */
import { InputError } from "../errors.ts";
import { nearest } from "../scenario/text/nearest.ts";
import { type CommandInfo, COMMANDS } from "./commands.ts";
import { interruptionBehind } from "./interrupt.ts";
import {
  OutputError,
  print,
  printAside,
  printError,
  reasonOf,
} from "./output.ts";
import { quote } from "../scenario/text/quote.ts";

/** What shows the commands. */
const HELP: readonly string[] = ["help", "--help", "-h"];

/** Runs a command and answers its exit status. */
export async function main(args: readonly string[]): Promise<number> {
  const [name = "help", ...rest] = args;
  try {
    if (HELP.includes(name)) {
      const about = name === "help" ? rest[0] : undefined;
      const all = about === undefined || HELP.includes(about);
      print(all ? helpText() : await helpOf(commandNamed(about)));
      return 0;
    }
    if (name === "--version") {
      const { VERSION } = await import("../version.ts");
      print(`nommap ${VERSION}\n`);
      return 0;
    }
    const command = commandNamed(name);
    if (
      rest.includes("--help") || rest.includes("-h") ||
      command.actions && rest[0] === "help"
    ) {
      print(await helpOf(command));
      return 0;
    }
    return await (await command.load())(rest);
  } catch (error) {
    const interrupted = await interruptionBehind(error);
    if (interrupted !== undefined) {
      return complain(interrupted.message, interrupted.status);
    }
    if (error instanceof InputError || error instanceof OutputError) {
      return complain(error.message);
    }
    if (lacksPermission(error)) {
      return complain(`${reasonOf(error)} (see the task in deno.json)`);
    }
    if (isFromSystem(error)) {
      return complain(`Cannot go on: ${reasonOf(error)}`);
    }
    return complain(`Internal error, please report it: ${reasonOf(error)}`);
  }
}

/** @throws {InputError} if there is none with this name. */
function commandNamed(name: string): CommandInfo {
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command !== undefined) return command;
  const near = nearest(name, Object.keys(COMMANDS));
  throw new InputError(
    `Unknown command ${quote(name)}${
      near === undefined ? "" : `; did you mean '${near}'?`
    }`,
  );
}

async function helpOf({ usage, summary, help }: CommandInfo): Promise<string> {
  const text = typeof help === "string" ? help : await help();
  return `${usage}\n\n${summary}\n\n${text}\n`;
}

/** Modules that may not be read are a TypeError. */
function lacksPermission(error: unknown): boolean {
  return error instanceof Deno.errors.NotCapable ||
    error instanceof TypeError && /^Requires \w+ access/.test(error.message);
}

/** Errors of the system, such as a full disk, have its own code. */
function isFromSystem(error: unknown): boolean {
  return error instanceof Error && "code" in error &&
    /^E[A-Z0-9]+$/.test(String(error.code));
}

/** A line may begin with how far the work was. */
const CLEAR_LINE = "\r\x1b[K";

function complain(message: string, status = 2): number {
  try {
    if (Deno.stderr.isTerminal()) printAside(CLEAR_LINE);
    printError(`nommap: ${message}`);
  } catch {
    // There is nobody to tell.
  }
  return status;
}

function helpText(): string {
  const lines = Object.entries(COMMANDS).map(([name, { summary }]) =>
    `  ${name.padEnd(10)} ${summary}`
  );
  return `nommap: the executable specification of the Linux no-MMU mmap policy

Usage: deno task nommap COMMAND [ARGUMENT...]

${lines.join("\n")}
  help       Shows this list; help COMMAND explains a command

Exit status: 0 all as expected, 1 some outcome differs, 2 the input or the call
is wrong, 130 interrupted.
`;
}

if (import.meta.main) Deno.exit(await main(Deno.args));
