import { assertEquals } from "@std/assert";
import { ERRNO } from "../../../src/abi/errno.ts";
import { PROT } from "../../../src/abi/prot.ts";
import { VM } from "../../../src/abi/vm.ts";
import { parseCramfs } from "../../../src/files/cramfs/image.ts";
import {
  type CramfsMapping,
  mappedPage,
} from "../../../src/files/cramfs/mapping.ts";
import { cramfsMap } from "../../../src/files/cramfs/mmu.ts";
import { getBlockRange } from "../../../src/files/cramfs/range.ts";
import type { CramfsRevision } from "../../../src/files/cramfs/revisions.ts";
import { AT, file, imageOf, inodeAt, mountOf, sampleImage } from "./sample.ts";

const image = sampleImage();
const mount = mountOf(image);

function map(
  path: string,
  pgoff: number,
  pages: number,
  revision: CramfsRevision = "linux-6.12",
  shared = false,
  prot: number = PROT.READ,
): CramfsMapping {
  const name = path.slice(1);
  const request = { pgoff, pages, prot, shared, name };
  return cramfsMap(revision, mount, inodeAt(image, path), request);
}

function flashAddress(path: string, pgoff: number): number {
  return AT + getBlockRange(image, inodeAt(image, path), pgoff, 1).offset;
}

for (
  const [path, pgoff, pages, kind, direct, reason] of [
    ["/xip", 0, 4, "pfnmap", 4, undefined],
    ["/full", 0, 4, "pfnmap", 4, undefined],
    ["/ztail", 0, 3, "pfnmap", 3, undefined],
    ["/tinyz", 0, 1, "pfnmap", 1, undefined],
    ["/xip", 0, 5, "mixedmap", 4, undefined],
    ["/cmid", 0, 5, "mixedmap", 2, undefined],
    ["/cmid", 3, 2, "pfnmap", 2, undefined],
    ["/gap", 0, 5, "mixedmap", 2, undefined],
    ["/shared", 0, 3, "mixedmap", 2, undefined],
    ["/shared", 0, 2, "pfnmap", 2, undefined],
    ["/shared", 2, 1, "normal", 0, "no suitable block remaining"],
    ["/tinyj", 0, 1, "normal", 0, "no suitable block remaining"],
    ["/back", 0, 4, "mixedmap", 1, undefined],
    ["/unal", 0, 4, "normal", 0, "data is not page aligned"],
    ["/classic", 0, 3, "normal", 0, "unsuitable block layout"],
    ["/literal", 0, 3, "normal", 0, "unsuitable block layout"],
    ["/hole", 0, 3, "normal", 0, "unsuitable block layout"],
    ["/empty", 0, 1, "normal", 0, "beyond file limit"],
    ["/xip", 4, 1, "normal", 0, "beyond file limit"],
  ] as const
) {
  Deno.test(`Linux 6.12 maps ${pages} pages of ${path} from ${pgoff}: ${kind} ${direct}`, () => {
    const mapping = map(path, pgoff, pages);
    assertEquals(
      [mapping.kind, mapping.direct, mapping.reason, mapping.errno],
      [kind, direct, reason, 0],
    );
    const first = mapping.runs[0];
    if (direct > 0) {
      assertEquals(first, {
        first: 0,
        pages: direct,
        from: "flash",
        address: flashAddress(path, pgoff),
      });
    }
  });
}

Deno.test("A private PFNMAP has its page frame for an offset", () => {
  const mapping = map("/xip", 1, 2);
  assertEquals(mapping.vmPgoff, flashAddress("/xip", 1) / 4096);
  assertEquals(
    mapping.vmFlags,
    VM.READ | VM.MAYREAD | VM.MAYWRITE | VM.MAYEXEC | VM.PFNMAP | VM.IO |
      VM.DONTEXPAND | VM.DONTDUMP,
  );
});

Deno.test("A shared PFNMAP keeps its file offset", () => {
  const mapping = map("/xip", 1, 2, "linux-6.12", true);
  assertEquals([mapping.kind, mapping.vmPgoff], ["pfnmap", 1]);
});

Deno.test("A MIXEDMAP is filled from RAM up to the end of the file", () => {
  const mapping = map("/cmid", 1, 6);
  assertEquals(mapping.vmPgoff, 1);
  assertEquals(mapping.vmFlags & (VM.PFNMAP | VM.MIXEDMAP), VM.MIXEDMAP);
  assertEquals(mapping.runs, [
    { first: 0, pages: 1, from: "flash", address: flashAddress("/cmid", 1) },
    { first: 1, pages: 3, from: "ram", index: 2 },
    { first: 4, pages: 2, from: "none" },
  ]);
});

Deno.test("mappedPage() gives what each page holds", () => {
  const mapping = map("/cmid", 0, 6);
  const inode = inodeAt(image, "/cmid");
  const froms = Array.from(
    { length: 7 },
    (_, i) => mappedPage(mount, inode, mapping, i).from,
  );
  assertEquals(froms, [
    "flash",
    "flash",
    "ram",
    "ram",
    "ram",
    "none",
    "none",
  ]);
  const second = mappedPage(mount, inode, mapping, 1);
  assertEquals(second.address, flashAddress("/cmid", 1));
  const at = flashAddress("/cmid", 1) - AT;
  assertEquals(second.bytes, image.flash.subarray(at, at + 4096));
});

