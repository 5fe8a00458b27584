/**
 * Whether a mapping may be made at all, and which of the driver's capabilities
 * are left for it. Mirrors mm/nommu.c, `validate_mmap_request()`, from 2.6.29
 * on; what earlier kernels of that time did otherwise stands in checks.ts.
 *
 * @module
 */
import { CAPABILITY } from "../abi/capabilities.ts";
import { MAP, MAP_TYPE } from "../abi/map.ts";
import { PROT } from "../abi/prot.ts";
import {
  addWords,
  isAbove,
  pageAlign,
  pagesIn,
  type Word,
} from "../abi/word.ts";
import {
  CHECK,
  CHECKS_5_15,
  MAP_OPERATIONS,
  packChecks,
  READ_OPERATIONS,
} from "./checks.ts";
import {
  type Arch,
  type Caller,
  FMODE,
  type MmapRequest,
  OPERATION,
  type PolicyFile,
} from "./request.ts";
import { refusal, refuse, TRAIL, type Verdict } from "./verdict.ts";

// What a module names itself costs nothing when it runs, an import does.
const { COPY, DIRECT, READ, WRITE, EXEC } = CAPABILITY;
const ALL = COPY | DIRECT | READ | WRITE | EXEC;
const { READ: PROT_READ, WRITE: PROT_WRITE, EXEC: PROT_EXEC } = PROT;
const TO_CAPABILITY = Math.clz32(PROT_READ) - Math.clz32(READ);
const { FIXED, PRIVATE, SHARED } = MAP;
const TYPE = MAP_TYPE;
const { READ: OPEN_READ, WRITE: OPEN_WRITE } = FMODE;
const { MMAP_CAPABILITIES, GET_UNMAPPED_AREA } = OPERATION;
const READS = READ_OPERATIONS;
const MAPS = MAP_OPERATIONS;
const { REFUSES_HINT, NEEDS_READ_MODE, ZERO_MEANS_DEFAULTS } = CHECK;
const { COPIES_BEYOND_CAPABILITIES, MANDATORY_LOCKS } = CHECK;
const PACKED_5_15 = packChecks(CHECKS_5_15);

const DEFAULT_COPY = TRAIL["default-copy"];
const DEFAULT_DIRECT = TRAIL["default-direct"];
const NO_AREA = TRAIL["no-get-unmapped-area"];
const NO_READ = TRAIL["no-read-operation"];
const WRITABLE = TRAIL["private-writable"];
const BEYOND = TRAIL["private-prot-beyond-capabilities"];
const IMPLIED_EXEC = TRAIL["read-implies-exec"];
const NOT_EXECUTABLE = TRAIL["exec-without-capability"];

const MAP_FIXED = refusal("map-fixed", "EINVAL");
const HINT = refusal("address-hint", "EINVAL");
const WRONG_TYPE = refusal("map-type", "EINVAL");
const ZERO_LENGTH = refusal("zero-length", "EINVAL");
const LENGTH_OVERFLOW = refusal("length-overflow", "ENOMEM");
const TOO_LONG = refusal("length-beyond-task-size", "ENOMEM");
const OFFSET_OVERFLOW = refusal("offset-overflow", "EOVERFLOW");
const NO_MMAP = refusal("no-mmap-operation", "ENODEV");
const TWO_MMAPS = refusal("mmap-beside-mmap-prepare", "ENODEV");
const NO_DEFAULT = refusal("no-default-capabilities", "EINVAL");
const NO_DEFAULT_BDI = refusal("no-default-bdi-capabilities", "EINVAL");
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

// Up to here neither rounding nor adding comes near the end of 32 bits.
const FAR = 0x3fff_ffff;

/** The validation of Linux 5.15 and later. */
export function validate(
  request: MmapRequest,
  file: PolicyFile | null,
  caller: Caller,
  arch: Arch,
): Verdict {
  // `| 0` lets the compiler take the verdict for an integer where it inlines.
  return validateWith(PACKED_5_15, request, file, caller, arch) | 0;
}

/**
 * Decides a request in the order of the kernel's checks.
 *
 * `file` is `null` for an anonymous mapping. The answer is a packed
 * {@linkcode Verdict}; nothing is allocated. On the way the capabilities carry
 * the bits of the trail with them.
 */
export function validateWith(
  checks: number,
  request: MmapRequest,
  file: PolicyFile | null,
  caller: Caller,
  arch: Arch,
): Verdict {
  const { flags, prot } = request;
  if (flags & FIXED) return MAP_FIXED;
  if (checks & REFUSES_HINT && request.address !== 0) return HINT;

  const type = flags & TYPE;
  if (type !== PRIVATE && type !== SHARED) return WRONG_TYPE;

  if (!isFarFromLimits(request.length, request.pgoff, arch)) {
    const against = ruleAgainstRange(request, arch);
    if (against !== 0) return against;
  }

  if (file === null) {
    const implied = prot & PROT_READ && caller.readImpliesExec;
    return COPY | (implied ? IMPLIED_EXEC : 0);
  }
  return validateFile(checks, type, prot, file, caller);
}

