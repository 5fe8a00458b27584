/**
 * How each rule of the validation is kept from applying, or made to: by what
 * the validation is shown. The other rules then decide as they always do.
 *
 * @module
 */
import { CAPABILITY } from "../abi/capabilities.ts";
import { MAP, MAP_TYPE } from "../abi/map.ts";
import { PROT } from "../abi/prot.ts";
import { defaultCapabilities } from "../explain/changes/driver.ts";
import {
  type Caller,
  FMODE,
  type MmapRequest,
  OPERATION,
  type PolicyFile,
} from "../policy/request.ts";

/** What the validation is asked. */
export interface Asked {
  /** The request. */
  readonly request: MmapRequest;
  /** The file; `null` for anonymous memory. */
  readonly file: PolicyFile | null;
  /** The caller. */
  readonly caller: Caller;
}

type Edit = (asked: Asked) => Asked;

/** How a rule is kept from applying or made to. */
export interface Disarming {
  /** What is shown so that the rule does not apply. */
  readonly off: Edit;
  /** What is shown so that it applies; for rules that do not refuse. */
  readonly on?: Edit;
  /** Capabilities that are shown only for that: taken back afterwards. */
  readonly lent?: number;
}

const { COPY, DIRECT, READ, WRITE, EXEC } = CAPABILITY;
const READS = OPERATION.READ | OPERATION.READ_ITER;
/** A capability that no rule looks at: declared, but good for nothing. */
const USELESS = 0x80;

function request(edit: (request: MmapRequest) => Partial<MmapRequest>): Edit {
  return (asked) => ({
    ...asked,
    request: { ...asked.request, ...edit(asked.request) },
  });
}

function file(edit: (file: PolicyFile) => Partial<PolicyFile>): Edit {
  return (asked) =>
    asked.file === null
      ? asked
      : { ...asked, file: { ...plain(asked.file), ...edit(asked.file) } };
}

/** The properties that count; an open file has some of them as getters. */
function plain(file: PolicyFile): PolicyFile {
  const { type, operations, capabilities, mode } = file;
  const { appendOnly, mandatoryLock, noexec } = file;
  return {
    type,
    operations,
    capabilities,
    mode,
    appendOnly,
    mandatoryLock,
    noexec,
  };
}

/** Shows capabilities beside those that the driver has or has by default. */
function lend(bits: number, operations = 0): Disarming {
  return {
    lent: bits,
    off: file((shown) => ({
      operations: shown.operations | OPERATION.MMAP_CAPABILITIES | operations,
      capabilities: declared(shown) | bits,
    })),
  };
}

function declared({ operations, capabilities, type }: PolicyFile): number {
  return operations & OPERATION.MMAP_CAPABILITIES && capabilities !== 0
    ? capabilities
    : defaultCapabilities(type) ?? 0;
}

/** Capabilities that are declared and good for nothing: no default. */
const NO_DEFAULT: Edit = file(({ operations }) => ({
  operations: operations | OPERATION.MMAP_CAPABILITIES,
  capabilities: USELESS,
}));

function defaultOf(type: PolicyFile["type"]): Edit {
  return file(({ operations }) => ({
    operations: operations & ~OPERATION.MMAP_CAPABILITIES,
    type,
  }));
}

const page: Edit = request(() => ({ length: 4096 }));

/** The rules of the validation. */
export const DISARMINGS: Readonly<Record<string, Disarming>> = {
  "map-fixed": { off: request(({ flags }) => ({ flags: flags & ~MAP.FIXED })) },
  "address-hint": { off: request(() => ({ address: 0 })) },
  "map-type": {
    off: request(({ flags }) => ({
      flags: flags & ~MAP_TYPE |
        (flags & MAP.SHARED ? MAP.SHARED : MAP.PRIVATE),
    })),
  },
  "zero-length": { off: page },
  "length-overflow": { off: page },
  "length-beyond-task-size": { off: page },
  "offset-overflow": { off: request(() => ({ pgoff: 0 })) },
  "no-mmap-operation": {
    off: file(({ operations }) => ({
      operations: operations | OPERATION.MMAP,
    })),
  },
  "mmap-beside-mmap-prepare": {
    off: file(({ operations }) => ({
      operations: operations & ~OPERATION.MMAP_PREPARE,
    })),
  },
  "no-default-capabilities": { off: NO_DEFAULT },
  "default-copy": { off: NO_DEFAULT, on: defaultOf("reg") },
  "default-direct": { off: NO_DEFAULT, on: defaultOf("chr") },
  "no-get-unmapped-area": {
    off: file(({ operations }) => ({
      operations: operations | OPERATION.GET_UNMAPPED_AREA,
    })),
    on: file(({ operations }) => ({
      operations: operations & ~OPERATION.GET_UNMAPPED_AREA,
    })),
  },
  "no-read-operation": {
    off: file(({ operations }) => ({ operations: operations | READS })),
    on: file(({ operations }) => ({ operations: operations & ~READS })),
  },
  "not-open-for-reading": {
    off: file(({ mode, operations }) => ({
      mode: mode | FMODE.READ,
      operations: operations & ~READS,
    })),
  },
  "shared-write-not-open-for-writing": {
    off: file(({ mode }) => ({ mode: mode | FMODE.WRITE, appendOnly: false })),
  },
  "shared-append-only": { off: file(() => ({ appendOnly: false })) },
  "shared-mandatory-lock": { off: file(() => ({ mandatoryLock: false })) },
  "shared-needs-direct": lend(DIRECT, OPERATION.GET_UNMAPPED_AREA),
  "shared-needs-read-capability": lend(READ),
  "shared-needs-write-capability": lend(WRITE),
  "shared-needs-exec-capability": lend(EXEC),
  "private-needs-copy": lend(COPY, READS),
  "private-writable": {
    off: request(({ prot }) => ({ prot: prot & ~PROT.WRITE })),
    on: request(({ prot }) => ({ prot: prot | PROT.WRITE })),
  },
  "private-prot-beyond-capabilities": {
    ...lend(READ | EXEC),
    on: file((shown) => ({
      operations: shown.operations | OPERATION.MMAP_CAPABILITIES,
      capabilities: declared(shown) & ~(READ | EXEC),
    })),
  },
  "noexec-mount": { off: file(() => ({ noexec: false })) },
  "read-implies-exec": {
    off: (asked) => ({
      ...asked,
      caller: { ...asked.caller, readImpliesExec: false },
    }),
    on: (asked) => ({
      ...asked,
      caller: { ...asked.caller, readImpliesExec: true },
    }),
  },
  "exec-without-capability": lend(EXEC),
};
