/**
 * Reading the arguments of a command.
 *
 * @module
 */
import { parseArgs } from "@std/cli";
import { InputError } from "../errors.ts";
import { nearest } from "../scenario/text/nearest.ts";
import { quote } from "../scenario/text/quote.ts";

/** What options a command takes. */
export interface OptionSpec {
  /** Options without a value. */
  readonly flags?: readonly string[];
  /** Options with a value. */
  readonly values?: readonly string[];
  /** Options with a value that may be given several times. */
  readonly lists?: readonly string[];
  /** Short forms. */
  readonly alias?: Readonly<Record<string, string>>;
}

/** The arguments of a command. */
export interface Arguments {
  /** What is not an option. */
  readonly operands: readonly string[];
  /** Whether an option without value was given. */
  flag(name: string): boolean;
  /** The value of an option. */
  value(name: string): string | undefined;
  /** All values of an option. */
  list(name: string): readonly string[];
}

/**
 * Reads arguments.
 *
 * @throws {InputError} if an option is unknown or lacks its value.
 */
export function readArguments(
  args: readonly string[],
  spec: OptionSpec,
): Arguments {
  const flags = ["help", ...spec.flags ?? []];
  const lists = spec.lists ?? [];
  const values = [...spec.values ?? [], ...lists];
  const alias = { h: "help", ...spec.alias };
  const known = [...flags, ...values];
  refuseOperandsName(args);
  const parsed = parseArgs(args, {
    boolean: flags,
    string: [...values, "_"],
    collect: lists,
    alias,
    unknown(argument: string, key?: string): boolean {
      if (key === undefined) return true;
      const near = nearest(key, known);
      throw new InputError(
        `Unknown option ${quote(argument.split("=")[0]!)}${
          near === undefined ? "" : `; did you mean '--${near}'?`
        }`,
      );
    },
  });
  for (const name of spec.values ?? []) {
    if (Array.isArray(parsed[name])) {
      throw new InputError(`Option '--${name}' was given more than once`);
    }
  }
  for (const name of values) {
    if ([parsed[name]].flat().includes("")) {
      throw new InputError(`Option '--${name}' needs a value`);
    }
  }
  return {
    operands: parsed._.map(String),
    flag: (name) => parsed[name] === true,
    value: (name) => parsed[name] as string | undefined,
    list: (name) => (parsed[name] as string[] | undefined) ?? [],
  };
}

/** The parser keeps operands under the name `_`, which no option may take. */
function refuseOperandsName(args: readonly string[]): void {
  const end = args.indexOf("--");
  const wrong = args.slice(0, end < 0 ? args.length : end)
    .find((argument) => /^--?_(?:=|$)|^-[^-=]+_/.test(argument));
  if (wrong !== undefined) {
    throw new InputError(`Unknown option ${quote(wrong.split("=")[0]!)}`);
  }
}
