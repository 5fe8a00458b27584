/**
 * The files and their inodes, with their defaults.
 *
 * @module
 */
import type { Word } from "../../abi/word.ts";
import type { Problems } from "../problems.ts";
import type { FileDocument } from "../schema/file.ts";
import { unknownWord } from "../text/nearest.ts";
import { quote } from "../text/quote.ts";
import type { CommonInode, FileSpec, InodeSpec } from "../types.ts";
import {
  keyOffset,
  mappingPlace,
  offsetOf,
  type Place,
  valuePlace,
} from "../yaml/value.ts";
import { resolveContents } from "./contents.ts";

type Documents = Readonly<Record<string, FileDocument>>;
type FileKey = keyof FileDocument & string;

/** Keys that a second opening of an inode may have. */
const OPENING: ReadonlySet<string> = new Set<FileKey>([
  "same_inode_as",
  "mode",
  "noexec",
]);

/** Keys that a driver answers for itself. */
const SCRIPTED: readonly FileKey[] = [
  "type",
  "capabilities",
  "get_unmapped_area",
  "mmap",
  "read",
  "read_with",
];

const LARGEST_SIZE: Word = 0x7fff_ffff_ffff_ffffn;

/** The files in the order of the scenario file. */
export function resolveFiles(
  documents: Documents | undefined,
  place: Place,
  problems: Problems,
): FileSpec[] {
  const entries = Object.entries(documents ?? {});
  const inodes = new Map<string, InodeSpec>();
  for (const [name, document] of entries) {
    if (document.same_inode_as !== undefined) continue;
    const at = keyOffset(place, name);
    checkInode(document, valuePlace(place, name), problems);
    inodes.set(name, resolveInode(name, document, inodes.size + 1, at));
  }
  return entries.map(([name, document]) => ({
    at: keyOffset(place, name),
    name,
    inode: inodes.get(name) ??
      findInode(document, valuePlace(place, name), inodes, problems),
    mode: document.mode ?? "rw",
    noexec: document.noexec ?? false,
  }));
}

function resolveInode(
  name: string,
  document: FileDocument,
  number: number,
  at: number,
): InodeSpec {
  const ramfs = document.driver === "ramfs";
  const type = document.type ?? (ramfs ? "reg" : "chr");
  const directory = type === "chr" || type === "blk" ? "/dev/" : "/";
  const common: CommonInode = {
    at,
    name,
    type,
    size: document.size ?? 0,
    contents: resolveContents(document.contents),
    appendOnly: document.append_only ?? false,
    mandatoryLock: document.mandatory_lock ?? false,
    path: document.path ?? directory + name,
    device: document.device ?? { major: 0, minor: 1 },
    inode: document.inode ?? number,
  };
  if (ramfs) return { driver: "ramfs", ...common };
  const { capabilities, get_unmapped_area: getUnmappedArea } = document;
  return {
    driver: "scripted",
    ...common,
    ...(capabilities !== undefined && { capabilities }),
    ...(getUnmappedArea !== undefined && { getUnmappedArea }),
    mmap: document.mmap ?? "ok",
    read: document.read ?? "ok",
    readWith: document.read_with ?? "read_iter",
  };
}

function checkInode(
  document: FileDocument,
  place: Place,
  problems: Problems,
): void {
  if (document.size !== undefined && document.size > LARGEST_SIZE) {
    problems.add(
      offsetOf(valuePlace(place, "size")),
      `Size ${document.size} is above the largest of a file, ${LARGEST_SIZE}`,
    );
  }
  if (document.driver === undefined) return;
  for (const key of SCRIPTED) {
    if (document[key] === undefined) continue;
    problems.add(
      keyOffset(place, key),
      `Key ${quote(key)} cannot stand beside driver ${document.driver}, ` +
        "which answers for itself",
    );
  }
}

function findInode(
  document: FileDocument,
  place: Place,
  inodes: ReadonlyMap<string, InodeSpec>,
  problems: Problems,
): InodeSpec {
  const name = document.same_inode_as!;
  const { keys } = mappingPlace(place);
  for (const key of Object.keys(keys)) {
    if (OPENING.has(key)) continue;
    problems.add(
      keys[key]!,
      `Key ${quote(key)} cannot stand beside same_inode_as: it belongs to ` +
        `file ${quote(name)}`,
    );
  }
  const inode = inodes.get(name);
  if (inode !== undefined) return inode;
  problems.add(
    offsetOf(valuePlace(place, "same_inode_as")),
    unknownWord("file with an inode of its own", name, [...inodes.keys()]),
  );
  return resolveInode(name, {}, 0, offsetOf(place));
}
