/** The policy once more, as one would explain it: slow words, no numbers. */
import type { FileDeclaration } from "./files.ts";
import type { Release } from "./release.ts";

/** What may be done with a file, or why not. */
export type Decision = string | ReadonlySet<string>;

/** A request for a mapping of a file. */
export interface FileRequest {
  readonly file: FileDeclaration;
  /** Letters r, w, x. */
  readonly wants: string;
  readonly shared: boolean;
}

/** What the driver is able to do at all. */
function ability(file: FileDeclaration): Set<string> {
  if (file.type === "ramfs") return new Set("DCrwx");
  if (file.capabilities !== undefined) return new Set(file.capabilities);
  return new Set(file.type === "chr" ? "Drw" : "C");
}

/** Whether the file can be mapped: an errno, or the abilities that are left. */
export function decideFile(
  { file, wants, shared }: FileRequest,
  release: Release,
): Decision {
  if (file.mmap === "absent") return "ENODEV";
  const can = ability(file);
  const hasArea = file.type === "ramfs" || file.area !== undefined;
  if (!hasArea) can.delete("D");
  const readable = file.mode !== "w" || !release.needsReading;
  if (file.read === "absent" || !readable) can.delete("C");
  if (!readable) return "EACCES";
  if (shared) {
    if (wants.includes("w") && file.mode === "r") return "EACCES";
    if (!can.has("D")) return "ENODEV";
    for (const want of wants) if (!can.has(want)) return "EINVAL";
    can.delete("C");
    return can;
  }
  if (!can.has("C")) return "ENODEV";
  if (wants.includes("w")) can.delete("D");
  if (release.copiesBeyond) {
    for (const want of wants) if (!can.has(want)) can.delete("D");
  }
  if (wants.includes("x") && wants.includes("r") && !can.has("x")) {
    can.delete("D");
  }
  return can;
}

/** Whether another mapping may use the memory too. */
export function isShareable(
  { wants, shared }: FileRequest,
  can: ReadonlySet<string>,
  release: Release,
): boolean {
  if (shared) return true;
  if (wants.includes("w")) return false;
  if (!can.has("D") || !release.allOrNothing) return true;
  return can.has("r") && can.has("w") && can.has("x");
}
