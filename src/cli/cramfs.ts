/**
 * The command `nommap cramfs`.
 *
 * @module
 */

import { InputError } from "../errors.ts";
import { BUILD_USAGE, buildCommand } from "./cramfs/build.ts";
import { LS_USAGE, lsCommand } from "./cramfs/ls.ts";

const USAGE = `Usage: nommap cramfs COMMAND ...

${LS_USAGE}
${BUILD_USAGE}`;

/**
 * Runs `nommap cramfs` with the arguments after that word. Prints to standard
 * output, and to standard error what is wrong.
 *
 * @returns the exit status: 0, or 2 if the arguments or an input are wrong.
 */
export async function cramfsCommand(args: string[]): Promise<number> {
  const [command, ...rest] = args;
  try {
    if (command === "ls") return await lsCommand(rest);
    if (command === "build") return await buildCommand(rest);
    if (command === "--help" || command === "-h" || command === "help") {
      console.log(USAGE);
      return 0;
    }
    throw new InputError(
      command === undefined
        ? `No command given\n\n${USAGE}`
        : `Unknown command '${command}'\n\n${USAGE}`,
    );
  } catch (error) {
    console.error(`nommap cramfs: ${explain(error)}`);
    return 2;
  }
}

function explain(error: unknown): string {
  const known = error instanceof InputError ||
    Object.values(Deno.errors).some((type) => error instanceof type);
  if (known) return (error as Error).message;
  throw error;
}
