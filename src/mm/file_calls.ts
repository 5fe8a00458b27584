/**
 * Calls that change files. Mirrors fs/open.c, `do_sys_ftruncate()`, and
 * fs/read_write.c, `vfs_write()`.
 *
 * @module
 */
import { ERRNO } from "../abi/errno.ts";
import type { DriverHost } from "../files/driver.ts";
import type { OpenFile } from "../files/inode.ts";
import { FMODE } from "../policy/request.ts";
import type { Journal, Outcome } from "./outcome.ts";

/** Changes the size of a file, in bytes. */
export function truncateFile(
  journal: Journal,
  file: OpenFile,
  size: number,
  host: DriverHost,
): Outcome {
  if (file.isPath) return journal.refused(ERRNO.EBADF, "bad-file-descriptor");
  if (file.type !== "reg" || !(file.mode & FMODE.WRITE)) {
    return journal.refused(ERRNO.EINVAL, "truncate-not-open-for-writing");
  }
  if (file.appendOnly) {
    return journal.refused(ERRNO.EPERM, "truncate-append-only");
  }
  const { inode } = file;
  if (size === inode.size) return journal.done("truncate");
  const { errno, reason } = inode.driver.truncate(inode, size, host);
  return errno === 0 ? journal.done(reason) : journal.refused(errno, reason);
}

/** Writes bytes at a position. */
export function writeFile(
  journal: Journal,
  file: OpenFile,
  position: number,
  bytes: Uint8Array,
  host: DriverHost,
): Outcome {
  if (file.isPath || !(file.mode & FMODE.WRITE)) {
    return journal.refused(ERRNO.EBADF, "not-open-for-writing");
  }
  const { inode } = file;
  const taken = inode.driver.write(inode, position, bytes, host);
  return taken < 0
    ? journal.refused(-taken, "write-fails")
    : journal.done("done", taken);
}
