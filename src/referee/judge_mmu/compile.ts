/**
 * Scenarios of mappings with an MMU as cases of a plan.
 *
 * @module
 */

import { MAP } from "../../abi/map.ts";
import { pagesToBytes, type Word } from "../../abi/word.ts";
import type { CramfsFile } from "../../scenario/types/driver.ts";
import type { MmuOperation } from "../../scenario/types/cramfs_mmu.ts";
import type { FileSpec, Scenario } from "../../scenario/types.ts";
import { runCramfsMmu } from "../../scenario/run/cramfs_mmu.ts";
import type { Edition } from "../../policy/edition.ts";
import type { CompiledTest } from "../judge/compiled.ts";
import { PLAN_SPACE } from "../boot/boot.ts";
import { MMU_FLASH, MMU_MAX } from "../mmu/layout.ts";
import type { MmuPlanCase, MmuPlanImage, MmuPlanStep } from "./plan.ts";
import { cramfsFiles, mmuTarget, sameImage, spanOfImage } from "./target.ts";

/** The revision of cramfs that the kernel has. */
export const MMU_REVISION = "linux-6.12";

/** A scenario that a kernel with an MMU is asked. */
export interface MmuTest extends CompiledTest {
  /** What it is asked; left out: it cannot be judged. */
  readonly plan?: MmuPlanCase;
  /** Place of the image in the plan, by file of the target's scenario. */
  readonly images: ReadonlyMap<CramfsFile, number>;
}

const PAGE = 4096;
const LARGEST_DISK = 4 << 20;
/** Where the runner lies (kernel/mmu_init.c). */
const RUNNER = { start: 0x20_0000_0000n, end: 0x23_0000_0000n };

/** Compiles a scenario; the edition is named after the revision. */
export function compileMmuTest(original: Scenario, edition: Edition): MmuTest {
  const target = mmuTarget(original);
  const { scenario } = target;
  const files = cramfsFiles(scenario);
  const devices = files.filter((file, at) =>
    files.findIndex((one) => sameImage(one, file)) === at
  );
  const images = new Map(
    files.map((file) => [
      file,
      devices.findIndex((device) => sameImage(device, file)),
    ]),
  );
  const opened = scenario.files.filter(({ inode }) =>
    inode.driver === "cramfs"
  );
  const steps = planSteps(scenario, opened);
  const because = obstacle(devices, opened.length, steps);
  const common = { target, edition, cases: [], images };
  if (because !== undefined) return { ...common, unobservable: [{ because }] };
  const plan: MmuPlanCase = {
    images: devices.map(planImage),
    files: opened.map(({ inode }) => ({
      image: images.get(inode as CramfsFile)!,
      path: inode.path.replace(/^\//, ""),
    })),
    steps,
  };
  return { ...common, unobservable: [], plan };
}

function planSteps(
  scenario: Scenario,
  opened: readonly FileSpec[],
): MmuPlanStep[] {
  const starts: Word[] = [];
  runCramfsMmu(scenario, MMU_REVISION, (number, { start }) => {
    starts[number] = start;
  });
  return scenario.cramfsMmu!.steps.map(({ operation }, number) =>
    planStep(operation, starts[number] ?? 0, scenario, opened)
  );
}

function planStep(
  operation: MmuOperation,
  address: Word,
  scenario: Scenario,
  opened: readonly FileSpec[],
): MmuPlanStep {
  switch (operation.kind) {
    case "map":
    case "prepare": {
      const { file, length, prot, shared, pgoff } = operation;
      return {
        operation: "mmap",
        address,
        length,
        prot: prot.value,
        flags: shared ? MAP.SHARED : MAP.PRIVATE,
        file: opened.indexOf(scenario.files[file]!),
        offset: pagesToBytes(pgoff, PAGE, 64),
      };
    }
    case "protect": {
      const { length, prot } = operation;
      return { operation: "mprotect", address, length, prot: prot?.value ?? 0 };
    }
    case "unmap":
      return { operation: "munmap", address, length: operation.length };
    case "complete":
      throw new RangeError("Linux 6.12 maps in one step");
  }
}

function planImage(file: CramfsFile): MmuPlanImage {
  const { flash, erased } = file.image;
  if (file.base !== 0) {
    const address = Number(file.base);
    return { address, filled: spanOfImage(file), erased, bytes: flash };
  }
  // cramfs reads whole pages of the disk.
  const bytes = new Uint8Array(Math.ceil(flash.length / PAGE) * PAGE + PAGE);
  bytes.set(flash);
  return { filled: bytes.length, erased, bytes };
}

/** Why the target cannot be asked. */
function obstacle(
  devices: readonly CramfsFile[],
  files: number,
  steps: readonly MmuPlanStep[],
): string | undefined {
  if (devices.length > MMU_MAX.IMAGES) {
    return `more than ${MMU_MAX.IMAGES} images`;
  }
  if (files > MMU_MAX.FILES) return `more than ${MMU_MAX.FILES} files`;
  if (steps.length > MMU_MAX.STEPS) return `more than ${MMU_MAX.STEPS} steps`;
  const disks = devices.filter(({ base }) => base === 0);
  if (disks.length > MMU_MAX.DISKS) return `more than ${MMU_MAX.DISKS} disks`;
  if (disks.some((file) => spanOfImage(file) > LARGEST_DISK)) {
    return `disks of the target have ${LARGEST_DISK >> 20} MiB at most`;
  }
  const inFlash = ({ base }: CramfsFile) =>
    base === 0 || base >= MMU_FLASH.BASE && base < MMU_FLASH.END;
  const bytes = devices.reduce((sum, file) => sum + file.image.flash.length, 0);
  if (!devices.every(inFlash) || bytes > PLAN_SPACE / 2) {
    return "its images do not fit into the flash of the target";
  }
  const inRunner = steps.some(({ address, length }) => {
    const start = BigInt(address);
    return start < RUNNER.end && start + BigInt(length) > RUNNER.start;
  });
  return inRunner ? "it maps where the runner itself lies" : undefined;
}
