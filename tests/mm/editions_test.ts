import { assertEquals } from "@std/assert";
import { ERRNO, type ErrnoName } from "../../src/abi/errno.ts";
import type { WordSize } from "../../src/abi/word.ts";
import type { OpenFile } from "../../src/files/inode.ts";
import type { Machine } from "../../src/mm/machine.ts";
import type { Outcome } from "../../src/mm/outcome.ts";
import {
  exit,
  mmap,
  type MmapArguments,
  mremap,
  munmap,
} from "../../src/mm/system_calls.ts";
import { ftruncate } from "../../src/mm/file_system_calls.ts";
import type { Edition } from "../../src/policy/edition.ts";
import { findEdition } from "../../src/policy/editions.ts";
import {
  ANONYMOUS,
  PRIVATE,
  ramfs,
  READ,
  scripted,
  SHARED,
  world,
  WRITE,
} from "./helpers.ts";

function edition(name: string): Edition {
  const found = findEdition(name);
  if (found?.world !== "regions") throw new Error(`${name} has no regions`);
  return found;
}

/** What a call answers before and after a change: an errno or `ok`. */
function changes(
  what: string,
  before: readonly [kernel: string, answer: ErrnoName | "ok"],
  after: readonly [kernel: string, answer: ErrnoName | "ok"],
  call: (edition: Edition) => { readonly errno: number },
): void {
  for (const [kernel, answer] of [before, after]) {
    Deno.test(`${what}: ${answer} in ${kernel}`, () => {
      const { errno } = call(edition(kernel));
      assertEquals(errno, answer === "ok" ? 0 : ERRNO[answer]);
    });
  }
}

/** Maps a file: a page, private, to be read, unless something else is said. */
function mapped(
  file: (machine: Machine) => OpenFile | null,
  request: Partial<MmapArguments> = {},
  wordSize: WordSize = 32,
): (edition: Edition) => Outcome {
  return (edition) => {
    const { machine, process } = world({ edition, wordSize });
    return mmap(machine, process, {
      file: file(machine),
      length: 4096,
      prot: READ,
      flags: PRIVATE,
      ...request,
    });
  };
}

changes(
  "a file that is not open for reading",
  ["linux-2.6.30", "ok"],
  ["linux-2.6.31", "EACCES"],
  mapped((machine) =>
    scripted(machine, {
      capabilities: 0x78,
      getUnmappedArea: { base: 0x4000_0000 },
    }, "w"), { prot: WRITE, flags: SHARED }),
);

changes(
  "an address hint",
  ["linux-2.6.31", "EINVAL"],
  ["linux-2.6.32", "ok"],
  mapped(() => null, { flags: PRIVATE | ANONYMOUS, address: 0x1000 }),
);

changes(
  "munmap of a rounded length",
  ["linux-2.6.35", "EINVAL"],
  ["linux-3.0", "ok"],
  (edition) => {
    const { machine, process } = world({ edition });
    const { value } = mmap(machine, process, {
      file: null,
      length: 100,
      prot: READ,
      flags: PRIVATE | ANONYMOUS,
    });
    return munmap(machine, process, value, 4096);
  },
);

changes(
  "a character device that declares nothing, private",
  ["linux-3.19", "ENODEV"],
  ["linux-4.0", "ENODEV"],
  mapped((machine) => scripted(machine, { readWith: "read" })),
);

changes(
  "capabilities that are all absent, on a regular file",
  ["linux-3.19", "ok"],
  ["linux-4.0", "ENODEV"],
  mapped((machine) =>
    scripted(machine, {
      type: "reg",
      capabilities: 0,
      readWith: "read",
    })
  ),
);

changes(
  "a file with read_iter alone",
  ["linux-4.0", "ENODEV"],
  ["linux-4.1", "ok"],
  mapped((machine) => scripted(machine, { type: "reg" })),
);

changes(
  "a ramfs file beyond its end, shared",
  ["linux-4.4", "EINVAL"],
  ["linux-4.9", "ENODEV"],
  mapped((machine) => ramfs(machine, 4096), { length: 8192, flags: SHARED }),
);

changes(
  "a negative file position",
  ["linux-4.12", "ok"],
  ["linux-4.14", "EINVAL"],
  mapped(
    (machine) => scripted(machine, { type: "reg" }),
    { pgoff: 2 ** 51 },
    64,
  ),
);

changes(
  "a file with read beside read_iter",
  ["linux-5.8", "ok"],
  ["linux-5.10", "EINVAL"],
  mapped((machine) => scripted(machine, { type: "reg", readWith: "both" })),
);

