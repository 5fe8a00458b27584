/**
 * The way of `mmap()` into the kernel before regions. Mirrors
 * arch/m68knommu/kernel/sys_m68k.c, `old_mmap()` and `do_mmap2()`.
 *
 * @module
 */
import { MAP } from "../../abi/map.ts";
import { toWord } from "../../abi/word.ts";
import type { OpenFile } from "../../files/inode.ts";
import type { ListRequest } from "../../policy/list_request.ts";
import type { MmapArguments } from "../system_calls.ts";

/** What reaches `do_mmap_pgoff()`. */
export interface EnteredMmap {
  /** The arguments, as words of 32 bits. */
  readonly request: ListRequest;
  /** The file; `null` for anonymous memory. */
  readonly open: OpenFile | null;
}

/** The request, or the rule that refuses it at the door. */
export function enterMmap(
  args: MmapArguments,
  pageSize: number,
): EnteredMmap | "offset-not-page-aligned" | "bad-file-descriptor" {
  const offset = Number(toWord(args.offset ?? 0, 32));
  if (args.pgoff === undefined && offset % pageSize !== 0) {
    return "offset-not-page-aligned";
  }
  const flags = args.flags & ~(MAP.EXECUTABLE | MAP.DENYWRITE);
  const open = flags & MAP.ANONYMOUS ? null : args.file;
  if (!(flags & MAP.ANONYMOUS) && (open === null || open.isPath)) {
    return "bad-file-descriptor";
  }
  return {
    request: {
      address: Number(toWord(args.address ?? 0, 32)),
      length: Number(toWord(args.length, 32)),
      prot: args.prot,
      flags,
      pgoff: args.pgoff === undefined
        ? offset / pageSize
        : Number(toWord(args.pgoff, 32)),
    },
    open,
  };
}
