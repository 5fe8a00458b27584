/**
 * Files that nothing can be mapped of: pipes, sockets and directories.
 *
 * @module
 */
import type { Driver } from "./driver.ts";
import { scriptedDriver } from "./scripted.ts";

/** A file that cannot be mapped. */
export type SpecialKind = "pipe" | "socket" | "directory";

/**
 * The operations of such a file. Only sockets have an mmap operation, which
 * refuses with ENODEV: net/core/sock.c, sock_no_mmap(). Mirrors fs/pipe.c,
 * pipefifo_fops, net/socket.c, socket_file_ops, and fs/libfs.c,
 * simple_dir_operations.
 *
 * @example
 * ```ts
 * import { specialDriver } from "./special.ts";
 * import { OPERATION } from "../policy/request.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { type, operations } = specialDriver("pipe");
 * assertEquals(type, "fifo");
 * assertEquals(operations & OPERATION.MMAP, 0);
 * ```
 */
export function specialDriver(kind: SpecialKind): Driver {
  const name = kind;
  switch (kind) {
    case "pipe":
      return { ...scriptedDriver({ type: "fifo", read: "EAGAIN" }), name };
    case "socket":
      return {
        ...scriptedDriver({ type: "sock", read: "EAGAIN", mmap: "ENODEV" }),
        name,
      };
    case "directory":
      return {
        ...scriptedDriver({ type: "dir", read: "EISDIR", readWith: "read" }),
        name,
      };
  }
}
