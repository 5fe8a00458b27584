/**
 * Writing files that are whole or not there.
 *
 * @module
 */
import { InputError } from "../errors.ts";
import { interruption } from "./interrupt.ts";
import { reasonOf } from "./output.ts";

/**
 * Writes a file so that it is never half written: beside it, then renamed. A
 * symbolic link stays one, a file that is replaced keeps its mode.
 *
 * @throws {InputError} if that cannot be done.
 */
export function writeWhole(path: string, content: string | Uint8Array): void {
  const before = checkTarget(path);
  const bytes = typeof content === "string"
    ? new TextEncoder().encode(content)
    : content;
  const target = followLinks(path);
  const beside = `${target}.${crypto.randomUUID().slice(0, 8)}.partial`;
  // A signal that came now would leave the file that is not whole.
  interruption();
  try {
    Deno.writeFileSync(beside, bytes, { createNew: true });
    const mode = before?.mode;
    // Some filesystems have one mode for all files, and let nobody change it.
    if (mode && mode !== Deno.statSync(beside).mode) {
      Deno.chmodSync(beside, mode & 0o7777);
    }
    Deno.renameSync(beside, target);
  } catch (error) {
    remove(beside, error);
    throw cannotWrite(path, error);
  }
}

/**
 * Writes a file that is not there yet.
 *
 * @throws {InputError} if it is there, or that cannot be done.
 */
export function writeNew(path: string, text: string): void {
  interruption();
  try {
    Deno.writeTextFileSync(path, text, { createNew: true });
  } catch (error) {
    remove(path, error);
    throw cannotWrite(path, error);
  }
}

/**
 * Makes sure, before long work, that there can be such a file after it.
 *
 * @returns What is there; undefined: nothing yet.
 * @throws {InputError} if something else has its name, or it has no folder.
 */
export function checkTarget(path: string): Deno.FileInfo | undefined {
  try {
    const info = Deno.statSync(path);
    if (info.isFile) return info;
    throw new InputError("Cannot write: Is not a regular file", { file: path });
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) {
      throw error instanceof InputError ? error : cannotWrite(path, error);
    }
    try {
      Deno.statSync(folderOf(followLinks(path)) || ".");
    } catch (error) {
      throw cannotWrite(path, error);
    }
  }
}

/** The folder of a path, with the slash; empty: the working folder. */
function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/") + 1);
}

/** Links after which the system gives up, too. */
const MOST_LINKS = 40;

/** Where symbolic links lead, also if there is nothing yet. */
function followLinks(path: string): string {
  let target = path;
  for (let links = 0; links < MOST_LINKS; links++) {
    try {
      const next = Deno.readLinkSync(target);
      target = next.startsWith("/") ? next : folderOf(target) + next;
    } catch {
      return target;
    }
  }
  return target;
}

function cannotWrite(path: string, error: unknown): InputError {
  const [reason] = error instanceof Deno.errors.AlreadyExists
    ? ["Is there already and is not overwritten; --output names another file"]
    : error instanceof Deno.errors.NotFound
    ? ["Cannot write: No such folder"]
    : [`Cannot write: ${reasonOf(error).replace(/ \(os error \d+\).*$/s, "")}`];
  return new InputError(reason, { file: path, cause: error });
}

/** Removes what was begun, unless it was there before. */
function remove(path: string, error: unknown): void {
  if (error instanceof Deno.errors.AlreadyExists) return;
  try {
    Deno.removeSync(path);
  } catch {
    // It was never made.
  }
}
