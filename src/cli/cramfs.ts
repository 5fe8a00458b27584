/**
 * The command on cramfs images.
 *
 * @module
 */
import { InputError } from "../errors.ts";
import { nearest } from "../scenario/text/nearest.ts";
import { BUILD_HELP, buildCommand } from "./cramfs/build.ts";
import { LS_HELP, lsCommand } from "./cramfs/ls.ts";
import { quote } from "../scenario/text/quote.ts";

/** How `nommap cramfs` is called. */
export const CRAMFS_HELP: string = `${LS_HELP}\n${BUILD_HELP}`;

const COMMANDS: Readonly<
  Record<string, (args: string[]) => number | Promise<number>>
> = { ls: lsCommand, build: buildCommand };

/**
 * `nommap cramfs`.
 *
 * @throws {InputError} if the arguments, the image or the folder are wrong.
 */
export async function cramfsCommand(args: string[]): Promise<number> {
  const [name, ...rest] = args;
  const names = Object.keys(COMMANDS);
  if (name === undefined) {
    throw new InputError(`Say what to do: ${names.join(" or ")}`);
  }
  if (!Object.hasOwn(COMMANDS, name)) {
    const near = nearest(name, names);
    throw new InputError(
      `Unknown command ${quote(`cramfs ${name}`)}${
        near === undefined ? "" : `; did you mean '${near}'?`
      }`,
    );
  }
  return await COMMANDS[name]!(rest);
}
