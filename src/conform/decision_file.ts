/**
 * The file of a recorded decision.
 *
 * @module
 */
import { ERRNO, type ErrnoName, isErrnoName } from "../abi/errno.ts";
import { toWord } from "../abi/word.ts";
import { InputError } from "../errors.ts";
import { OpenFile } from "../files/inode.ts";
import type {
  AreaAnswer,
  ScriptedDriverOptions,
} from "../files/scripted_options.ts";
import { scriptedDriver } from "../files/scripted.ts";
import type { Machine } from "../mm/machine.ts";
import { countIn, fileTypeOf, openModeOf, textOf, wordFrom } from "./fields.ts";
import type { Json } from "./types.ts";

/** Where the recording's device buffer lies in the engine. */
export const BUFFER = 0xa000_0000;

/** Opens the file that a recorded request describes. */
export function openFile(machine: Machine, input: Json): OpenFile {
  const inode = machine.createInode({
    name: "file",
    driver: scriptedDriver(driverOptions(input)),
    size: countIn(input, "fsize"),
    appendOnly: input["append"] === 1,
    path: "/probe",
    device: "00:01",
    number: 1,
  });
  return new OpenFile(
    inode,
    openModeOf(input["mode"]),
    input["noexec"] === 1,
  );
}

function driverOptions(input: Json): ScriptedDriverOptions {
  const read = input["read_ret"];
  const readOperation = input["read_op"];
  const answer = input["mmap_ret"];
  return {
    type: fileTypeOf(input["type"]),
    ...(input["mmap_op"] === 1
      ? { mmap: answer === 0 ? "ok" as const : errnoOf(answer) }
      : {}),
    ...(input["caps_op"] === 1
      ? { capabilities: countIn(input, "caps", 0xffff_ffff) }
      : {}),
    ...(input["gua_op"] === 1 ? { getUnmappedArea: areaOf(input["gua"]) } : {}),
    ...(readOperation === "none" || readOperation === null ? {} : {
      readWith: readOperation === "iter"
        ? "read_iter" as const
        : readWithOf(readOperation),
      read: read === "full" || read === null
        ? "ok" as const
        : typeof read === "number"
        ? { atMost: countIn(input, "read_ret") }
        : errnoOf(read),
    }),
  };
}

function areaOf(value: unknown): AreaAnswer {
  const text = textOf(value);
  const offset = /^buf\+(\d{1,9}|0x[0-9a-f]{1,8})$/.exec(text)?.[1];
  if (offset !== undefined) return { fixed: BUFFER + Number(offset) };
  const fixed = wordFrom(text);
  return fixed === undefined ? errnoOf(text) : { fixed: toWord(fixed, 64) };
}

function readWithOf(value: unknown): "read" | "both" {
  if (value === "read" || value === "both") return value;
  throw new InputError(`Unknown 'read_op' '${textOf(value)}' in a recording`);
}

function errnoOf(value: unknown): ErrnoName {
  const name = textOf(value);
  if (isErrnoName(name) && ERRNO[name] > 0) return name;
  throw new InputError(`Unknown errno '${name}' in a recording`);
}
