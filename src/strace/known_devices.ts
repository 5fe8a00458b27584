/**
 * What a path says of a file: which drivers and filesystems of the kernel it
 * may belong to.
 *
 * @module
 */
import type { ERRNO } from "../abi/errno.ts";
import type { Device } from "./device.ts";
import { answering, CHARACTER } from "./devices/any.ts";
import { FRAME_BUFFER, GRAPHICS, SOUND, VIDEO } from "./devices/displays.ts";
import {
  IO_URING,
  PIPE,
  PLAIN_FILE,
  RAM_FILE,
  SOCKET,
} from "./devices/files.ts";
import {
  BLOCK,
  MTD_CHARACTER,
  PHYSICAL_MEMORY,
  USERSPACE_IO,
  WITHOUT_MMAP,
  ZERO,
} from "./devices/memory.ts";

const BY_PATH: readonly (readonly [RegExp, readonly Device[]])[] = [
  [/^\/dev\/fb\/?[0-9]+$/, FRAME_BUFFER],
  [/^\/dev\/zero$/, ZERO],
  [/^\/dev\/k?mem$/, PHYSICAL_MEMORY],
  [
    /^\/dev\/(?:null|full|random|urandom|tty\w*|console|ptmx|pts\/\d+)$/,
    WITHOUT_MMAP,
  ],
  [/^\/dev\/mtd[0-9]+(?:ro)?$/, MTD_CHARACTER],
  [
    /^\/dev\/(?:mtdblock|romblock|mmcblk|nvme\d+n|ram|loop|[shv]d[a-z]|zram)\w*$/,
    BLOCK,
  ],
  [/^\/dev\/(?:video|vbi|v4l-subdev)[0-9]+$/, VIDEO],
  [/^\/dev\/snd\/pcm/, SOUND],
  [/^\/dev\/dri\//, GRAPHICS],
  [/^\/dev\/uio[0-9]+$/, USERSPACE_IO],
  [/^anon_inode:\[io_uring\]$/, IO_URING],
  [/^(?:\/dev\/shm\/|\/memfd:|\/tmp\/|\/run\/|\/var\/run\/)/, RAM_FILE],
  [/^pipe:/, PIPE],
  [/^(?:socket:|TCP|UDP|UNIX|NETLINK|PACKET)/, SOCKET],
  [/^\/dev\//, CHARACTER],
  [/^\//, [...PLAIN_FILE, ...RAM_FILE]],
];

const ANYTHING: readonly Device[] = [
  ...PLAIN_FILE,
  ...RAM_FILE,
  ...CHARACTER,
  ...BLOCK,
  ...PIPE,
  ...SOCKET,
];

/** What a path may stand for; `undefined`: nothing is known of the file. */
export function devicesFor(path: string | undefined): readonly Device[] {
  if (path === undefined) return ANYTHING;
  return BY_PATH.find(([pattern]) => pattern.test(path))?.[1] ?? ANYTHING;
}

/** Drivers whose own operations answer an errno, if the file may have one. */
export function ownAnswers(
  path: string | undefined,
  errno: keyof typeof ERRNO,
): readonly Device[] {
  const isDevice = path === undefined || path.startsWith("/dev/");
  const answersAsKnown = [BLOCK, RAM_FILE, ZERO].includes(devicesFor(path));
  return isDevice && !answersAsKnown ? answering(errno) : [];
}