Deno.test("A writable private mapping is paged, and shows what reads show", () => {
  const mapping = map("/full", 0, 4, "linux-6.12", false, 3);
  assertEquals(mapping.reason, "vma is writable");
  assertEquals(mapping.hazards, ["last-full-block-reads-zeros"]);
  const page = mappedPage(mount, inodeAt(image, "/full"), mapping, 3);
  assertEquals(page, {
    from: "ram",
    bytes: new Uint8Array(4096),
    hazard: "last-full-block-reads-zeros",
  });
  assertEquals(map("/full", 0, 4).hazards, []);
});

Deno.test("A writable shared mapping is refused before the driver is asked", () => {
  const mapping = map("/xip", 0, 4, "linux-6.12", true, 3);
  assertEquals([mapping.kind, mapping.errno], ["failed", ERRNO.EACCES]);
  assertEquals(map("/xip", 0, 0).errno, ERRNO.EINVAL);
});

Deno.test("An image without extended block pointers is paged without a word", () => {
  const plain = sampleImage({ extendedPointers: false });
  const request = { pgoff: 0, pages: 4, prot: PROT.READ };
  const inode = inodeAt(plain, "/xip");
  const mapping = cramfsMap("linux-6.12", mountOf(plain), inode, request);
  assertEquals(
    [mapping.kind, mapping.reason, mapping.messages],
    ["normal", undefined, []],
  );
});

Deno.test("Messages are worded as the kernel's", () => {
  assertEquals(map("/xip", 1, 3).messages, [
    `cramfs: mapped xip[1] at 0x${
      flashAddress("/xip", 1).toString(16)
    } (3/3 pages)`,
  ]);
  assertEquals(
    map("/shared", 0, 3).messages[0],
    "cramfs: mmap: shared: last page is shared",
  );
  assertEquals(map("/unal", 0, 1).messages, [
    "cramfs: unal[0]: direct mmap impossible: data is not page aligned",
  ]);
  assertEquals(map("/unal", 0, 1, "v4").messages, [
    "cramfs: unal: direct mmap failed: data is not page aligned",
  ]);
});

for (const revision of ["v4-vma-split", "v4", "v5"] as const) {
  Deno.test(`${revision} shows other data after the end of a file`, () => {
    const right = map("/jt", 3, 1);
    assertEquals(right.reason, "no suitable block remaining");
    const wrong = map("/jt", 3, 1, revision);
    assertEquals([wrong.kind, wrong.direct], ["pfnmap", 1]);
    assertEquals(wrong.hazards, ["tail-check-misplaced", "dirty-tail-exposed"]);
    const page = mappedPage(mount, inodeAt(image, "/jt"), wrong, 0);
    assertEquals(page.bytes?.at(-1), 0xa5);
  });

  Deno.test(`${revision} does not map a last page that it could map`, () => {
    assertEquals(map("/zt", 2, 2).direct, 2);
    const wrong = map("/zt", 2, 2, revision);
    assertEquals(wrong.direct, 1);
    assertEquals(wrong.hazards, ["tail-check-misplaced", "direct-page-lost"]);
  });

  Deno.test(`${revision} is right for mappings from the start of a file`, () => {
    for (const path of ["/jt", "/zt", "/shared", "/ztail"]) {
      const { kind, direct, hazards } = map(path, 0, 4, revision);
      const right = map(path, 0, 4);
      assertEquals([direct, hazards], [right.direct, []]);
      const split = revision === "v4-vma-split" && direct > 0;
      assertEquals(kind, split ? "pfnmap" : right.kind);
    }
  });
}

Deno.test("The amended v5 decides as Linux 6.12 does", () => {
  for (const path of ["/jt", "/zt", "/cmid", "/back", "/unal", "/empty"]) {
    for (let pgoff = 0; pgoff < 5; pgoff++) {
      for (let pages = 1; pages < 6; pages++) {
        assertEquals(
          { ...map(path, pgoff, pages, "v5-amended"), revision: "linux-6.12" },
          map(path, pgoff, pages),
        );
      }
    }
  }
});

Deno.test("v4-vma-split keeps one VMA with the page frame for an offset", () => {
  const mapping = map("/cmid", 0, 5, "v4-vma-split");
  assertEquals([mapping.kind, mapping.direct], ["pfnmap", 2]);
  assertEquals(mapping.vmPgoff, flashAddress("/cmid", 0) / 4096);
  assertEquals(mapping.runs[1], { first: 2, pages: 3, from: "ram", index: 2 });
});

Deno.test("v4 counts the pages of a VMA in 32 bits", () => {
  const huge = map("/xip", 0, 2 ** 32 + 4, "v4");
  assertEquals([huge.errno, huge.hazards], [
    ERRNO.EINVAL,
    ["length-truncated"],
  ]);
  const right = map("/xip", 0, 2 ** 32 + 4);
  assertEquals([right.kind, right.direct], ["mixedmap", 4]);
});

Deno.test("The flash after the image decides about a file at its end", () => {
  const { flash } = imageOf({
    a: file(4000, 1, "literal"),
    b: file(9000, 2, "packed"),
  }, { pad: false });
  const request = { pgoff: 0, pages: 3, prot: PROT.READ };
  const mapped = (erased: number) => {
    const one = parseCramfs(flash, { erased });
    const inode = inodeAt(one, "/b");
    return cramfsMap("linux-6.12", mountOf(one), inode, request);
  };
  assertEquals([mapped(0).kind, mapped(0).direct], ["pfnmap", 3]);
  assertEquals([mapped(0xff).kind, mapped(0xff).direct], ["mixedmap", 2]);
  assertEquals(mapped(0xff).hazards, ["tail-check-outside-image"]);
  assertEquals(mapped(0xff).lastPageShared, true);
});
