/**
 * Whether a mapping may be made at all, and which of the driver's capabilities
 * are left for it. Mirrors mm/nommu.c, `validate_mmap_request()`, from 2.6.29
 * on; what earlier kernels of that time did otherwise stands in
 * {@linkcode Checks}.
 *
 * @module
 */
import { CAPABILITY } from "../abi/capabilities.ts";
import { MAP, MAP_TYPE } from "../abi/map.ts";
import { PROT } from "../abi/prot.ts";
import { addWords, pageAlign, pagesIn } from "../abi/word.ts";
import {
  type Arch,
  type Caller,
  FMODE,
  type MmapRequest,
  OPERATION,
  type PolicyFile,
} from "./request.ts";
import { refusal, TRAIL, type Verdict } from "./verdict.ts";

const { COPY, DIRECT, READ, WRITE, EXEC } = CAPABILITY;

const MAP_FIXED = refusal("map-fixed", "EINVAL");
const HINT = refusal("address-hint", "EINVAL");
const WRONG_TYPE = refusal("map-type", "EINVAL");
const ZERO_LENGTH = refusal("zero-length", "EINVAL");
const LENGTH_OVERFLOW = refusal("length-overflow", "ENOMEM");
const TOO_LONG = refusal("length-beyond-task-size", "ENOMEM");
const OFFSET_OVERFLOW = refusal("offset-overflow", "EOVERFLOW");
const NO_MMAP = refusal("no-mmap-operation", "ENODEV");
const NO_DEFAULT = refusal("no-default-capabilities", "EINVAL");
const NOT_READABLE = refusal("not-open-for-reading", "EACCES");
const NOT_WRITABLE = refusal("shared-write-not-open-for-writing", "EACCES");
const APPEND_ONLY = refusal("shared-append-only", "EACCES");
const LOCKED = refusal("shared-mandatory-lock", "EAGAIN");
const NEEDS_DIRECT = refusal("shared-needs-direct", "ENODEV");
const NEEDS_COPY = refusal("private-needs-copy", "ENODEV");
const NEEDS_READ = refusal("shared-needs-read-capability", "EINVAL");
const NEEDS_WRITE = refusal("shared-needs-write-capability", "EINVAL");
const NEEDS_EXEC = refusal("shared-needs-exec-capability", "EINVAL");
const NOEXEC = refusal("noexec-mount", "EPERM");

/** Checks that have come or gone. */
export interface Checks {
  /** A non-zero address hint is refused (until 2.6.31). */
  readonly refusesHint: boolean;
  /** The file must be open for reading (since 2.6.31). */
  readonly needsReadMode: boolean;
  /** A private mapping beyond the capabilities is copied (since 2.6.35). */
  readonly copiesBeyondCapabilities: boolean;
  /** No capabilities at all stand for the defaults (until 3.19). */
  readonly zeroMeansDefaults: boolean;
  /** Operations of which one makes a file readable: bits of `OPERATION`. */
  readonly readOperations: number;
  /** A mandatory lock is in the way of MAP_SHARED (until 5.14). */
  readonly mandatoryLocks: boolean;
}

/** The checks of Linux 5.15 and later. */
export const CHECKS_5_15: Checks = {
  refusesHint: false,
  needsReadMode: true,
  copiesBeyondCapabilities: true,
  zeroMeansDefaults: false,
  readOperations: OPERATION.READ_ITER | OPERATION.READ,
  mandatoryLocks: false,
};

/** The validation of Linux 5.15 and later. */
export function validate(
  request: MmapRequest,
  file: PolicyFile | null,
  caller: Caller,
  arch: Arch,
): Verdict {
  return validateWith(CHECKS_5_15, request, file, caller, arch);
}

/**
 * Decides a request in the order of the kernel's checks.
 *
 * `file` is `null` for an anonymous mapping. The answer is a packed
 * {@linkcode Verdict}; nothing is allocated.
 */
