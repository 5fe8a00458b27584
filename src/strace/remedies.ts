/**
 * What a program would ask of a file instead, where the file's own driver
 * refuses what was asked.
 *
 * @module
 */
import type { Change } from "../explain/changes/change.ts";
import { fileOf, withInode } from "../question/edit.ts";
import type { InodeSpec } from "../scenario/types.ts";
import { AREA } from "./device.ts";
import type { Supposition } from "./suppose.ts";

/** The change that makes the driver answer, if it is known in words. */
export function remedies({ remedy }: Supposition): Change[] {
  if (remedy === undefined) return [];
  return [{
    side: "program",
    subject: "place",
    text: remedy,
    alone: true,
    apply(question) {
      const inode = fileOf(question)?.inode;
      return inode === undefined
        ? question
        : withInode(question, answering(inode));
    },
  }];
}

function answering(inode: InodeSpec): InodeSpec {
  if (inode.driver === "mem") {
    const { limit: _, ...rest } = inode;
    return rest;
  }
  return inode.driver === "scripted"
    ? { ...inode, getUnmappedArea: AREA, mmap: "ok" }
    : inode;
}
