import { assertEquals, assertThrows } from "@std/assert";
import { PROT } from "../../../src/abi/prot.ts";
import { VM } from "../../../src/abi/vm.ts";
import { InputError } from "../../../src/errors.ts";
import {
  type CramfsVma,
  formatMapsLine,
  formatVmFlags,
  partOfVma,
  vmaOf,
} from "../../../src/files/cramfs/maps.ts";
import { cramfsMap } from "../../../src/files/cramfs/mmu.ts";
import type { CramfsMount } from "../../../src/files/cramfs/mount.ts";
import type { CramfsRevision } from "../../../src/files/cramfs/revisions.ts";
import type { CramfsNode } from "../../../src/files/cramfs/tree.ts";
import { imageOf, inodeAt, mountOf, sampleImage } from "./sample.ts";

const READ_EXEC = PROT.READ | PROT.EXEC;
const READ_WRITE = PROT.READ | PROT.WRITE;

/** A program of which `text` pages are in place and the rest is compressed. */
function program(
  pages: number,
  text: number,
  tableAt: number,
  dataAt: number,
): CramfsNode {
  const contents = new Uint8Array(pages * 4096 - 100).fill(1);
  const data = Array.from({ length: pages - text }, (_, i) => text + i);
  const except = Object.fromEntries(
    data.map((block) => [block, "compressed"] as const),
  );
  return {
    type: "reg",
    contents,
    mode: 0o755,
    layout: { blocks: "direct", except, tableAt, dataAt },
  };
}

/** The root file system of the report, as far as its listings tell. */
const board: CramfsMount = {
  image: imageOf({
    bin: {
      type: "dir",
      children: { busybox: program(0x9a, 0x99, 18192, 0x5000) },
    },
    lib: {
      type: "dir",
      children: {
        "ld-2.18-2013.10.so": program(0x18, 0x17, 670372, 0xa4000),
        "libc-2.18-2013.10.so": program(0xdc, 0xd9, 766540, 0xbc000),
      },
    },
  }),
  at: 0x1b00_0000,
  bits: 32,
};

function map(
  revision: CramfsRevision,
  path: string,
  start: number,
  pages: number,
  pgoff: number,
  prot: number,
): CramfsVma {
  const inode = inodeAt(board.image, path);
  const mapping = cramfsMap(revision, board, inode, { pgoff, pages, prot });
  const { ino } = inode;
  return vmaOf(mapping, { start, device: [0, 12], ino, path, bits: 32 });
}

function part(vma: CramfsVma, first: number, end: number): CramfsVma {
  const start = Number(vma.start);
  return partOfVma(vma, start + first * 4096, start + end * 4096, 32);
}

function protect(vma: CramfsVma, prot: number): CramfsVma {
  return { ...vma, vmFlags: vma.vmFlags & ~7 | prot };
}

/** What a static program and the dynamic loader leave mapped. */
function listing(revision: CramfsRevision, libc: number, ld: number): string[] {
  const busybox = "/bin/busybox";
  const libcPath = "/lib/libc-2.18-2013.10.so";
  const ldPath = "/lib/ld-2.18-2013.10.so";
  const text = map(revision, libcPath, libc, 0xe7, 0, READ_EXEC);
  const data = map(
    revision,
    libcPath,
    libc + 0xe1_000,
    3,
    0xd9,
    READ_WRITE,
  );
  const loader = map(revision, ldPath, ld, 0x20, 0, READ_EXEC);
  const loaderData = map(revision, ldPath, ld + 0x1e_000, 2, 0x16, READ_WRITE);
  return [
    map(revision, busybox, 0x8000, 0x99, 0, READ_EXEC),
    map(revision, busybox, 0xa9000, 1, 0x99, READ_WRITE),
    part(text, 0, 0xd9),
    protect(part(text, 0xd9, 0xe1), 0),
    protect(part(data, 0, 2), PROT.READ),
    part(data, 2, 3),
    part(loader, 0, 0x17),
    protect(part(loaderData, 0, 1), PROT.READ),
    part(loaderData, 1, 2),
  ].map((vma) => formatMapsLine(vma, 32).replace(/ +/g, " "));
}

Deno.test("The listing of the tester before the change to MIXEDMAP comes out", () => {
  assertEquals(listing("v4-vma-split", 0xb6e6_9000, 0xb6f5_0000), [
    "00008000-000a1000 r-xp 1b005000 00:0c 18192 /bin/busybox",
    "000a9000-000aa000 rw-p 00099000 00:0c 18192 /bin/busybox",
    "b6e69000-b6f42000 r-xp 1b0bc000 00:0c 766540 /lib/libc-2.18-2013.10.so",
    "b6f42000-b6f4a000 ---p 1b195000 00:0c 766540 /lib/libc-2.18-2013.10.so",
    "b6f4a000-b6f4c000 r--p 000d9000 00:0c 766540 /lib/libc-2.18-2013.10.so",
    "b6f4c000-b6f4d000 rw-p 000db000 00:0c 766540 /lib/libc-2.18-2013.10.so",
    "b6f50000-b6f67000 r-xp 1b0a4000 00:0c 670372 /lib/ld-2.18-2013.10.so",
    "b6f6e000-b6f6f000 r--p 00016000 00:0c 670372 /lib/ld-2.18-2013.10.so",
    "b6f6f000-b6f70000 rw-p 00017000 00:0c 670372 /lib/ld-2.18-2013.10.so",
  ]);
});

