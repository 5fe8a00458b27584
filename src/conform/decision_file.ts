/**
 * The file of a recorded decision.
 *
 * @module
 */
import { ERRNO, type ErrnoName, isErrnoName } from "../abi/errno.ts";
import { toWord } from "../abi/word.ts";
import { InputError } from "../errors.ts";
import { OpenFile, type OpenMode } from "../files/inode.ts";
import {
  type AreaAnswer,
  scriptedDriver,
  type ScriptedDriverOptions,
} from "../files/scripted.ts";
import type { Machine } from "../mm/machine.ts";
import type { FileType } from "../policy/request.ts";
import type { Json } from "./types.ts";

/** Where the recording's device buffer lies in the engine. */
export const BUFFER = 0xa000_0000;

/** Opens the file that a recorded request describes. */
export function openFile(machine: Machine, input: Json): OpenFile {
  const inode = machine.createInode({
    name: "file",
    driver: scriptedDriver(driverOptions(input)),
    size: Number(input["fsize"]),
    appendOnly: input["append"] === 1,
    path: "/probe",
    device: "00:01",
    number: 1,
  });
  return new OpenFile(
    inode,
    input["mode"] as OpenMode,
    input["noexec"] === 1,
  );
}

function driverOptions(input: Json): ScriptedDriverOptions {
  const read = input["read_ret"];
  const readOperation = input["read_op"];
  const answer = input["mmap_ret"];
  return {
    type: input["type"] as FileType,
    ...(input["mmap_op"] === 1
      ? { mmap: answer === 0 ? "ok" as const : errnoOf(answer) }
      : {}),
    ...(input["caps_op"] === 1 ? { capabilities: Number(input["caps"]) } : {}),
    ...(input["gua_op"] === 1 ? { getUnmappedArea: areaOf(input["gua"]) } : {}),
    ...(readOperation === "none" || readOperation === null ? {} : {
      readWith: readOperation === "iter"
        ? "read_iter" as const
        : readOperation as "read" | "both",
      read: read === "full" || read === null
        ? "ok" as const
        : typeof read === "number"
        ? { atMost: read }
        : errnoOf(read),
    }),
  };
}

function areaOf(value: unknown): AreaAnswer {
  const text = String(value);
  if (text.startsWith("buf+")) return { fixed: BUFFER + Number(text.slice(4)) };
  if (text.startsWith("0x")) return { fixed: toWord(BigInt(text), 64) };
  return errnoOf(text);
}

function errnoOf(value: unknown): ErrnoName {
  const name = String(value);
  if (isErrnoName(name) && ERRNO[name] > 0) return name;
  throw new InputError(`Unknown errno '${name}' in a recording`);
}
