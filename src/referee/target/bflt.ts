/**
 * The bFLT executable format of no-MMU Linux, as far as a program needs it
 * that is position independent and carries no relocations.
 *
 * @module
 */

/** Options of {@linkcode packFlat}. */
export interface FlatOptions {
  /** Bytes of stack that the kernel shall give the program. */
  readonly stackSize: number;
  /** Bytes of zeroed memory behind the program; 0 if left out. */
  readonly bssSize?: number;
}

/** Length of the header in bytes: `struct flat_hdr` of linux/flat.h. */
export const FLAT_HEADER_SIZE = 64;

const VERSION = 4;
const FLAG_RAM = 1;

/**
 * Puts a version 4 header before a program that was linked to run from byte 64
 * on and that starts with its first instruction. All fields are big-endian.
 * The RAM flag makes the kernel load text and data in one piece, which the
 * loader does in fs/binfmt_flat.c, load_flat_file().
 *
 * @example
 * ```ts
 * import { packFlat } from "./bflt.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const file = packFlat(new Uint8Array(16), { stackSize: 4096 });
 * assertEquals(new TextDecoder().decode(file.subarray(0, 4)), "bFLT");
 * assertEquals(file.length, 80);
 * ```
 */
export function packFlat(
  program: Uint8Array,
  options: FlatOptions,
): Uint8Array<ArrayBuffer> {
  const end = FLAT_HEADER_SIZE + program.length;
  const file = new Uint8Array(end);
  file.set(program, FLAT_HEADER_SIZE);
  const view = new DataView(file.buffer);
  const fields = [
    0x62464c54, // "bFLT"
    VERSION,
    FLAT_HEADER_SIZE, // entry
    end, // data_start
    end, // data_end
    end + (options.bssSize ?? 0), // bss_end
    options.stackSize,
    end, // reloc_start
    0, // reloc_count
    FLAG_RAM,
  ];
  fields.forEach((field, index) => view.setUint32(4 * index, field));
  return file;
}
