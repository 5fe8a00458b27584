/**
 * Help texts that commands share.
 *
 * @module
 */

/** Options of the call. */
export const REQUEST_HELP =
  `  --prot PROT       such as READ,WRITE or NONE (default READ)
  --flags FLAGS     such as SHARED or PRIVATE,ANONYMOUS (default PRIVATE)
  --length BYTES    default 4KiB; --offset BYTES, --address HINT: default 0`;

/** Options that declare a file. */
export const FILE_HELP =
  `  --type TYPE       reg, blk, chr (default), fifo, sock or dir
  --capabilities C  what mmap_capabilities answers, such as DIRECT,READ, or
                    NONE; left out: the driver has no such operation
  --get-unmapped-area A
                    what it answers: an address (of offset 0) or an errno; left
                    out: the driver has no such operation
  --mmap A          ok (default), an errno, absent, or shared-only
  --mmap-prepare A  in place of mmap, from 6.17 on: ok, an errno, shared-only or
                    remap; left out: the driver has no such operation
  --read A          ok (default), an errno, or absent
  --read-with OPS   read_iter (default), read, or both
  --ramfs           a file of ramfs or tmpfs in place of all these
  --size BYTES      such as 64KiB (default 1MiB)
  --mode MODE       opened r, w, rw (default) or path (O_PATH)
  --noexec          through a noexec mount
  --append-only     the inode is append-only
  --mandatory-lock  somebody holds a mandatory lock`;

/** The option of commands that load scenarios. */
export const IMAGES_HELP = `  --allow-images-outside
                    images that a scenario names need not lie in its folder`;

/** Options of the caller and the machine. */
export const MACHINE_HELP =
  `  --ptraced         a debugger is attached to the caller
  --read-implies-exec
                    the caller's personality has READ_IMPLIES_EXEC
  --word-size BITS  32 (default) or 64; --page-size BYTES; --ram-size BYTES;
                    --max-page-order N`;
