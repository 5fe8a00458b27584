import { assertEquals } from "@std/assert";
import { ERRNO } from "../../../src/abi/errno.ts";
import { VM } from "../../../src/abi/vm.ts";
import { parseCramfs } from "../../../src/files/cramfs/image.ts";
import { hasPhysmemOperations } from "../../../src/files/cramfs/mount.ts";
import {
  CRAMFS_2017_SHARED_FLAGS,
  CRAMFS_CAPABILITIES,
  cramfsGetUnmappedArea,
  cramfsMmapNommu,
  unmappedAreaMessage,
} from "../../../src/files/cramfs/nommu.ts";
import { getBlockRange } from "../../../src/files/cramfs/range.ts";
import {
  AT,
  copyOf,
  file,
  imageOf,
  inodeAt,
  mountOf,
  sampleImage,
} from "./sample.ts";

const image = sampleImage();
const mount = mountOf(image);

function area(path: string, pages: number, pgoff: number) {
  const inode = inodeAt(image, path);
  return cramfsGetUnmappedArea(mount, inode, pages * 4096, pgoff);
}

function flashAddress(path: string, pgoff: number): number {
  return AT + getBlockRange(image, inodeAt(image, path), pgoff, 1).offset;
}

Deno.test("Only regular files of an image with direct pointers, in memory, have the operations", () => {
  const xip = inodeAt(image, "/xip");
  assertEquals(hasPhysmemOperations(mount, xip), true);
  assertEquals(hasPhysmemOperations(mount, inodeAt(image, "/dir")), false);
  assertEquals(hasPhysmemOperations(mount, inodeAt(image, "/dir/link")), false);
  assertEquals(hasPhysmemOperations({ ...mount, at: 0 }, xip), false);
  assertEquals(hasPhysmemOperations({ ...mount, mtd: false }, xip), false);
  const plain = sampleImage({ extendedPointers: false });
  assertEquals(
    hasPhysmemOperations(mountOf(plain), inodeAt(plain, "/xip")),
    false,
  );
});

Deno.test("Cramfs can copy, or map directly for reading and executing", () => {
  assertEquals(CRAMFS_CAPABILITIES, 0x1 | 0x8 | 0x10 | 0x40);
});

for (
  const [path, pages, pgoff] of [
    ["/xip", 4, 0],
    ["/xip", 2, 1],
    ["/full", 4, 0],
    ["/gap", 3, 2],
    ["/cmid", 2, 3],
    ["/back", 1, 2],
    ["/alias", 2, 0],
  ] as const
) {
  Deno.test(`get_unmapped_area gives the place of ${pages} pages of ${path} from ${pgoff}`, () => {
    assertEquals(area(path, pages, pgoff), {
      errno: 0,
      address: flashAddress(path, pgoff),
      hazards: [],
    });
  });
}

Deno.test("get_unmapped_area needs no alignment", () => {
  const { address, hazards } = area("/unal", 4, 0);
  assertEquals(Number(address) % 4096, 0x104);
  assertEquals(hazards, ["address-not-page-aligned"]);
});

Deno.test("get_unmapped_area does not mind a shared last page", () => {
  assertEquals(area("/shared", 3, 0), {
    errno: 0,
    address: flashAddress("/shared", 0),
    hazards: ["bytes-past-file-end"],
  });
  assertEquals(area("/shared", 2, 0).hazards, []);
});

for (
  const [path, pages, pgoff] of [
    ["/xip", 5, 0],
    ["/xip", 1, 4],
    ["/xip", 4, 1],
    ["/empty", 1, 0],
    ["/classic", 4, 0],
  ] as const
) {
  Deno.test(`get_unmapped_area answers EINVAL for ${pages} pages of ${path} from ${pgoff}`, () => {
    assertEquals(area(path, pages, pgoff).errno, ERRNO.EINVAL);
  });
}

for (
  const [path, pages, block] of [
    ["/cmid", 5, 2],
    ["/kmid", 5, 2],
    ["/gap", 5, 2],
    ["/back", 2, 1],
    ["/classic", 3, 0],
    ["/literal", 1, 0],
    ["/hole", 1, 0],
  ] as const
) {
  Deno.test(`get_unmapped_area answers ENOSYS for ${path} because of block ${block}`, () => {
    const { errno, mismatch } = area(path, pages, 0);
    assertEquals([errno, mismatch?.block], [ERRNO.ENOSYS, block]);
  });
}

