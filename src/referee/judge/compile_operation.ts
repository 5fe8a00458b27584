/**
 * Operations of a scenario as steps of a plan.
 *
 * @module
 */

import { bytesOf } from "../../scenario/run/perform.ts";
import type { Address, Operation } from "../../scenario/types.ts";
import type { PlanAddress, PlanStep } from "../plan/plan.ts";

/** Compiles one operation, without its process. */
export function compileOperation(
  operation: Operation,
  address: (address: Address) => PlanAddress,
): PlanStep {
  switch (operation.kind) {
    case "mmap": {
      const { file, fd, offset, pgoff } = operation;
      return {
        operation: "mmap",
        ...(operation.address === undefined
          ? {}
          : { address: address(operation.address) }),
        length: operation.length,
        prot: operation.prot.value,
        flags: operation.flags.value,
        ...(file === undefined ? {} : { file }),
        ...(fd === undefined ? {} : { fd }),
        ...(offset === undefined ? {} : { offset }),
        ...(pgoff === undefined ? {} : { pgoff }),
      };
    }
    case "munmap":
    case "mlock":
    case "mincore":
      return {
        operation: operation.kind,
        address: address(operation.address),
        length: operation.length,
      };
    case "msync":
      return {
        operation: "msync",
        address: address(operation.address),
        length: operation.length,
        argument: 0,
      };
    case "mprotect":
      return {
        operation: "mprotect",
        address: address(operation.address),
        length: operation.length,
        argument: operation.prot.value,
      };
    case "madvise":
      return {
        operation: "madvise",
        address: address(operation.address),
        length: operation.length,
        argument: operation.advice,
      };
    case "mremap":
      return {
        operation: "mremap",
        address: address(operation.address),
        oldLength: operation.oldLength,
        newLength: operation.newLength,
        flags: operation.flags?.value ?? 0,
        ...(operation.newAddress === undefined
          ? {}
          : { newAddress: address(operation.newAddress) }),
      };
    case "ftruncate":
      return {
        operation: "ftruncate",
        file: operation.file,
        size: operation.size,
      };
    case "write":
      return {
        operation: "pwrite",
        file: operation.file,
        offset: operation.offset,
        bytes: bytesOf(operation.bytes),
      };
    case "close":
      return { operation: "close", file: operation.file, everywhere: true };
    case "exit":
      return { operation: "exit" };
    case "store":
      return {
        operation: "store",
        address: address(operation.address),
        bytes: bytesOf(operation.bytes),
      };
    case "load":
      return {
        operation: "load",
        address: address(operation.address),
        length: Number(operation.length),
      };
    case "ptrace":
      return { operation: "ptrace", traced: operation.traced };
    case "sysctl":
      return { operation: "trim-pages", pages: operation.nrTrimPages };
  }
}
