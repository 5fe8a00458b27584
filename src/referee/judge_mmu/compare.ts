/**
 * Holding what a kernel with an MMU did in one step against what the engine
 * did.
 *
 * @module
 */

import { errnoName } from "../../abi/errno.ts";
import { PROT } from "../../abi/prot.ts";
import { hex, type Word } from "../../abi/word.ts";
import { crc32 } from "../../files/cramfs/crc32.ts";
import { type CramfsMapping, mappedPage } from "../../files/cramfs/mapping.ts";
import {
  type CramfsVma,
  formatMapsLine,
  formatVmFlags,
} from "../../files/cramfs/maps.ts";
import type { CramfsFile } from "../../scenario/types/driver.ts";
import type { MmuOperation } from "../../scenario/types/cramfs_mmu.ts";
import type { MmuSeen } from "../../scenario/run/cramfs_mmu.ts";
import { VM } from "../../abi/vm.ts";
import type { Check, Difference } from "../judge/difference.ts";
import type { MmuPage, MmuStepResult, MmuVma } from "./plan.ts";

const BITS = 64;

/** Both sides after a step. */
export interface MmuSides {
  /** What was done. */
  readonly operation: MmuOperation;
  /** The engine. */
  readonly engine: MmuSeen;
  /** The kernel. */
  readonly kernel: MmuStepResult;
  /** Device numbers of a file, as the scenario has them. */
  readonly deviceOf: (image: number, path: string) => string;
}

/** Every property in which the kernel's answer differs from the engine's. */
export function compareMmuStep(sides: MmuSides): Difference[] {
  const { operation, engine, kernel } = sides;
  const found: Difference[] = [];
  const check = (field: string, ours: string, theirs: string) => {
    if (ours !== theirs) found.push({ field, engine: ours, kernel: theirs });
  };
  const { mapping, file } = engine.outcome;
  const errno = mapping?.errno ?? engine.outcome.errno ?? 0;
  check("errno", resultText(errno), resultText(kernel.errno ?? 0));
  if (errno !== (kernel.errno ?? 0)) return found;
  if (operation.kind === "map" && errno === 0) {
    check("address", hex(engine.start), hex(kernel.value ?? 0));
  }
  compareMessages(mapping?.messages ?? [], kernel.messages, check);
  compareVmas(engine.space.vmas, sides, check);
  if (mapping !== undefined && file !== undefined && errno === 0) {
    comparePages(mapping, file, sides, check);
  }
  return found;
}

function resultText(errno: number): string {
  return errno === 0 ? "ok" : errnoName(errno);
}

/** What the engine says of a message is its beginning. */
function compareMessages(
  ours: readonly string[],
  theirs: readonly string[],
  check: Check,
): void {
  const list = (texts: readonly string[]) => texts.join(" / ") || "none";
  const known = theirs.map((text, index) => {
    const begin = ours[index];
    return begin !== undefined && text.startsWith(begin) ? begin : text;
  });
  check("messages", list(ours), list(known));
}

function compareVmas(
  ours: readonly CramfsVma[],
  { kernel, deviceOf }: MmuSides,
  check: Check,
): void {
  const count = Math.max(ours.length, kernel.vmas.length);
  for (let index = 0; index < count; index++) {
    const vma = ours[index];
    const theirs = kernel.vmas[index];
    const start = vma === undefined ? "" : ` at ${hex(vma.start)}`;
    check(
      `maps line ${index + 1}`,
      vma === undefined ? "nothing" : formatMapsLine(vma, BITS),
      theirs === undefined ? "nothing" : withDevice(theirs, deviceOf),
    );
    if (vma === undefined || theirs === undefined) return;
    check(`vm_flags${start}`, flagsText(vma), theirs.flags);
  }
}

function flagsText({ vmFlags }: CramfsVma): string {
  return formatVmFlags(vmFlags).trimEnd();
}

/** The target gives a device numbers of its own, of the same width. */
function withDevice(
  { line, image, path }: MmuVma,
  deviceOf: MmuSides["deviceOf"],
): string {
  return line.replace(
    /^(\S+ \S+ \S+ )[0-9a-f]+:[0-9a-f]+/,
    (_, before: string) => before + deviceOf(image, path),
  );
}

function comparePages(
  mapping: CramfsMapping,
  file: CramfsFile,
  { operation, kernel }: MmuSides,
  check: Check,
): void {
  const prot = "prot" in operation ? operation.prot?.value ?? 0 : 0;
  const readable = (prot & (PROT.READ | PROT.WRITE)) !== 0;
  const mount = { image: file.image, at: file.base, bits: BITS } as const;
  (kernel.pages ?? []).forEach((theirs, index) => {
    const page = mappedPage(mount, file.node, mapping, index);
    const bytes = readable ? page.bytes : undefined;
    check(
      `page ${index}`,
      `${enginePlace(mapping, page.address, bytes !== undefined)}, ${
        contentText(bytes && crc32(bytes))
      }`,
      `${kernelPlace(theirs)}, ${contentText(theirs.crc ?? undefined)}`,
    );
  });
}

/** /proc/PID/pagemap shows no page of a PFNMAP. */
function enginePlace(
  { vmFlags }: CramfsMapping,
  address: Word | undefined,
  filled: boolean,
): string {
  if (vmFlags & VM.PFNMAP) return "no page frame";
  if (address !== undefined) return `in flash at ${hex(address)}`;
  return filled ? "in RAM" : "no page frame";
}

function kernelPlace({ from }: MmuPage): string {
  if (from === null) return "no page frame";
  return from === "ram" ? "in RAM" : `in flash at ${hex(from)}`;
}

function contentText(crc: number | undefined): string {
  return crc === undefined
    ? "unreadable"
    : `CRC ${crc.toString(16).padStart(8, "0")}`;
}
