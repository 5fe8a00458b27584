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

// What a module names itself costs nothing when it runs, an import does.
const { COPY, DIRECT } = CAPABILITY;
const { READ: PROT_READ, WRITE: PROT_WRITE, EXEC: PROT_EXEC } = PROT;
const { FIXED, SHARED } = MAP;
const { WRITE: OPEN_WRITE } = FMODE;
const { MMAP, GET_UNMAPPED_AREA, READ } = OPERATION;
const IMPLIED_EXEC = TRAIL["read-implies-exec"];

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
  if (flags & FIXED) return MAP_FIXED;
  if (request.address !== 0) return ADDRESS_HINT;
  const length = checkLength(request, arch);
  if (length !== 0) return length;

  const implied = (prot & PROT_READ) !== 0 && readImpliesExec &&
    !(file !== null && file.noexec);
  const trail = implied ? IMPLIED_EXEC : 0;
  if (file === null) return COPY | trail;

  const { operations } = file;
  if (!(operations & MMAP)) return NO_MMAP;
  if (prot & PROT_EXEC && file.noexec) return NOEXEC;
  const memoryBacked = file.type === "chr" || file.memoryBacked;
  if (flags & SHARED) {
    const writable = (file.mode & OPEN_WRITE) !== 0;
    if (prot & PROT_WRITE && !writable) return NOT_WRITABLE;
    if (file.appendOnly && writable) return APPEND_ONLY;
    if (file.mandatoryLock) return LOCKED;
    if (!memoryBacked) return NOT_MEMORY;
    if (!(operations & GET_UNMAPPED_AREA)) return NO_AREA;
  } else if (!(operations & READ)) return NO_READ;
  return (memoryBacked ? DIRECT : COPY) | trail;
}
