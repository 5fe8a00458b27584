/**
 * nommap: the executable specification of the Linux no-MMU mmap policy.
 *
 * Without an MMU `mmap()` is a policy decision: may this file be mapped in
 * place, must it be copied, may a copy be shared, or is the answer an errno?
 * This module answers such questions, one at a time with {@linkcode decide},
 * or as a story on a {@linkcode Machine} with processes and files.
 *
 * @example Why does my driver's mmap() fail?
 * ```ts
 * import { decide } from "@nommap/nommap";
 * import { assertEquals } from "@std/assert";
 *
 * const { errno, reason, sentence } = decide({
 *   file: { type: "chr", capabilities: "DIRECT|READ", getUnmappedArea: { base: 0x4000_0000 } },
 *   length: 4096,
 *   prot: "READ|WRITE",
 *   flags: "SHARED",
 * });
 * assertEquals(errno, "EINVAL");
 * assertEquals(reason, "shared-needs-write-capability");
 * assertEquals(sentence, "MAP_SHARED with PROT_WRITE needs the WRITE capability of the driver.");
 * ```
 *
 * @module
 */
export {
  decide,
  type DecideFile,
  type DecideRequest,
  type Decision,
} from "./src/decide/decide.ts";
export { Machine } from "./src/mm/machine.ts";
export { type MachineOptions } from "./src/mm/machine_options.ts";
export { Process, type ProcessOptions } from "./src/mm/process.ts";
export {
  type Backing,
  type DriverCall,
  Journal,
  type KernelMessage,
  type MessageKind,
  type Outcome,
} from "./src/mm/outcome.ts";
export {
  exit,
  mmap,
  type MmapArguments,
  mremap,
  munmap,
} from "./src/mm/system_calls.ts";
export { ftruncate, write } from "./src/mm/file_system_calls.ts";
export { load, store } from "./src/mm/memory_access.ts";
export type { MappingRecord } from "./src/mm/record.ts";
export { AUDIENCE, type Audience } from "./src/policy/audience.ts";
export type { MremapRequest } from "./src/mm/mremap.ts";
export { processMaps, regionMaps } from "./src/mm/maps.ts";

export {
  Inode,
  type InodeOptions,
  OpenFile,
  type OpenMode,
} from "./src/files/inode.ts";
export type {
  DeviceWindow,
  Driver,
  DriverHost,
  DriverInode,
  TruncateResult,
} from "./src/files/driver.ts";
export {
  type AreaAnswer,
  type ScriptedDriverOptions,
} from "./src/files/scripted_options.ts";
export { scriptedDriver } from "./src/files/scripted.ts";
export { RAMFS } from "./src/files/ramfs.ts";
export {
  byteSource,
  bytesSource,
  type ContentSource,
  patternSource,
} from "./src/files/contents.ts";

export {
  BuddyAllocator,
  type PageAllocator,
  type RamOptions,
  type RamRange,
} from "./src/memory/buddy.ts";
export { type Background, PhysicalMemory } from "./src/memory/physical.ts";
export { type Range, RangeMap } from "./src/memory/range_map.ts";
export {
  type CopyOrigin,
  type FileRegions,
  type MappedFile,
  type MappedInode,
  type Region,
  type RegionTree,
  type Vma,
} from "./src/memory/region.ts";
export { MapleTree, VmaList, type VmaTree } from "./src/memory/vma_tree.ts";
export { RegionIndex } from "./src/memory/region_index.ts";

export type { CopyRead, Edition, RamfsPolicy } from "./src/policy/edition.ts";
export {
  type AnyEdition,
  DEFAULT_EDITION,
  EDITIONS,
  findEdition,
} from "./src/policy/editions.ts";
export {
  findRule,
  type Rule,
  type RuleEffect,
  RULES,
  type RuleScope,
} from "./src/policy/rules.ts";
export {
  type Hazard,
  type HazardEffect,
  HAZARDS,
} from "./src/policy/hazards.ts";
export {
  type Arch,
  type Caller,
  type FileType,
  type MmapRequest,
  type PolicyFile,
} from "./src/policy/request.ts";
export type { Verdict } from "./src/policy/verdict.ts";
export type { VmFlagsInput } from "./src/policy/vm_flags.ts";

export { CAPABILITY } from "./src/abi/capabilities.ts";
export { ERRNO, type ErrnoName, errnoName } from "./src/abi/errno.ts";
export {
  FlagError,
  type FlagNames,
  formatFlags,
  parseFlags,
} from "./src/abi/flags.ts";
export { MAP, MREMAP } from "./src/abi/map.ts";
export { PROT } from "./src/abi/prot.ts";
export { VM } from "./src/abi/vm.ts";
export { hex, type Word, type WordSize } from "./src/abi/word.ts";

export {
  ArgumentError,
  InputError,
  type InputErrorOptions,
  type InputPosition,
} from "./src/errors.ts";

export { loadScenarios } from "./src/scenario/load.ts";
export {
  type LoadResult,
  type ParseOptions,
  parseScenarios,
} from "./src/scenario/parse.ts";
export {
  type Judge,
  type RunObserver,
  runScenario,
} from "./src/scenario/run/run.ts";
export {
  isFailure,
  type Mismatch,
  type RunStatus,
  type ScenarioResult,
  type StepResult,
} from "./src/scenario/run/result.ts";
export { scenarioFailureText } from "./src/report/failure.ts";
export { type Style, styleFor } from "./src/report/style.ts";
export type * from "./src/scenario/types.ts";
export type { ScenarioWorld } from "./src/scenario/run/world.ts";
export type { PolicyChange } from "./src/policy/change.ts";
export type { Checks } from "./src/policy/checks.ts";
export type {
  ListEdition,
  ListVmFlags,
  MemDeviceMapping,
  RamfsMapping,
} from "./src/policy/list_edition.ts";
export type { LengthCheck } from "./src/policy/list_length.ts";
export type {
  ListArch,
  ListPolicyFile,
  ListRequest,
} from "./src/policy/list_request.ts";
export type { World, WorldProcess } from "./src/mm/world.ts";
