/**
 * The declarations that give a wanted outcome, as text.
 *
 * @module
 */
import { isErrnoName } from "../abi/errno.ts";
import { CAPABILITY } from "../abi/capabilities.ts";
import { formatFlags } from "../abi/flags.ts";
import type { FileType } from "../policy/request.ts";
import { fileParts } from "../writing/file.ts";
import { wrap } from "../writing/wrap.ts";
import { entryLines, yamlText } from "../writing/yaml.ts";
import { defaultCapabilities } from "./changes/driver.ts";
import type { TextOptions } from "./path_text.ts";
import type { Declaration, Wanted } from "./wanted.ts";

/** The declarations, each with the lines that a scenario file needs for it. */
export function declarationLines(
  declarations: readonly Declaration[],
  wanted: Wanted,
  options: TextOptions,
): string[] {
  const { style, width } = options;
  const goal = wanted === "ok" ? "success" : wanted;
  if (declarations.length === 0) {
    return [style.bad(`No declaration of the driver gives ${goal} here.`)];
  }
  const lines = [style.bold(
    isErrnoName(wanted)
      ? `A driver that has no more than this gives ${goal}`
      : declarations.length === 1
      ? `For ${goal} the driver needs at least`
      : `For ${goal} the driver needs at least one of these`,
  )];
  for (const declaration of declarations) {
    lines.push(
      ...wrap(needs(declaration, wanted), {
        width,
        indent: 4,
        first: "  - ",
      }),
      ...fileLines(declaration).map((line) => style.dim(`    ${line}`)),
    );
  }
  return lines;
}

function needs(
  { facts, file, outcome, reason }: Declaration,
  wanted: Wanted,
): string {
  const { inode } = file;
  const operations = facts.filter((fact) => !Object.hasOwn(CAPABILITY, fact));
  const capabilities = facts.filter((fact) => Object.hasOwn(CAPABILITY, fact));
  const text = operations.map((name) =>
    name === "mmap_capabilities"
      ? `mmap_capabilities with ${capabilities.join("|") || "no bit"}`
      : name
  ).join(", ");
  const defaults = operations.includes("mmap_capabilities")
    ? ""
    : `; without mmap_capabilities ${defaultText(inode.type)}`;
  if (isErrnoName(wanted)) return `${text || "nothing"}: by ${reason}`;
  return `${text}${defaults}${wanted === "ok" ? `: ${outcome}` : ""}`;
}

function defaultText(type: FileType): string {
  const bits = defaultCapabilities(type);
  return bits === null
    ? `a ${type} has no capabilities`
    : `a ${type} has ${formatFlags(bits, CAPABILITY)}`;
}

function fileLines({ file }: Declaration): string[] {
  return entryLines(yamlText(file.name), fileParts(file), 0, 76);
}
