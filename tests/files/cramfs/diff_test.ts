import { assertEquals } from "@std/assert";
import { diffRevisions } from "../../../src/files/cramfs/diff.ts";
import { CAUSES } from "../../../src/files/cramfs/diff_cause.ts";
import {
  CRAMFS_REVISIONS,
  type CramfsRevision,
} from "../../../src/files/cramfs/revisions.ts";
import { sampleMount } from "../../../src/files/cramfs/samples.ts";
import { readMounts } from "./recordings.ts";

const REVISIONS = Object.keys(CRAMFS_REVISIONS) as CramfsRevision[];

function causes(
  left: CramfsRevision,
  right: CramfsRevision,
  uninitialised = 0,
): string[] {
  const { groups } = diffRevisions(left, right, { uninitialised });
  return groups.map(({ cause }) => cause).sort();
}

Deno.test("a revision does not differ from itself", () => {
  for (const revision of REVISIONS) {
    const { requests, differing } = diffRevisions(revision, revision);
    assertEquals([requests > 1000, differing], [true, 0], revision);
  }
});

Deno.test("each fault of a revision has a group of its own", () => {
  assertEquals(causes("v4-vma-split", "v4"), ["rest"]);
  assertEquals(causes("v4", "v5"), []);
  assertEquals(causes("v5", "v5-amended"), [
    "direct-page-lost",
    "dirty-tail-exposed",
  ]);
  assertEquals(causes("v5-amended", "linux-6.12"), ["overlay-not-known"]);
  assertEquals(causes("linux-6.12", "2025-mmap-prepare"), [
    "address-used-as-pfn",
    "pgoff-cleared",
    "remap-empty-range",
    "unfilled-pfnmap",
    "wrong-block-mapped",
  ]);
  assertEquals(causes("linux-6.12", "2025-mmap-prepare", 64), [
    "address-used-as-pfn",
    "pages-past-vma",
    "pgoff-cleared",
    "shared-page-not-skipped",
    "wrong-block-mapped",
  ]);
});

Deno.test("before 6.3 the patches of 2017 do without VM_MAYOVERLAY", () => {
  const { differing } = diffRevisions("v5-amended", "linux-6.12", {
    overlay: false,
  });
  assertEquals(differing, 0);
});

Deno.test("groups name the shortest request that shows them", () => {
  const { groups } = diffRevisions("linux-6.12", "v5");
  const exposed = groups.find(({ cause }) => cause === "dirty-tail-exposed")!;
  const [first] = exposed.differences;
  assertEquals(first?.path, "/i-dirty-tail");
  assertEquals(first?.request, { pgoff: 3, pages: 1, prot: 1, shared: false });
  const { left, right } = first!;
  assertEquals(typeof left === "string" ? left : left.kind, "normal");
  assertEquals(typeof right === "string" ? right : right.kind, "pfnmap");
});

Deno.test("every difference has a cause in words, in both directions", () => {
  for (const left of REVISIONS) {
    for (const right of REVISIONS) {
      const there = diffRevisions(left, right);
      const back = diffRevisions(right, left);
      assertEquals(there.differing, back.differing);
      const sum = there.groups.reduce(
        (n, one) => n + one.differences.length,
        0,
      );
      assertEquals(sum, there.differing);
      for (const { cause, sentence, source } of there.groups) {
        assertEquals(CAUSES.get(cause)?.sentence, sentence);
        assertEquals(source.length > 0, true);
      }
    }
  }
});

Deno.test("images can be chosen, damaged ones too", async () => {
  const mounts = [...await readMounts()].map(([name, mount]) => ({
    name,
    mount,
  }));
  const { requests, differing } = diffRevisions("v5", "v5-amended", { mounts });
  assertEquals(requests > 10_000, true);
  assertEquals(differing > 0, true);
  assertEquals(sampleMount().mount.at, 0x2200_0000);
});
