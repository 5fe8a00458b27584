/**
 * The decision from the request, the file and the caller alone, from the patch
 * that brought capabilities (2.6.11-bdi, 2.6.12) to 2.6.28. Mirrors mm/nommu.c,
 * `validate_mmap_request()`, up to the security hook.
 *
 * @module
 */
import { CAPABILITY } from "../abi/capabilities.ts";
import { MAP, MAP_TYPE } from "../abi/map.ts";
import { PROT } from "../abi/prot.ts";
import type { LengthCheck } from "./list_length.ts";
import type { ListArch, ListPolicyFile, ListRequest } from "./list_request.ts";
import { FMODE, OPERATION } from "./request.ts";
import { refusal, TRAIL, type Verdict } from "./verdict.ts";

// What a module names itself costs nothing when it runs, an import does.
const { COPY, DIRECT, READ, WRITE, EXEC } = CAPABILITY;
const ALL = COPY | DIRECT | READ | WRITE | EXEC;
const { READ: PROT_READ, WRITE: PROT_WRITE, EXEC: PROT_EXEC } = PROT;
const { FIXED, PRIVATE, SHARED } = MAP;
const TYPE = MAP_TYPE;
const { WRITE: OPEN_WRITE } = FMODE;
const { MMAP, GET_UNMAPPED_AREA, READ: READ_OPERATION } = OPERATION;

const DEFAULT_COPY = TRAIL["default-copy"];
const DEFAULT_DIRECT = TRAIL["default-direct"];
const NO_AREA = TRAIL["no-get-unmapped-area"];
const NO_READ = TRAIL["no-read-operation"];
const WRITABLE = TRAIL["private-writable"];
const IMPLIED_EXEC = TRAIL["read-implies-exec"];
const NOT_EXECUTABLE = TRAIL["exec-without-capability"];

const MAP_FIXED = refusal("map-fixed", "EINVAL");
const ADDRESS_HINT = refusal("address-hint", "EINVAL");
const WRONG_TYPE = refusal("map-type", "EINVAL");
const NO_MMAP = refusal("no-mmap-operation", "ENODEV");
const NO_DEFAULT = refusal("no-default-bdi-capabilities", "EINVAL");
const NOT_WRITABLE = refusal("shared-write-not-open-for-writing", "EACCES");
const APPEND_ONLY = refusal("shared-append-only", "EACCES");
const LOCKED = refusal("shared-mandatory-lock", "EAGAIN");
const NEEDS_DIRECT = refusal("shared-needs-direct", "ENODEV");
const NEEDS_READ = refusal("shared-needs-read-capability", "EINVAL");
const NEEDS_WRITE = refusal("shared-needs-write-capability", "EINVAL");
const NEEDS_EXEC = refusal("shared-needs-exec-capability", "EINVAL");
const NEEDS_COPY = refusal("private-needs-copy", "ENODEV");
const NOEXEC = refusal("noexec-mount", "EPERM");

/**
 * Whether the mapping may be made and what is left of the capabilities.
 *
 * A verdict with `CAPABILITIES_NEVER_SET` says nothing about capabilities.
 */
export function validateCapabilities(
  request: ListRequest,
  file: ListPolicyFile | null,
  readImpliesExec: boolean,
  arch: ListArch,
  checkLength: LengthCheck,
): Verdict {
  const { flags, prot } = request;
  if (flags & FIXED) return MAP_FIXED;
  if (request.address !== 0) return ADDRESS_HINT;
  const type = flags & TYPE;
  if (type !== PRIVATE && type !== SHARED) return WRONG_TYPE;
  const length = checkLength(request, arch);
  if (length !== 0) return length;

  if (file === null) {
    return prot & PROT_READ && readImpliesExec ? COPY | IMPLIED_EXEC : COPY;
  }
  const { operations } = file;
  if (!(operations & MMAP)) return NO_MMAP;

  let { capabilities } = file;
  let trail = 0;
  if (capabilities === 0) {
    if (file.type === "reg" || file.type === "blk") {
      capabilities = COPY;
      trail = DEFAULT_COPY;
    } else if (file.type === "chr") {
      capabilities = DIRECT | READ | WRITE;
      trail = DEFAULT_DIRECT;
    } else return NO_DEFAULT;
  }
  if (capabilities & DIRECT && !(operations & GET_UNMAPPED_AREA)) {
    capabilities &= ~DIRECT;
    trail |= NO_AREA;
  }
  if (capabilities & COPY && !(operations & READ_OPERATION)) {
    capabilities &= ~COPY;
    trail |= NO_READ;
  }

  const refused = type === SHARED
    ? refusesShared(prot, file, capabilities)
    : capabilities & COPY
    ? 0
    : NEEDS_COPY;
  if (refused !== 0) return refused - (trail << 8);
  if (type === SHARED) capabilities &= ~COPY;
  else if (prot & PROT_WRITE && capabilities & DIRECT) {
    capabilities &= ~DIRECT;
    trail |= WRITABLE;
  }

  if (file.noexec) {
    if (prot & PROT_EXEC) return NOEXEC - (trail << 8);
  } else if (prot & PROT_READ) {
    if (!(prot & PROT_EXEC)) {
      if (readImpliesExec && capabilities & EXEC) {
        trail |= IMPLIED_EXEC;
      }
    } else if (capabilities & DIRECT && !(capabilities & EXEC)) {
      capabilities &= ~DIRECT;
      trail |= NOT_EXECUTABLE;
    }
  }
  return (capabilities & ALL) | trail;
}

function refusesShared(
  prot: number,
  file: ListPolicyFile,
  capabilities: number,
): Verdict {
  const writable = (file.mode & OPEN_WRITE) !== 0;
  if (prot & PROT_WRITE && !writable) return NOT_WRITABLE;
  if (file.appendOnly && writable) return APPEND_ONLY;
  if (file.mandatoryLock) return LOCKED;
  if (!(capabilities & DIRECT)) return NEEDS_DIRECT;
  if (prot & PROT_READ && !(capabilities & READ)) return NEEDS_READ;
  if (prot & PROT_WRITE && !(capabilities & WRITE)) return NEEDS_WRITE;
  if (prot & PROT_EXEC && !(capabilities & EXEC)) return NEEDS_EXEC;
  return 0;
}