for (const revision of ["v4", "v5", "v5-amended", "linux-6.12"] as const) {
  Deno.test(`The listing of the tester after it comes out with ${revision}`, () => {
    assertEquals(listing(revision, 0xb6e4_d000, 0xb6f3_4000), [
      "00008000-000a1000 r-xp 1b005000 00:0c 18192 /bin/busybox",
      "000a9000-000aa000 rw-p 00099000 00:0c 18192 /bin/busybox",
      "b6e4d000-b6f26000 r-xp 00000000 00:0c 766540 /lib/libc-2.18-2013.10.so",
      "b6f26000-b6f2e000 ---p 000d9000 00:0c 766540 /lib/libc-2.18-2013.10.so",
      "b6f2e000-b6f30000 r--p 000d9000 00:0c 766540 /lib/libc-2.18-2013.10.so",
      "b6f30000-b6f31000 rw-p 000db000 00:0c 766540 /lib/libc-2.18-2013.10.so",
      "b6f34000-b6f4b000 r-xp 00000000 00:0c 670372 /lib/ld-2.18-2013.10.so",
      "b6f52000-b6f53000 r--p 00016000 00:0c 670372 /lib/ld-2.18-2013.10.so",
      "b6f53000-b6f54000 rw-p 00017000 00:0c 670372 /lib/ld-2.18-2013.10.so",
    ]);
  });
}

Deno.test("All the text is in place all the same; only VmFlags tell", () => {
  const flags = (path: string, pages: number) =>
    formatVmFlags(map("v4", path, 0x8000, pages, 0, READ_EXEC).vmFlags);
  assertEquals(
    flags("/bin/busybox", 0x99),
    "VmFlags: rd ex mr mw me pf io de dd ",
  );
  assertEquals(
    flags("/lib/libc-2.18-2013.10.so", 0xe7),
    "VmFlags: rd ex mr mw me mm ",
  );
});

Deno.test("formatMapsLine() pads as the kernel does", () => {
  const vma: CramfsVma = {
    start: 0x7fff_f7ff_c000,
    end: 0x7fff_f7ff_d000,
    vmFlags: VM.READ | VM.MAYSHARE,
    pgoff: 0x2_2001,
    device: [0x1f, 0],
    ino: 356372,
    path: "/r0/al\nias",
  };
  assertEquals(
    formatMapsLine(vma, 64),
    "7ffff7ffc000-7ffff7ffd000 r--s 22001000 1f:00 356372" +
      "                     /r0/al\\012ias",
  );
  assertEquals(
    formatMapsLine({ ...vma, start: 0x8000, end: 0x9000 }, 32),
    "00008000-00009000 r--s 22001000 1f:00 356372     /r0/al\\012ias",
  );
});

Deno.test("formatMapsLine() shows a page frame above 4 GiB in full", () => {
  const vma: CramfsVma = {
    start: 0xffff_ffff_ffff_e000n,
    end: 0xffff_ffff_ffff_f000n,
    vmFlags: 0,
    pgoff: 0x12_3456_7891,
    device: [0, 0],
    ino: 1,
    path: "/a",
  };
  assertEquals(
    formatMapsLine(vma, 64).split(/ +/),
    [
      "ffffffffffffe000-fffffffffffff000",
      "---p",
      "1234567891000",
      "00:00",
      "1",
      "/a",
    ],
  );
});

Deno.test("partOfVma() counts the page offset on", () => {
  const image = sampleImage();
  const inode = inodeAt(image, "/xip");
  const request = { pgoff: 0, pages: 4, prot: PROT.READ };
  const mapping = cramfsMap("linux-6.12", mountOf(image), inode, request);
  const { ino } = inode;
  const vma = vmaOf(mapping, { start: 0x8000, ino, path: "/xip", bits: 64 });
  const rest = partOfVma(vma, 0x9000, 0xc000, 64);
  assertEquals(Number(rest.pgoff), Number(vma.pgoff) + 1);
  for (
    const [start, end] of [
      [0x7000, 0x9000],
      [0x9000, 0xd000],
      [0x9000, 0x9000],
    ] as const
  ) {
    assertThrows(
      () => partOfVma(vma, start, end, 64),
      InputError,
      "is no part of the VMA",
    );
  }
});
