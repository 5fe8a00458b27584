/**
 * Calls of the driver's operations as recordings have them.
 *
 * @module
 */
import type { Word } from "../abi/word.ts";
import type { DriverCall } from "../mm/outcome.ts";

/** What is recorded of a call, with names for addresses. */
export function callList(
  call: DriverCall,
  name: (address: Word) => Word | string,
): readonly [operation: string, ...unknown[]] {
  switch (call.operation) {
    case "mmap_capabilities":
      return ["caps"];
    case "get_unmapped_area":
      return [
        "gua",
        call.result < 0 ? call.result : name(call.result),
        call.address,
        call.length,
        call.pgoff,
        call.flags,
      ];
    case "mmap":
      return [
        "mmap",
        call.result,
        name(call.start!),
        name(call.end!),
        call.pgoff,
        call.flags!.toString(16),
      ];
    default:
      return ["read", call.result, call.position, call.count];
  }
}
