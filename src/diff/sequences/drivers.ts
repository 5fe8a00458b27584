/**
 * Mappings of files of the stock drivers and file systems.
 *
 * @module
 */
import { InputError } from "../../errors.ts";
import { ENGINE_NAMES } from "../../scenario/known_names.ts";
import { parseScenarios } from "../../scenario/parse.ts";
import type { FileSpec } from "../../scenario/types.ts";
import type { WordSize } from "../../abi/word.ts";
import { DEFAULT_MACHINE } from "../../scenario/resolve/machine.ts";
import { ALL_WAYS, Calls, PAGE } from "./build.ts";
import type { Sequence } from "./pairs.ts";

const FILES = `
id: files
name: Files of every driver
source: drivers/char/mem.c, drivers/mtd/mtdchar.c, fs/romfs, fs/cramfs
machine: { word_size: 64 }
images:
  rom: { files: { /app: { size: 0x3800, layout: aligned } } }
files:
  mem: { driver: mem }
  zero: { driver: zero }
  disk: { driver: block, size: 16KiB }
  fb0: { driver: fb, at: 0x30000000, size: 64KiB, fb: { get_unmapped_area: true } }
  fb1: { driver: fb, at: 0x30000000, size: 64KiB, fb: { fb_mmap: false, get_unmapped_area: true } }
  ram: { driver: mtd, mtd: { type: RAM, at: 0x20000000, size: 64KiB } }
  nopoint: { driver: mtd, mtd: { type: RAM, at: 0x20000000, size: 64KiB, point: false } }
  rom: { driver: mtd, mtd: { type: ROM, at: 0x20000000, size: 64KiB } }
  nor: { driver: mtd, mtd: { type: NOR, at: 0x20000000, size: 64KiB } }
  high: { driver: mtd, mtd: { type: RAM, at: 0x80800000, size: 64KiB } }
  app: { driver: romfs, image: { files: { /app: { size: 0x3800 } } }, path: /app, mtd: { type: ROM, at: 0x20000000, size: 64KiB }, mode: r }
  tool: { driver: romfs, image: { files: { /tool: { size: 0x3800 } } }, path: /tool, mtd: { type: RAM, at: 0x20000000, size: 64KiB }, mode: r }
  xip: { driver: cramfs, image: rom, path: /app, at: 0x22000000, mode: r }
steps: [{ exit: {}, expect: ok }]
`;

/** The files, in the order of their description. */
export function driverFiles(): readonly FileSpec[] {
  const { scenarios, errors } = parseScenarios(FILES, "drivers", ENGINE_NAMES);
  if (errors.length > 0) throw new InputError(errors[0]!.message);
  return scenarios[0]!.files;
}

/** Each file, mapped in every way at the start and beyond the end. */
export function* driverSequences(
  wordSizes: readonly WordSize[],
): Generator<Sequence> {
  const [first] = wordSizes;
  for (const file of driverFiles()) {
    for (const wordSize of wordSizes) {
      const machine = wordSize === 32 ? DEFAULT_MACHINE : {
        ...DEFAULT_MACHINE,
        wordSize,
        taskSize: 0xffff_ffff_ffff_ffffn,
      };
      for (const way of ALL_WAYS) {
        for (const pgoff of [0, 1, 3]) {
          for (const length of [PAGE, 2 * PAGE, 100]) {
            yield {
              scenario: new Calls()
                .map(way, length, { as: "memory", pgoff })
                .unmap("memory", 0, length)
                .scenario([file], { machine }),
              cost: 3 + pgoff + (length === PAGE ? 0 : 1) +
                (wordSize === first ? 0 : 2),
            };
          }
        }
      }
    }
  }
}
