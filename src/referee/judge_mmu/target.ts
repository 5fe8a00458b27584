/**
 * A scenario of mappings with an MMU as it is on the target: images lie in the
 * flash that it has, and an address has 64 bits.
 *
 * @module
 */

import type { CramfsFile } from "../../scenario/types/driver.ts";
import type { InodeSpec, Scenario } from "../../scenario/types.ts";
import type { PlacedDevice } from "../judge/placement.ts";
import { moveStock } from "../judge/stock.ts";
import type { TargetScenario } from "../judge/target_scenario.ts";
import { MMU_FLASH } from "../mmu/layout.ts";

const PAGE = 4096;

/** Behind an image so much flash is erased that a mapping can show. */
const BEHIND = 2 * PAGE;

/** Bytes from the start of an image on that the kernel may look at. */
export function spanOfImage({ image }: CramfsFile): number {
  const bytes = Math.max(image.size, image.flash.length);
  return Math.ceil(bytes / PAGE) * PAGE + BEHIND;
}

/** Whether two files are in the same image at the same place. */
export function sameImage(one: CramfsFile, other: CramfsFile): boolean {
  return one.image === other.image && one.base === other.base;
}

/** The inodes of cramfs of a scenario, each once. */
export function cramfsFiles({ files }: Scenario): CramfsFile[] {
  return [...new Set(files.map(({ inode }) => inode))]
    .filter((inode) => inode.driver === "cramfs");
}

/**
 * Moves the images of a scenario. Those that find no room stay where they are;
 * a scenario with such an image cannot be asked.
 */
export function mmuTarget(original: Scenario): TargetScenario {
  const inodes = new Map<InodeSpec, InodeSpec>();
  const moved = new Map<InodeSpec, InodeSpec>();
  const devices: PlacedDevice[] = [];
  let free = MMU_FLASH.BASE;
  for (const file of cramfsFiles(original)) {
    if (file.base === 0) continue;
    const known = devices.find(({ inode }) =>
      sameImage(inode as CramfsFile, file)
    );
    const to = known?.to ?? free + Number(BigInt(file.base) % BigInt(PAGE));
    const span = spanOfImage(file);
    if (to + span > MMU_FLASH.END) continue;
    if (known === undefined) free += span + PAGE;
    const target = moveStock(file, to);
    devices.push({ inode: file, from: Number(file.base), to, span });
    moved.set(file, target);
    inodes.set(target, file);
  }
  const scenario: Scenario = {
    ...original,
    machine: { ...original.machine, wordSize: 64 },
    files: original.files.map((file) => ({
      ...file,
      inode: moved.get(file.inode) ?? file.inode,
    })),
  };
  const placement = { devices, bare: [], end: free };
  return { original, scenario, placement, inodes };
}
