/**
 * What could be different about one of the kernel's own drivers.
 *
 * @module
 */
import { fileOf, withInode } from "../../question/edit.ts";
import type { Question } from "../../question/question.ts";
import type { InodeSpec } from "../../scenario/types.ts";
import type { Change } from "./change.ts";

/** Changes of a frame buffer or of a memory technology device. */
export function stockChanges(question: Question): Change[] {
  const inode = fileOf(question)?.inode;
  switch (inode?.driver) {
    case "fb": {
      const { getUnmappedArea, fbMmap } = inode;
      return [
        change(
          "get_unmapped_area",
          `the driver ${
            getUnmappedArea ? "loses" : "gains"
          } get_unmapped_area (FB_PROVIDE_GET_FB_UNMAPPED_AREA)`,
          { ...inode, getUnmappedArea: !getUnmappedArea },
        ),
        ...(fbMmap ? [] : [
          change("mmap", "the driver gains an fb_mmap operation", {
            ...inode,
            fbMmap: true,
          }),
        ]),
      ];
    }
    case "mtd": {
      const { mtd } = inode;
      return (["RAM", "ROM"] as const).filter((type) => type !== mtd.type)
        .map((type) =>
          change("mtd", `the device is of type MTD_${type}`, {
            ...inode,
            mtd: { ...mtd, type, point: true },
          })
        );
    }
    default:
      return [];
  }
}

function change(subject: string, text: string, inode: InodeSpec): Change {
  return {
    side: "driver",
    subject,
    text,
    apply: (question) => withInode(question, inode),
  };
}
