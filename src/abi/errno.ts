/**
 * Error numbers of `include/uapi/asm-generic/errno*.h`.
 *
 * @module
 */
import { refuse } from "../given.ts";

/** Error numbers that the no-MMU calls and their drivers answer. */
export const ERRNO = {
  EPERM: 1,
  ENOENT: 2,
  ESRCH: 3,
  EINTR: 4,
  EIO: 5,
  ENXIO: 6,
  E2BIG: 7,
  ENOEXEC: 8,
  EBADF: 9,
  ECHILD: 10,
  EAGAIN: 11,
  ENOMEM: 12,
  EACCES: 13,
  EFAULT: 14,
  ENOTBLK: 15,
  EBUSY: 16,
  EEXIST: 17,
  EXDEV: 18,
  ENODEV: 19,
  ENOTDIR: 20,
  EISDIR: 21,
  EINVAL: 22,
  ENFILE: 23,
  EMFILE: 24,
  ENOTTY: 25,
  ETXTBSY: 26,
  EFBIG: 27,
  ENOSPC: 28,
  ESPIPE: 29,
  EROFS: 30,
  EMLINK: 31,
  EPIPE: 32,
  EDOM: 33,
  ERANGE: 34,
  EDEADLK: 35,
  ENOSYS: 38,
  ENODATA: 61,
  EPROTO: 71,
  EOVERFLOW: 75,
  EOPNOTSUPP: 95,
  ENOBUFS: 105,
  ETIMEDOUT: 110,
  EALREADY: 114,
  ESTALE: 116,
} as const;

/** Name of an error number, such as `"ENODEV"`. */
export type ErrnoName = keyof typeof ERRNO;

/** Error numbers go up to this one: `MAX_ERRNO` of include/linux/err.h. */
export const MAX_ERRNO = 4095;

const NAMES: ReadonlyMap<number, string> = new Map(
  Object.entries(ERRNO).map(([name, number]) => [number, name]),
);

/**
 * The name of a positive error number, or `E<number>` for an unnamed one.
 *
 * @throws {ArgumentError} if it is no number.
 *
 * @example
 * ```ts
 * import { errnoName } from "@nommap/nommap";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(errnoName(19), "ENODEV");
 * assertEquals(errnoName(999), "E999");
 * ```
 */
export function errnoName(errno: number): string {
  if (typeof errno !== "number") refuse("a number", "errno", errno);
  return NAMES.get(errno) ?? `E${errno}`;
}

/** Whether the text is the name of an error number known here. */
export function isErrnoName(text: string): text is ErrnoName {
  return Object.hasOwn(ERRNO, text);
}