// As one function both were too large for the compiler to inline any of it.
function validateFile(
  checks: number,
  type: number,
  prot: number,
  file: PolicyFile,
  caller: Caller,
): Verdict {
  const { operations, mode } = file;
  const maps = operations & checks & MAPS;
  if (maps === 0) return NO_MMAP;
  if (maps === MAPS) return TWO_MMAPS;

  let capabilities = startingCapabilities(checks, file);
  if (capabilities < 0) return capabilities;

  if (capabilities & DIRECT && !(operations & GET_UNMAPPED_AREA)) {
    capabilities = capabilities & ~DIRECT | NO_AREA;
  }
  const readable = (mode & OPEN_READ) !== 0 ||
    (checks & NEEDS_READ_MODE) === 0;
  if (capabilities & COPY && !(readable && operations & checks & READS)) {
    capabilities = capabilities & ~COPY | NO_READ;
  }

  if (!readable) return refuse(NOT_READABLE, capabilities);

  if (type === SHARED) {
    const against = ruleAgainstShared(checks, prot, file, capabilities);
    if (against !== 0) return refuse(against, capabilities);
    capabilities &= ~COPY;
  } else {
    if (!(capabilities & COPY)) return refuse(NEEDS_COPY, capabilities);
    if (capabilities & DIRECT) {
      if (prot & PROT_WRITE) {
        capabilities = capabilities & ~DIRECT | WRITABLE;
      } else if (
        checks & COPIES_BEYOND_CAPABILITIES &&
        accessCapabilities(prot) & ~capabilities
      ) {
        capabilities = capabilities & ~DIRECT | BEYOND;
      }
    }
  }
  return checkExecution(prot, file, caller, capabilities);
}

/** What the driver says, or what stands for it, or the rule against it. */
function startingCapabilities(checks: number, file: PolicyFile): Verdict {
  if (
    file.operations & MMAP_CAPABILITIES &&
    !(checks & ZERO_MEANS_DEFAULTS && file.capabilities === 0)
  ) return file.capabilities & ALL;
  if (file.type === "reg" || file.type === "blk") return COPY | DEFAULT_COPY;
  if (file.type === "chr") return DIRECT | READ | WRITE | DEFAULT_DIRECT;
  return checks & ZERO_MEANS_DEFAULTS ? NO_DEFAULT_BDI : NO_DEFAULT;
}

/** The rule against a length or an offset, or 0. */
function ruleAgainstRange(request: MmapRequest, arch: Arch): Verdict {
  // Arguments, and variables of either type, would take numbers to the heap.
  const { length, pgoff } = request;
  const { pageSize, wordSize } = arch;
  if (length === 0) return ZERO_LENGTH;
  if (typeof length === "number" && typeof pgoff === "number") {
    const pages = Math.ceil(length / pageSize);
    const last = wordSize === 32 ? 0xffff_ffff : Infinity;
    if (pages * pageSize > last) return LENGTH_OVERFLOW;
    if (pages * pageSize > arch.taskSize) return TOO_LONG;
    return pgoff + pages > last ? OFFSET_OVERFLOW : 0;
  }
  const rounded = pageAlign(length, pageSize, wordSize);
  if (rounded === 0) return LENGTH_OVERFLOW;
  if (isAbove(rounded, arch.taskSize)) return TOO_LONG;
  const end = addWords(pgoff, pagesIn(rounded, pageSize), wordSize);
  return end < pgoff ? OFFSET_OVERFLOW : 0;
}

/** Spares usual requests the rounding: nothing speaks against their range. */
function isFarFromLimits(length: Word, pgoff: Word, arch: Arch): boolean {
  const { taskSize } = arch;
  return typeof length === "number" && length !== 0 && length <= FAR &&
    typeof pgoff === "number" && pgoff <= FAR &&
    (typeof taskSize !== "number" || taskSize > 2 * FAR);
}

/** The rule against MAP_SHARED, or 0. */
function ruleAgainstShared(
  checks: number,
  prot: number,
  file: PolicyFile,
  capabilities: number,
): Verdict {
  const writable = file.mode & OPEN_WRITE;
  if (prot & PROT_WRITE && !writable) return NOT_WRITABLE;
  if (file.appendOnly && writable) return APPEND_ONLY;
  if (checks & MANDATORY_LOCKS && file.mandatoryLock) return LOCKED;
  if (!(capabilities & DIRECT)) return NEEDS_DIRECT;
  const lacking = accessCapabilities(prot) & ~capabilities;
  if (lacking & READ) return NEEDS_READ;
  if (lacking & WRITE) return NEEDS_WRITE;
  return lacking & EXEC ? NEEDS_EXEC : 0;
}

/** The capabilities that accesses need: the bits are in the same order. */
function accessCapabilities(prot: number): number {
  return (prot & (PROT_READ | PROT_WRITE | PROT_EXEC)) << TO_CAPABILITY;
}

/** Whether the mapping can be executed, as far as it is to be. */
function checkExecution(
  prot: number,
  file: PolicyFile,
  caller: Caller,
  capabilities: number,
): Verdict {
  if (prot & PROT_EXEC) {
    if (file.noexec) return refuse(NOEXEC, capabilities);
    return prot & PROT_READ && capabilities & DIRECT && !(capabilities & EXEC)
      ? capabilities & ~DIRECT | NOT_EXECUTABLE
      : capabilities;
  }
  const implied = prot & PROT_READ && caller.readImpliesExec &&
    capabilities & EXEC && !file.noexec;
  return implied ? capabilities | IMPLIED_EXEC : capabilities;
}
