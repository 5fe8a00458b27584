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
import type { CommonInode, FileSpec, InodeSpec, OpenMode } from "../types.ts";
import {
  keyOffset,
  mappingPlace,
  offsetOf,
  type Place,
  valuePlace,
} from "../yaml/value.ts";
import { resolveContents } from "./contents.ts";
import { checkDriverKeys } from "./driver_keys.ts";
import { addressIn, type DriverContext } from "./driver_file.ts";
import { canBeWritten, DRIVER_TYPES, resolveDriver } from "./drivers.ts";

type Documents = Readonly<Record<string, FileDocument>>;
type FileKey = keyof FileDocument & string;

/** Keys that a second opening of an inode may have. */
const OPENING: ReadonlySet<string> = new Set<FileKey>([
  "same_inode_as",
  "mode",
  "noexec",
]);

/** Bytes of a ramfs file that are kept in memory. */
const MOST_KEPT = 2 ** 28;

const LARGEST_SIZE: Word = 0x7fff_ffff_ffff_ffffn;

/** The files in the order of the scenario file. */
export function resolveFiles(
  documents: Documents | undefined,
  place: Place,
  context: DriverContext,
): FileSpec[] {
  const { problems } = context;
  const entries = Object.entries(documents ?? {});
  const inodes = new Map<string, InodeSpec>();
  for (const [name, document] of entries) {
    if (document.same_inode_as !== undefined) continue;
    const inner = valuePlace(place, name);
    checkInode(document, inner, context);
    const at = keyOffset(place, name);
    const common = commonInode(name, document, inodes.size + 1, at);
    const file = { document, place: inner, common };
    const inode = document.driver === undefined
      ? scriptedInode(document, common)
      : resolveDriver(document.driver, file, context);
    inodes.set(name, sameFile(inode, inodes.values()) ?? inode);
  }
  return entries.map(([name, document]) => {
    const inner = valuePlace(place, name);
    const inode = inodes.get(name) ??
      findInode(document, inner, inodes, problems);
    const mode = document.mode ?? (canBeWritten(inode) ? "rw" : "r");
    checkMode(mode, inode, valuePlace(inner, "mode"), problems);
    const { noexec = false } = document;
    return { at: keyOffset(place, name), name, inode, mode, noexec };
  });
}

/** Two paths of an image can be one inode. */
function sameFile(
  inode: InodeSpec,
  others: Iterable<InodeSpec>,
): InodeSpec | undefined {
  if (inode.driver !== "cramfs" && inode.driver !== "romfs") return undefined;
  for (const other of others) {
    const same = other.driver === inode.driver &&
      other.image === inode.image && other.inode === inode.inode;
    if (same) return other;
  }
  return undefined;
}

function checkMode(
  mode: OpenMode,
  inode: InodeSpec,
  place: Place,
  problems: Problems,
): void {
  if (canBeWritten(inode) || mode === "r" || mode === "path") return;
  problems.add(
    offsetOf(place),
    `Mode ${mode} is not possible: ${inode.driver} is not opened for writing`,
  );
}

function commonInode(
  name: string,
  document: FileDocument,
  number: number,
  at: number,
): CommonInode {
  const { driver } = document;
  const type = driver === undefined
    ? document.type ?? "chr"
    : DRIVER_TYPES[driver];
  const directory = type === "chr" || type === "blk" ? "/dev/" : "/";
  return {
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
}

function scriptedInode(
  document: FileDocument,
  common: CommonInode,
): InodeSpec {
  const { capabilities, get_unmapped_area: getUnmappedArea } = document;
  const { mmap_prepare: mmapPrepare } = document;
  return {
    driver: "scripted",
    ...common,
    ...(capabilities !== undefined && { capabilities }),
    ...(getUnmappedArea !== undefined && { getUnmappedArea }),
    mmap: document.mmap ?? (mmapPrepare === undefined ? "ok" : "absent"),
    ...(mmapPrepare !== undefined && { mmapPrepare }),
    read: document.read ?? "ok",
    readWith: document.read_with ?? "read_iter",
  };
}

function checkInode(
  document: FileDocument,
  place: Place,
  context: DriverContext,
): void {
  const { machine, problems } = context;
  if (document.size !== undefined && document.size > LARGEST_SIZE) {
    problems.add(
      offsetOf(valuePlace(place, "size")),
      `Size ${document.size} is above the largest of a file, ${LARGEST_SIZE}`,
    );
  }
  if (document.driver === "ramfs" && isHuge(document, machine.ram.size)) {
    problems.add(
      offsetOf(valuePlace(place, "size")),
      `The contents of a ramfs file in ${machine.ram.size} bytes of RAM are ` +
        `kept, at most ${MOST_KEPT} bytes of them; give it no contents: ` +
        `{ text: "" }`,
    );
  }
  checkArea(document.get_unmapped_area, place, context);
  checkDriverKeys(document, place, problems);
}

function checkArea(
  area: FileDocument["get_unmapped_area"],
  place: Place,
  context: DriverContext,
): void {
  if (area === undefined || "errno" in area) return;
  const [key, at] = "base" in area
    ? ["base", area.base] as const
    : ["fixed", area.fixed] as const;
  const inner = valuePlace(place, "get_unmapped_area");
  addressIn(at, valuePlace(inner, key), context);
}

/** Whether more would have to be kept than can be. */
function isHuge({ size = 0, contents }: FileDocument, ram: number): boolean {
  return size > MOST_KEPT && ram > MOST_KEPT && contents?.text?.length !== 0;
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
  return scriptedInode({}, commonInode(name, {}, 0, offsetOf(place)));
}
