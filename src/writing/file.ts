/**
 * Files as lines of a scenario.
 *
 * @module
 */
import { CAPABILITY } from "../abi/capabilities.ts";
import { errnoName } from "../abi/errno.ts";
import { formatFlags } from "../abi/flags.ts";
import { hex } from "../abi/word.ts";
import type {
  Contents,
  FileSpec,
  GetUnmappedAreaAnswer,
  InodeSpec,
  MmapAnswer,
  MmapPrepareAnswer,
  ReadAnswer,
  ScriptedInode,
} from "../scenario/types.ts";
import { sizeText } from "./numbers.ts";
import { stockParts } from "./stock.ts";
import {
  entryLines,
  flowMapping,
  hexText,
  type YamlEntries,
  yamlText,
} from "./yaml.ts";

/** The key `files`. */
export function fileLines(files: readonly FileSpec[]): string[] {
  const lines: string[] = [];
  files.forEach((file, place) => {
    const first = files.findIndex(({ inode }) => inode === file.inode);
    const entries = first === place ? fileParts(file) : [
      ["same_inode_as", yamlText(files[first]!.name)],
      ...openingParts(file),
    ] as YamlEntries;
    const [head, ...rest] = entryLines(yamlText(file.name), entries, 2);
    lines.push(`  ${head}`, ...rest);
  });
  return lines;
}

function openingParts({ mode, noexec }: FileSpec): YamlEntries {
  return [
    ...(mode === "rw" ? [] : [["mode", mode] as const]),
    ...(noexec ? [["noexec", "true"] as const] : []),
  ];
}

/** The keys of a file in the `files` of a scenario. */
export function fileParts(file: FileSpec): YamlEntries {
  const { inode } = file;
  const isDevice = inode.type === "chr" || inode.type === "blk";
  const folder = isDevice ? "/dev/" : "/";
  return [
    ...(inode.driver === "scripted" ? scriptedParts(inode) : stockParts(inode)),
    ...contentsParts(inode.contents),
    ...openingParts(file),
    ...(inode.appendOnly ? [["append_only", "true"] as const] : []),
    ...(inode.mandatoryLock ? [["mandatory_lock", "true"] as const] : []),
    ...(inode.path === folder + file.name
      ? []
      : [["path", yamlText(inode.path)] as const]),
  ];
}

function scriptedParts(inode: ScriptedInode): YamlEntries {
  const { type, capabilities, getUnmappedArea, read, readWith } = inode;
  const { mmap, mmapPrepare } = inode;
  const entries: [string, string][] = [["type", type], ...sizeParts(inode)];
  if (capabilities !== undefined) {
    entries.push(["capabilities", formatFlags(capabilities.value, CAPABILITY)]);
  }
  if (getUnmappedArea !== undefined) {
    entries.push(["get_unmapped_area", areaText(getUnmappedArea)]);
  }
  if (mmap !== (mmapPrepare === undefined ? "ok" : "absent")) {
    entries.push(["mmap", answerText(mmap)]);
  }
  if (mmapPrepare !== undefined) {
    entries.push(["mmap_prepare", answerText(mmapPrepare)]);
  }
  if (read !== "ok") entries.push(["read", answerText(read)]);
  if (read !== "absent" && readWith !== "read_iter") {
    entries.push(["read_with", readWith]);
  }
  return entries;
}

function sizeParts({ size }: InodeSpec): [string, string][] {
  return size === 0 ? [] : [["size", sizeText(size)]];
}

function contentsParts(contents: Contents): YamlEntries {
  switch (contents.kind) {
    case "byte":
      return [["contents", `{ byte: ${hex(contents.byte)} }`]];
    case "literal":
      return [["contents", `{ hex: ${hexText(contents.bytes)} }`]];
    default:
      return [];
  }
}

/** The answer of `get_unmapped_area` as a scenario file has it. */
export function areaText(answer: GetUnmappedAreaAnswer): string {
  if ("errno" in answer) return errnoName(answer.errno);
  return flowMapping([
    "base" in answer
      ? ["base", hex(answer.base)]
      : ["fixed", hex(answer.fixed)],
    ...(answer.int ? [["int", "true"] as const] : []),
  ]);
}

/** The answer of `mmap` or of reading as a scenario file has it. */
export function answerText(
  answer: MmapAnswer | MmapPrepareAnswer | ReadAnswer,
): string {
  if (typeof answer === "string") return answer;
  return "errno" in answer
    ? errnoName(answer.errno)
    : `{ at_most: ${answer.atMost} }`;
}