changes(
  "a mandatory lock",
  ["linux-5.14", "EAGAIN"],
  ["linux-5.15", "ENODEV"],
  (edition) => {
    const { machine, process } = world({ edition });
    const file = scripted(machine, { type: "reg" });
    Object.assign(file.inode, { mandatoryLock: true });
    return mmap(machine, process, {
      file,
      length: 4096,
      prot: READ,
      flags: SHARED,
    });
  },
);

changes(
  "the second munmap of pages that are mapped twice",
  ["linux-6.0", "ok"],
  ["linux-6.1", "EINVAL"],
  (edition) => {
    const { machine, process } = world({ edition });
    const file = scripted(machine, { type: "reg" });
    const args = { file, length: 4096, prot: READ, flags: PRIVATE };
    const { value } = mmap(machine, process, args);
    mmap(machine, process, args);
    munmap(machine, process, value, 4096);
    return munmap(machine, process, value, 4096);
  },
);

changes(
  "munmap that starts below a file mapping",
  ["linux-6.0", "EINVAL"],
  ["linux-6.1", "ok"],
  (edition) => {
    const { machine, process } = world({ edition });
    const file = scripted(machine, {
      capabilities: 0x79,
      getUnmappedArea: { base: 0x4000_0000 },
    });
    mmap(machine, process, { file, length: 4096, prot: READ, flags: SHARED });
    return munmap(machine, process, 0x3fff_f000, 8192);
  },
);

changes(
  "an offset with the sign bit",
  ["linux-6.12", "EOVERFLOW"],
  ["linux-7.1", "ok"],
  mapped(() => null, {
    flags: PRIVATE | ANONYMOUS,
    length: 8192,
    offset: 0xffff_ffff_ffff_f000n,
  }, 64),
);

Deno.test("a ROM is mapped in place from 2.6.35 on, and is a BUG before", () => {
  const rom = mapped((machine) =>
    scripted(machine, {
      capabilities: 0x8 | 0x1 | 0x10 | 0x40,
      getUnmappedArea: { base: 0x4000_0000 },
      readWith: "read",
    })
  );
  const map = (kernel: string) => rom(edition(kernel));
  assertEquals(map("linux-2.6.34").hazards.map(({ id }) => id), [
    "traced-direct-bug",
  ]);
  assertEquals(map("linux-2.6.35").backing, "direct");
});

Deno.test("truncation cuts regions from 2.6.33 on", () => {
  for (
    const [kernel, length] of [["2.6.32", 8192], ["2.6.33", 4096]] as const
  ) {
    const { machine, process } = world({ edition: edition(`linux-${kernel}`) });
    const file = ramfs(machine, 12288);
    const args = { file, prot: READ | WRITE, flags: SHARED };
    const first = mmap(machine, process, { ...args, length: 8192 });
    const other = machine.createProcess();
    mmap(machine, other, { ...args, length: 4096 });
    munmap(machine, process, first.value, 8192);
    assertEquals(ftruncate(machine, file, 4096).errno, 0);
    const region = [...machine.regions][0]!;
    assertEquals(Number(region.end) - Number(region.start), length, kernel);
    exit(machine, other);
  }
});

Deno.test("mremap takes bytes before 3.0 and pages from then on", () => {
  for (
    const [kernel, errno] of [["2.6.39", ERRNO.EINVAL], ["3.0", 0]] as const
  ) {
    const { machine, process } = world({ edition: edition(`linux-${kernel}`) });
    const { value } = mmap(machine, process, {
      file: null,
      length: 8192,
      prot: READ,
      flags: PRIVATE | ANONYMOUS,
    });
    const outcome = mremap(machine, process, {
      address: value,
      oldLength: 8000,
      newLength: 4000,
      flags: 0,
      newAddress: 0,
    });
    assertEquals(outcome.errno, errno, kernel);
  }
});

Deno.test("mremap finds the mapping of its length among two with one start until 6.0", () => {
  for (
    const [kernel, errno] of [
      ["linux-6.0", ERRNO.EPERM],
      ["linux-6.1", ERRNO.EINVAL],
    ] as const
  ) {
    const { machine, process } = world({ edition: edition(kernel) });
    const file = scripted(machine, {
      capabilities: 0x78,
      getUnmappedArea: { base: 0x4000_0000 },
    });
    const args = { file, prot: READ, flags: SHARED };
    const { value } = mmap(machine, process, { ...args, length: 8192 });
    mmap(machine, process, { ...args, length: 4096 });
    const outcome = mremap(machine, process, {
      address: value,
      oldLength: 8192,
      newLength: 4096,
      flags: 0,
      newAddress: 0,
    });
    assertEquals(outcome.errno, errno, kernel);
  }
});