export function validateWith(
  checks: Checks,
  request: MmapRequest,
  file: PolicyFile | null,
  caller: Caller,
  arch: Arch,
): Verdict {
  const { flags, prot } = request;
  if (flags & MAP.FIXED) return MAP_FIXED;
  if (checks.refusesHint && request.address !== 0) return HINT;

  const type = flags & MAP_TYPE;
  if (type !== MAP.PRIVATE && type !== MAP.SHARED) return WRONG_TYPE;

  if (request.length === 0) return ZERO_LENGTH;
  const length = pageAlign(request.length, arch.pageSize, arch.wordSize);
  if (length === 0) return LENGTH_OVERFLOW;
  if (length > arch.taskSize) return TOO_LONG;

  const pages = pagesIn(length, arch.pageSize);
  if (addWords(request.pgoff, pages, arch.wordSize) < request.pgoff) {
    return OFFSET_OVERFLOW;
  }

  if (file === null) {
    const implied = (prot & PROT.READ) !== 0 && caller.readImpliesExec;
    return COPY | (implied ? TRAIL["read-implies-exec"] : 0);
  }

  const { operations } = file;
  if (!(operations & OPERATION.MMAP)) return NO_MMAP;

  let capabilities: number;
  let trail = 0;
  if (
    operations & OPERATION.MMAP_CAPABILITIES &&
    !(checks.zeroMeansDefaults && file.capabilities === 0)
  ) {
    capabilities = file.capabilities;
  } else if (file.type === "reg" || file.type === "blk") {
    capabilities = COPY;
    trail = TRAIL["default-copy"];
  } else if (file.type === "chr") {
    capabilities = DIRECT | READ | WRITE;
    trail = TRAIL["default-direct"];
  } else return NO_DEFAULT;

  if (!(operations & OPERATION.GET_UNMAPPED_AREA) && capabilities & DIRECT) {
    capabilities &= ~DIRECT;
    trail |= TRAIL["no-get-unmapped-area"];
  }
  const readable = (file.mode & FMODE.READ) !== 0;
  if (
    capabilities & COPY &&
    !(readable && operations & checks.readOperations)
  ) {
    capabilities &= ~COPY;
    trail |= TRAIL["no-read-operation"];
  }

  if (!readable && checks.needsReadMode) return NOT_READABLE - (trail << 8);

  if (type === MAP.SHARED) {
    if (prot & PROT.WRITE && !(file.mode & FMODE.WRITE)) {
      return NOT_WRITABLE - (trail << 8);
    }
    if (file.appendOnly && file.mode & FMODE.WRITE) {
      return APPEND_ONLY - (trail << 8);
    }
    if (checks.mandatoryLocks && file.mandatoryLock) {
      return LOCKED - (trail << 8);
    }
    if (!(capabilities & DIRECT)) return NEEDS_DIRECT - (trail << 8);
    capabilities &= ~COPY;

    if (prot & PROT.READ && !(capabilities & READ)) {
      return NEEDS_READ - (trail << 8);
    }
    if (prot & PROT.WRITE && !(capabilities & WRITE)) {
      return NEEDS_WRITE - (trail << 8);
    }
    if (prot & PROT.EXEC && !(capabilities & EXEC)) {
      return NEEDS_EXEC - (trail << 8);
    }
  } else {
    if (!(capabilities & COPY)) return NEEDS_COPY - (trail << 8);
    if (prot & PROT.WRITE && capabilities & DIRECT) {
      capabilities &= ~DIRECT;
      trail |= TRAIL["private-writable"];
    }
    if (
      capabilities & DIRECT && checks.copiesBeyondCapabilities &&
      ((prot & PROT.READ && !(capabilities & READ)) ||
        (prot & PROT.EXEC && !(capabilities & EXEC)))
    ) {
      capabilities &= ~DIRECT;
      trail |= TRAIL["private-prot-beyond-capabilities"];
    }
  }

  if (file.noexec) {
    if (prot & PROT.EXEC) return NOEXEC - (trail << 8);
  } else if (prot & PROT.READ && !(prot & PROT.EXEC)) {
    if (caller.readImpliesExec && capabilities & EXEC) {
      trail |= TRAIL["read-implies-exec"];
    }
  } else if (
    prot & PROT.READ && capabilities & DIRECT && !(capabilities & EXEC)
  ) {
    capabilities &= ~DIRECT;
    trail |= TRAIL["exec-without-capability"];
  }

  return (capabilities & (COPY | DIRECT | READ | WRITE | EXEC)) | trail;
}
