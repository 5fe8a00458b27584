/**
 * The operations with an MMU as text.
 *
 * @module
 */
import { hex } from "../../abi/word.ts";
import type { MmuOperation } from "../types/cramfs_mmu.ts";
import type { Scenario } from "../types/scenario.ts";
import type { Address } from "../types/value.ts";
import { mapText, protText } from "./describe.ts";

/** The call of an operation, without its result. */
export function mmuCallText(
  scenario: Scenario,
  operation: MmuOperation,
): string {
  switch (operation.kind) {
    case "map":
    case "prepare": {
      const { kind, file, address, length, prot, shared, pgoff } = operation;
      const name = kind === "map" ? "mmap" : "mmap_prepare";
      return `${name}(${place(address)}, ${length}, ${protText(prot.value)}, ${
        mapText(shared ? 1 : 2)
      }, ${scenario.files[file]!.name}, page ${pgoff})`;
    }
    case "complete":
      return `mmap_complete(${
        scenario.cramfsMmu!.steps[operation.step]!.as ?? operation.step + 1
      })`;
    case "protect":
      return `mprotect(${place(operation.address)}, ${operation.length}, ${
        protText(operation.prot?.value ?? 0)
      })`;
    case "unmap":
      return `munmap(${place(operation.address)}, ${operation.length})`;
  }
}

function place(address: Address | undefined): string {
  if (address === undefined) return "NULL";
  if (typeof address !== "object") return hex(address);
  const { label, offset, negative } = address;
  return offset === 0 ? label : `${label}${negative ? "-" : "+"}${hex(offset)}`;
}
