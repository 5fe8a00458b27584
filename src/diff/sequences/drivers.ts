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

/** Files as a scenario declares them, by name. */
const FILES: Readonly<Record<string, string>> = {
  mem: "{ driver: mem }",
  zero: "{ driver: zero }",
  disk: "{ driver: block, size: 16KiB }",
  fb0: "{ driver: fb, at: 0x30000000, size: 64KiB, " +
    "fb: { get_unmapped_area: true } }",
  fb1: "{ driver: fb, at: 0x30000000, size: 64KiB, " +
    "fb: { fb_mmap: false, get_unmapped_area: true } }",
  ram: mtd("RAM"),
  rom: mtd("ROM"),
  nor: mtd("NOR"),
  nopoint: mtd("RAM", "0x20000000", ", point: false"),
  high: mtd("RAM", "0x80800000"),
  app: romfs("app", "ROM"),
  tool: romfs("tool", "RAM"),
  xip: "{ driver: cramfs, path: /xip, at: 0x22000000, mode: r, " +
    "image: { files: { /xip: { size: 0x3800, layout: aligned } } } }",
};

function mtd(type: string, at = "0x20000000", more = ""): string {
  return `{ driver: mtd, ${device(type, at, more)} }`;
}

function romfs(name: string, type: string): string {
  return `{ driver: romfs, path: /${name}, mode: r, ` +
    `image: { files: { /${name}: { size: 0x3800 } } }, ${device(type)} }`;
}

function device(type: string, at = "0x20000000", more = ""): string {
  return `mtd: { type: ${type}, at: ${at}, size: 64KiB${more} }`;
}

/** The declaration of a file whose image only its text has. */
export function imageFileText({ name, inode }: FileSpec): string | undefined {
  return inode.driver === "romfs" || inode.driver === "cramfs"
    ? FILES[name]
    : undefined;
}

/** The files, in the order of their description. */
function driverFiles(): readonly FileSpec[] {
  const lines = Object.entries(FILES).map(([name, text]) =>
    `  ${name}: ${text}`
  );
  const text = `
id: files
name: Files of every driver
source: drivers/char/mem.c, drivers/mtd/mtdchar.c, fs/romfs, fs/cramfs
machine: { word_size: 64 }
files:
${lines.join("\n")}
steps: [{ exit: {}, expect: ok }]
`;
  const { scenarios, errors } = parseScenarios(text, "drivers", ENGINE_NAMES);
  if (errors.length > 0) throw new InputError(errors[0]!.message);
  return scenarios[0]!.files;
}

/** Each file, mapped in every way at the start, inside, and beyond the end. */
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
        for (const [far, pgoff] of [0, 1, 3, 0xf_ffff].entries()) {
          for (const length of [PAGE, 2 * PAGE, 100]) {
            yield {
              scenario: new Calls()
                .map(way, length, { as: "memory", pgoff })
                .unmap("memory", 0, length)
                .scenario([file], { machine }),
              cost: 3 + far + (length === PAGE ? 0 : 1) +
                (wordSize === first ? 0 : 2),
            };
          }
        }
      }
    }
  }
}
