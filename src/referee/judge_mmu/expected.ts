/**
 * What a scenario expects of a property with an MMU, as text.
 *
 * @module
 */

import { errnoName } from "../../abi/errno.ts";
import { hex } from "../../abi/word.ts";
import type {
  MmuExpectation,
  MmuStep,
} from "../../scenario/types/cramfs_mmu.ts";
import { MMU_REVISION } from "./compile.ts";

/** The expectation for a property that engine and kernel differ in. */
export function expectedMmuText({ expect }: MmuStep, field: string): string {
  const expectation = expect.find(({ revisions }) =>
    revisions === undefined || revisions.includes(MMU_REVISION)
  )?.expectation;
  if (expectation === undefined) return "";
  switch (field.replace(/ .*/, "")) {
    case "errno":
      return resultText(expectation);
    case "messages":
      return expectation.messages?.join(" / ") ?? "";
    case "page":
      return expectation.pages?.[Number(field.slice("page ".length))] ?? "";
    case "maps": {
      const line = Number(field.slice("maps line ".length)) - 1;
      return expectation.maps?.split("\n")[line] ?? "";
    }
    case "vm_flags":
      return expectation.vmFlags?.exact?.join(" ") ?? "";
    default:
      return "";
  }
}

function resultText({ errno, decision, address }: MmuExpectation): string {
  if (errno !== undefined && errno !== 0) return errnoName(errno);
  if (decision === undefined) return errno === 0 ? "ok" : "";
  return address === undefined ? decision : `${decision} at ${hex(address)}`;
}
