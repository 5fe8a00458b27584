/**
 * Calls in the form in which strace prints them.
 *
 * @module
 */
import { errnoName } from "../../abi/errno.ts";
import { formatFlags } from "../../abi/flags.ts";
import { MAP, MREMAP } from "../../abi/map.ts";
import { PROT } from "../../abi/prot.ts";
import { hex, type Word } from "../../abi/word.ts";
import type { Outcome } from "../../mm/outcome.ts";
import type { Operation } from "../types/step.ts";
import type { Scenario } from "../types/scenario.ts";
import type { Address, BytesSource, Flags } from "../types/value.ts";

/** `PROT_READ|PROT_EXEC`. */
export function protText(prot: number): string {
  return prefixed(formatFlags(prot, PROT), "PROT_");
}

/** `MAP_PRIVATE|MAP_ANONYMOUS`. */
export function mapText(flags: number): string {
  return flags === 0 ? "0" : prefixed(formatFlags(flags, MAP), "MAP_");
}

function prefixed(text: string, prefix: string): string {
  return text.split("|").map((part) =>
    part.startsWith("0x") ? part : prefix + part
  ).join("|");
}

/** The call of an operation, without its result. */
export function callText(scenario: Scenario, operation: Operation): string {
  const file = (index: number | undefined): string =>
    index === undefined ? "-1" : scenario.files[index]!.name;
  switch (operation.kind) {
    case "mmap": {
      const { prot, flags, fd } = operation;
      const named = operation.file === undefined
        ? String(fd ?? -1)
        : file(operation.file);
      return `mmap(${place(operation.address)}, ${operation.length}, ${
        protText(prot.value)
      }, ${mapText(flags.value)}, ${named}, ${
        operation.pgoff === undefined
          ? word(operation.offset ?? 0)
          : `page ${word(operation.pgoff)}`
      })`;
    }
    case "munmap":
    case "mlock":
    case "msync":
    case "mincore":
      return `${operation.kind}(${
        place(operation.address)
      }, ${operation.length})`;
    case "mremap":
      return `mremap(${
        place(operation.address)
      }, ${operation.oldLength}, ${operation.newLength}, ${
        mremapText(operation.flags)
      }${
        operation.newAddress === undefined
          ? ""
          : `, ${place(operation.newAddress)}`
      })`;
    case "ftruncate":
      return `ftruncate(${file(operation.file)}, ${operation.size})`;
    case "write":
      return `pwrite(${file(operation.file)}, ${
        count(operation.bytes)
      } bytes, ${operation.offset})`;
    case "close":
      return `close(${file(operation.file)})`;
    case "exit":
      return "exit()";
    case "store":
      return `store ${count(operation.bytes)} bytes at ${
        place(operation.address)
      }`;
    case "load":
      return `load ${operation.length} bytes at ${place(operation.address)}`;
    case "mprotect":
      return `mprotect(${place(operation.address)}, ${operation.length}, ${
        protText(operation.prot.value)
      })`;
    case "madvise":
      return `madvise(${
        place(operation.address)
      }, ${operation.length}, ${operation.advice})`;
    case "ptrace":
      return operation.traced ? "debugger attaches" : "debugger detaches";
    case "sysctl":
      return `sysctl vm.nr_trim_pages=${operation.nrTrimPages}`;
  }
}

function mremapText(flags: Flags | undefined): string {
  if (flags === undefined || flags.value === 0) return "0";
  return prefixed(formatFlags(flags.value, MREMAP), "MREMAP_");
}

function count(source: BytesSource): number {
  return source.kind === "literal" ? source.bytes.length : source.length;
}

function place(address: Address | undefined): string {
  if (address === undefined || address === 0) return "NULL";
  if (typeof address !== "object") return hex(address);
  if (address.offset === 0) return address.label;
  return `${address.label}${address.negative ? "-" : "+"}${
    hex(address.offset)
  }`;
}

function word(value: Word): string {
  return value === 0 ? "0" : hex(value);
}

/** The result of a call: an address, `0`, or `-1 ENODEV`. */
export function resultText(operation: Operation, outcome: Outcome): string {
  const stopped = outcome.hazards.find(({ effect }) => effect === "fatal");
  if (stopped !== undefined) return `? the kernel stops (${stopped.id})`;
  if (outcome.errno !== 0) return `-1 ${errnoName(outcome.errno)}`;
  if (operation.kind === "mmap" || operation.kind === "mremap") {
    return hex(outcome.value);
  }
  return String(outcome.value);
}
