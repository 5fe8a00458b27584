/**
 * Holding the regions and VMAs of the kernel against those of the engine.
 *
 * @module
 */
import { formatFlags } from "../../abi/flags.ts";
import { VM } from "../../abi/vm.ts";
import { hex, subtractWords, type Word } from "../../abi/word.ts";
import type { Region, Vma } from "../../memory/region.ts";
import type {
  ProcessState,
  RegionState,
  VmaState,
} from "../answer/result_state.ts";
import type { EngineStep } from "./engine_step.ts";
import type { Check } from "./difference.ts";

/** Every region, by address. */
export function compareRegions(
  engine: EngineStep,
  kernel: readonly RegionState[],
  check: Check,
): void {
  const ours = [...engine.regions];
  for (let i = 0; i < Math.max(ours.length, kernel.length); i++) {
    const own = ours[i];
    const its = kernel[i];
    const name = `region at ${hex(own?.start ?? its?.start ?? 0)}`;
    if (own === undefined || its === undefined) {
      check(
        name,
        own === undefined ? "none" : regionText(own, engine),
        its === undefined ? "none" : kernelRegionText(its),
      );
      continue;
    }
    check(name, regionText(own, engine), kernelRegionText(its));
  }
}

const FREED_REGION = "freed, still in the tree";

function regionText(region: Region, { fileOf }: EngineStep): string {
  const { usage, file } = region;
  return usage === 0
    ? FREED_REGION
    : describeRegion(region, file === null ? null : fileOf(file.name));
}

function kernelRegionText(region: RegionState): string {
  return region.freed ? FREED_REGION : describeRegion(region, region.file);
}

function describeRegion(
  region: Omit<RegionState, "id" | "file" | "freed">,
  file: string | number | null,
): string {
  return [
    `${hex(region.start)}-${hex(region.end)}`,
    `top ${hex(region.top)}`,
    `pgoff ${hex(region.pgoff)}`,
    `usage ${region.usage}`,
    formatFlags(region.flags, VM),
    fileText(file),
    ...(region.icacheFlushed ? ["icache flushed"] : []),
  ].join(", ");
}

function fileText(file: string | number | null): string {
  return file === null ? "anonymous" : `file ${file}`;
}

/** Every VMA of every process, by address. */
export function compareVmas(
  engine: EngineStep,
  kernel: readonly ProcessState[],
  check: Check,
): void {
  engine.processes.forEach((process, number) => {
    const its = kernel.find((state) => state.process === number);
    const ours = process.exited ? ["exited"] : [
      ...[...process.tree].map(({ first, last, value }) =>
        vmaText(first, last, value, engine)
      ),
      ...process.unfindable.map((vma) =>
        vmaText(
          vma.start,
          subtractWords(vma.end, 1, engine.wordSize),
          vma,
          engine,
        )
      ),
    ];
    const theirs = its === undefined
      ? ["exited"]
      : its.vmas.map((vma) => kernelVmaText(vma, kernelRegions(engine, vma)));
    const count = Math.max(ours.length, theirs.length);
    for (let i = 0; i < count; i++) {
      check(
        `VMA ${i + 1} of ${engine.processName(number)}`,
        ours[i] ?? "none",
        theirs[i] ?? "none",
      );
    }
  });
}

function kernelRegions(engine: EngineStep, vma: VmaState): Word | undefined {
  return engine.kernelRegions.find(({ id }) => id === vma.region)?.start;
}

function vmaText(
  first: Word,
  last: Word,
  vma: Vma,
  engine: EngineStep,
): string {
  const { region, file } = vma;
  const inTree = [...engine.regions].includes(region);
  return describeVma(
    `${hex(first)}-${hex(last)}`,
    vma,
    file === null ? null : engine.fileOf(file.name),
    inTree ? region.start : undefined,
  );
}

function kernelVmaText(vma: VmaState, region: Word | undefined): string {
  const range = `${hex(vma.treeStart)}-${hex(vma.treeLast)}`;
  return describeVma(range, vma, vma.file, region);
}

function describeVma(
  range: string,
  vma: Pick<VmaState, "start" | "end" | "pgoff" | "flags" | "freed">,
  file: string | number | null,
  region: Word | undefined,
): string {
  if (vma.freed) return `${range} freed`;
  return [
    range,
    `is ${hex(vma.start)}-${hex(vma.end)}`,
    `pgoff ${hex(vma.pgoff)}`,
    formatFlags(vma.flags, VM),
    fileText(file),
    region === undefined ? "lost region" : `region ${hex(region)}`,
  ].join(", ");
}
