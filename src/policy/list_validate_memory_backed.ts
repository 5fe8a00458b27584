/**
 * The decision from the request, the file and the caller alone in Linux 2.6.11,
 * where a file is either memory backed or not. Mirrors the head of mm/nommu.c,
 * `do_mmap_pgoff()`, up to the security hook.
 *
 * @module
 */
import { CAPABILITY } from "../abi/capabilities.ts";
import { MAP } from "../abi/map.ts";
import { PROT } from "../abi/prot.ts";
import type { LengthCheck } from "./list_length.ts";
import type { ListArch, ListPolicyFile, ListRequest } from "./list_request.ts";
import { FMODE, OPERATION } from "./request.ts";
import { refusal, TRAIL, type Verdict } from "./verdict.ts";

const { COPY, DIRECT } = CAPABILITY;

const MAP_FIXED = refusal("map-fixed", "EINVAL");
const ADDRESS_HINT = refusal("address-hint", "EINVAL");
const NO_MMAP = refusal("no-mmap-operation", "ENODEV");
const NOEXEC = refusal("noexec-mount", "EPERM");
const NOT_WRITABLE = refusal("shared-write-not-open-for-writing", "EACCES");
const APPEND_ONLY = refusal("shared-append-only", "EACCES");
const LOCKED = refusal("shared-mandatory-lock", "EAGAIN");
const NOT_MEMORY = refusal("shared-needs-memory-backed", "EINVAL");
const NO_AREA = refusal("shared-needs-get-unmapped-area", "ENODEV");
const NO_READ = refusal("private-needs-read", "ENODEV");

/**
 * Whether the mapping may be made. The verdict has DIRECT for what is memory
 * backed and COPY for all the rest; the mapping type is not looked at.
 */
export function validateMemoryBacked(
  request: ListRequest,
  file: ListPolicyFile | null,
  readImpliesExec: boolean,
  arch: ListArch,
  checkLength: LengthCheck,
): Verdict {
  const { flags, prot } = request;
  if (flags & MAP.FIXED) return MAP_FIXED;
  if (request.address !== 0) return ADDRESS_HINT;
  const length = checkLength(request.length, request.pgoff, arch);
  if (length !== 0) return length;

  const implied = (prot & PROT.READ) !== 0 && readImpliesExec &&
    !(file !== null && file.noexec);
  const trail = implied ? TRAIL["read-implies-exec"] : 0;
  if (file === null) return COPY | trail;

  const { operations } = file;
  if (!(operations & OPERATION.MMAP)) return NO_MMAP;
  if (prot & PROT.EXEC && file.noexec) return NOEXEC;
  const memoryBacked = file.type === "chr" || file.memoryBacked;
  if (flags & MAP.SHARED) {
    const writable = (file.mode & FMODE.WRITE) !== 0;
    if (prot & PROT.WRITE && !writable) return NOT_WRITABLE;
    if (file.appendOnly && writable) return APPEND_ONLY;
    if (file.mandatoryLock) return LOCKED;
    if (!memoryBacked) return NOT_MEMORY;
    if (!(operations & OPERATION.GET_UNMAPPED_AREA)) return NO_AREA;
  } else if (!(operations & OPERATION.READ)) return NO_READ;
  return (memoryBacked ? DIRECT : COPY) | trail;
}
