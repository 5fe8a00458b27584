/** The policy before capabilities, as one would explain it. */
import type { Decision, FileRequest } from "./decision.ts";

/** Whether a file can be mapped: an errno, or D for in place, C for a copy. */
export function decideMemoryBacked(
  { file, wants, shared }: FileRequest,
): Decision {
  const inPlace = file.type === "chr" || file.capabilities?.includes("D");
  if (file.mmap === "absent") return "ENODEV";
  if (!shared) {
    if (file.read === "absent") return "ENODEV";
  } else if (wants.includes("w") && file.mode === "r") return "EACCES";
  else if (!inPlace) return "EINVAL";
  else if (file.area === undefined) return "ENODEV";
  return new Set(inPlace ? "D" : "C");
}
