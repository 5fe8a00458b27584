import { assertEquals } from "@std/assert";
import { ERRNO } from "../../../src/abi/errno.ts";
import { PROT } from "../../../src/abi/prot.ts";
import { VM } from "../../../src/abi/vm.ts";
import {
  type CramfsMapping,
  mappedPage,
} from "../../../src/files/cramfs/mapping.ts";
import {
  completeMap,
  prepareMap,
} from "../../../src/files/cramfs/mmap_prepare.ts";
import { getBlockRange } from "../../../src/files/cramfs/range.ts";
import { AT, file, imageOf, inodeAt, mountOf, sampleImage } from "./sample.ts";

const image = sampleImage();
const mount = mountOf(image);

function prepare(path: string, pgoff: number, pages: number, shared = false) {
  const request = { pgoff, pages, prot: PROT.READ, shared, name: "f" };
  return prepareMap(mount, inodeAt(image, path), request);
}

function map(
  path: string,
  pgoff: number,
  pages: number,
  uninitialised = 0,
  shared = false,
): CramfsMapping {
  const inode = inodeAt(image, path);
  const prepared = prepare(path, pgoff, pages, shared);
  return completeMap(mount, inode, prepared, uninitialised);
}

function flashAddress(path: string, pgoff: number): number {
  return AT + getBlockRange(image, inodeAt(image, path), pgoff, 1).offset;
}

Deno.test("The preparation hands a state on", () => {
  assertEquals(prepare("/xip", 0, 4).state, "PREPOPULATE_PFNMAP");
  assertEquals(prepare("/xip", 0, 5).state, "PREPOPULATE_MIXEDMAP");
  assertEquals(prepare("/classic", 0, 3).state, "NO_PREPOPULATE");
});

Deno.test("The preparation clears the offset of a private PFNMAP", () => {
  assertEquals(prepare("/xip", 2, 2).pgoff, 0);
  assertEquals(prepare("/xip", 2, 2, true).pgoff, 2);
  assertEquals(prepare("/xip", 2, 3).pgoff, 2);
});

Deno.test("The preparation sets the flags before there is a VMA", () => {
  const pfnmap = VM.PFNMAP | VM.IO | VM.DONTEXPAND | VM.DONTDUMP;
  assertEquals(prepare("/xip", 0, 4).vmFlags & (pfnmap | VM.MIXEDMAP), pfnmap);
  assertEquals(prepare("/xip", 0, 5).vmFlags & pfnmap, 0);
  assertEquals(prepare("/xip", 0, 5).vmFlags & VM.MIXEDMAP, VM.MIXEDMAP);
});

Deno.test("With a clean stack one page is mapped, the rest from RAM", () => {
  const mapping = map("/full", 0, 4);
  assertEquals([mapping.kind, mapping.direct, mapping.vmPgoff], [
    "pfnmap",
    1,
    0,
  ]);
  assertEquals(mapping.hazards, [
    "uninitialised-page-count",
    "pgoff-cleared",
    "unfilled-pfnmap",
    "last-full-block-reads-zeros",
  ]);
  const last = mappedPage(mount, inodeAt(image, "/full"), mapping, 3);
  assertEquals(last.bytes, new Uint8Array(4096));
});

Deno.test("A shared mapping of one page comes out right", () => {
  const mapping = map("/xip", 2, 1, 0, true);
  assertEquals(mapping.hazards, []);
  assertEquals(mapping.runs, [
    { first: 0, pages: 1, from: "flash", address: flashAddress("/xip", 2) },
  ]);
});

Deno.test("A private mapping shows the first page of the file", () => {
  const mapping = map("/xip", 2, 1);
  assertEquals(mapping.hazards, ["pgoff-cleared", "wrong-block-mapped"]);
  assertEquals(mapping.runs, [
    { first: 0, pages: 1, from: "flash", address: flashAddress("/xip", 0) },
  ]);
});

Deno.test("A dirty stack maps the whole run, past the end of the VMA", () => {
  const mapping = map("/xip", 0, 1, 0xfefe_fefe);
  assertEquals(mapping.kind, "pfnmap");
  assertEquals(mapping.hazards.includes("pages-past-vma"), true);
  assertEquals(mapping.messages.at(-1)?.endsWith("(4/1 pages)"), true);
});

Deno.test("No page at all kills the kernel", () => {
  const one = imageOf({
    k0: file(9000, 1, { blocks: "direct", except: { 0: "direct-compressed" } }),
  });
  const inode = inodeAt(one, "/k0");
  const place = mountOf(one);
  const request = { pgoff: 1, pages: 1, prot: PROT.READ };
  const prepared = prepareMap(place, inode, request);
  assertEquals(prepared.state, "PREPOPULATE_PFNMAP");
  const mapping = completeMap(place, inode, prepared, 0);
  assertEquals(mapping.kind, "crash");
  assertEquals(mapping.hazards.at(-1), "remap-empty-range");
  const dirty = completeMap(place, inode, prepared, 7);
  assertEquals(dirty.runs[0], {
    first: 0,
    pages: 1,
    from: "flash",
    address: AT,
  });
  assertEquals(dirty.hazards.includes("wrong-block-mapped"), true);
});

Deno.test("A MIXEDMAP takes addresses for page frame numbers", () => {
  const mapping = map("/xip", 0, 5, 0xfefe_fefe);
  assertEquals(mapping.kind, "mixedmap");
  assertEquals(mapping.hazards, ["address-used-as-pfn"]);
  assertEquals(mapping.runs[1], {
    first: 1,
    pages: 1,
    from: "wild",
    address: (flashAddress("/xip", 0) + 4096) * 4096,
  });
  const page = mappedPage(mount, inodeAt(image, "/xip"), mapping, 0);
  assertEquals([page.from, page.bytes], ["wild", undefined]);
});

Deno.test("A shared last page is forgotten", () => {
  assertEquals(map("/shared", 0, 3, 3).hazards, [
    "uninitialised-page-count",
    "shared-page-not-skipped",
    "address-used-as-pfn",
  ]);
  assertEquals(
    map("/shared", 0, 3).hazards.includes("shared-page-not-skipped"),
    false,
  );
});

Deno.test("A MIXEDMAP of more pages than the VMA has fails", () => {
  const one = imageOf({
    a: file(9000, 1, { blocks: "direct", tail: "dirty" }),
  });
  const inode = inodeAt(one, "/a");
  const request = { pgoff: 1, pages: 2, prot: PROT.READ };
  const prepared = prepareMap(mountOf(one), inode, request);
  assertEquals(prepared.state, "PREPOPULATE_MIXEDMAP");
  const longer = { ...prepared, request: { ...request, pages: 1 } };
  const mapping = completeMap(mountOf(one), inode, longer, 9);
  assertEquals([mapping.kind, mapping.errno], ["failed", ERRNO.EFAULT]);
});

Deno.test("What is not mapped in place is paged as ever", () => {
  const mapping = map("/classic", 1, 3);
  assertEquals(
    [mapping.kind, mapping.reason, mapping.hazards],
    ["normal", "unsuitable block layout", []],
  );
  assertEquals(mapping.runs, [
    { first: 0, pages: 2, from: "ram", index: 1 },
    { first: 2, pages: 1, from: "none" },
  ]);
});
