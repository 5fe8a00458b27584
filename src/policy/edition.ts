/**
 * What one kernel's policy is made of.
 *
 * @module
 */
import type { Arch, Caller, MmapRequest, PolicyFile } from "./request.ts";
import type { Verdict } from "./verdict.ts";
import type { VmFlagsInput } from "./vm_flags.ts";

/** The policy of one kernel, and what differs in the life of a mapping. */
export interface Edition {
  /** Name in scenarios, such as `linux-6.12`. */
  readonly id: string;
  /** Releases with this policy: the first and the last one. */
  readonly releases: readonly [first: string, last: string];
  /** Whether a mapping may be made, and with which capabilities. */
  readonly validate: (
    request: MmapRequest,
    file: PolicyFile | null,
    caller: Caller,
    arch: Arch,
  ) => Verdict;
  /** The flags of a granted mapping. */
  readonly vmFlags: (input: VmFlagsInput) => number;
  /** A VMA or region with one of these flags may be shared. */
  readonly shareable: number;
  /** What a traced caller's private direct mapping meets. */
  readonly tracedDirect: "warning" | "bug";
  /** What a mapping that wraps past the last address meets. */
  readonly wrap: "oops" | "lost";
  /** Cutting the middle out of anonymous memory prints a warning. */
  readonly splitWarns: boolean;
  /** Cutting a mapping removes all of it from the tree and stores the rest. */
  readonly shrinkRestores: boolean;
}