Deno.test("get_unmapped_area answers ENOSYS for a length of 0", () => {
  assertEquals(area("/xip", 0, 0).errno, ERRNO.ENOSYS);
});

Deno.test("get_unmapped_area takes any part of a page for a page", () => {
  const inode = inodeAt(image, "/xip");
  assertEquals(cramfsGetUnmappedArea(mount, inode, 1, 3).errno, 0);
  assertEquals(
    cramfsGetUnmappedArea(mount, inode, 4097, 3).errno,
    ERRNO.EINVAL,
  );
});

Deno.test("get_unmapped_area counts pages in 32 bits", () => {
  const inode = inodeAt(image, "/xip");
  const length = 2 ** 44 + 3 * 4096;
  assertEquals(cramfsGetUnmappedArea(mount, inode, length, 0), {
    errno: 0,
    address: flashAddress("/xip", 0),
    hazards: ["length-truncated"],
  });
  const narrow = { ...mount, bits: 32 } as const;
  assertEquals(
    cramfsGetUnmappedArea(narrow, inode, 0xffff_f000, 0).errno,
    ERRNO.EINVAL,
  );
});

Deno.test("get_unmapped_area takes a huge page offset for past the end", () => {
  const inode = inodeAt(image, "/xip");
  assertEquals(
    cramfsGetUnmappedArea(mount, inode, 4096, 2n ** 63n).errno,
    ERRNO.EINVAL,
  );
});

Deno.test("get_unmapped_area fails for a block at byte 0", () => {
  const one = imageOf({ a: file(4096, 1, "aligned") });
  const inode = inodeAt(one, "/a");
  const [bytes, view] = copyOf(one);
  view.setUint32(inode.ino, 0xc000_0000, true);
  assertEquals(
    cramfsGetUnmappedArea(mountOf(parseCramfs(bytes)), inode, 4096, 0),
    { errno: ERRNO.ENOSYS, address: 0, hazards: ["block-at-offset-zero"] },
  );
});

Deno.test("get_unmapped_area wraps around with 32 bits", () => {
  const inode = inodeAt(image, "/xip");
  const offset = flashAddress("/xip", 0) - AT;
  const high = { image, at: 0xffff_f000, bits: 32 } as const;
  const { address } = cramfsGetUnmappedArea(high, inode, 4096, 0);
  assertEquals(address, offset - 4096);
});

Deno.test("get_unmapped_area answers above 2^53 exactly", () => {
  const inode = inodeAt(image, "/xip");
  const offset = flashAddress("/xip", 0) - AT;
  const high = { image, at: 0xffff_ffff_0000_0000n, bits: 64 } as const;
  const { address } = cramfsGetUnmappedArea(high, inode, 4096, 0);
  assertEquals(address, 0xffff_ffff_0000_0000n + BigInt(offset));
});

Deno.test("mmap accepts what may be shared and nothing else", () => {
  const may = VM.READ | VM.MAYREAD;
  assertEquals(cramfsMmapNommu(may | VM.MAYSHARE), 0);
  assertEquals(cramfsMmapNommu(may | VM.MAYOVERLAY), 0);
  assertEquals(cramfsMmapNommu(may), ERRNO.ENOSYS);
});

Deno.test("mmap of 2017 does not know private read-only mappings of today", () => {
  const flags = VM.READ | VM.MAYREAD | VM.MAYOVERLAY;
  assertEquals(
    cramfsMmapNommu(flags, CRAMFS_2017_SHARED_FLAGS),
    ERRNO.ENOSYS,
  );
  assertEquals(cramfsMmapNommu(VM.MAYSHARE, CRAMFS_2017_SHARED_FLAGS), 0);
});

Deno.test("unmappedAreaMessage() is worded as the kernel's", () => {
  assertEquals(
    unmappedAreaMessage("xip", 0, 16384, 0x2200_1000),
    "cramfs: get_unmapped for xip ofs 0x0 siz 16384 at 0x22001000",
  );
  assertEquals(
    unmappedAreaMessage("xip", 2, 4096, 0x1000),
    "cramfs: get_unmapped for xip ofs 0x2000 siz 4096 at 0x00001000",
  );
});
