/**
 * The command of the referee: real kernels that judge.
 *
 * @module
 */

import { InputError } from "../errors.ts";
import { nearest } from "../scenario/text/nearest.ts";
import { ProgramError } from "../referee/host/command.ts";
import { MissingPackagesError } from "../referee/host/needs.ts";
import type { Command } from "./command.ts";
import { quote } from "../scenario/text/quote.ts";

/** What the command does, by its first argument. */
const ACTIONS: Readonly<Record<string, () => Promise<Command>>> = {
  build: async () => (await import("./kernel/build.ts")).buildCommand,
  run: async () => (await import("./kernel/run.ts")).kernelRunCommand,
  fuzz: async () => (await import("./kernel/fuzz.ts")).fuzzCommand,
  record: async () => (await import("./kernel/record.ts")).recordCommand,
};

/** `nommap kernel`. */
export async function kernelCommand(args: string[]): Promise<number> {
  const [name = "", ...rest] = args;
  const names = Object.keys(ACTIONS);
  const load = Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined;
  if (load === undefined) {
    const near = nearest(name, names);
    throw new InputError(
      name === ""
        ? `What of the kernel? One of: ${names.join(", ")}`
        : `Unknown action ${quote(name)}; ${
          near === undefined
            ? `there are ${names.join(", ")}`
            : `did you mean '${near}'?`
        }`,
    );
  }
  try {
    return await (await load())(rest);
  } catch (error) {
    if (error instanceof Deno.errors.NotCapable) {
      throw new InputError(
        `${error.message.split(",")[0]}: call 'deno task kernel ${
          args.join(" ")
        }'`,
        { cause: error },
      );
    }
    if (
      error instanceof MissingPackagesError || error instanceof ProgramError
    ) {
      throw new InputError(error.message, { cause: error });
    }
    throw error;
  }
}
