import { assertEquals, assertStringIncludes } from "@std/assert";
import {
  compareRevisions,
  isRevision,
  revisionsText,
} from "../../src/cli/diff_revisions.ts";
import { runCli } from "./run_cli.ts";

Deno.test("isRevision() leaves kernels to the comparison of kernels", () => {
  assertEquals(["v4", "2025-mmap-prepare", "linux-6.12"].map(isRevision), [
    true,
    true,
    false,
  ]);
});

Deno.test("revisionsText() tells each cause with its shortest request", () => {
  assertEquals(
    revisionsText(compareRevisions("v4", "v5", 0), 80),
    "cramfs v4 and v5 answer 0 of 1728 requests differently\n",
  );
  const text = revisionsText(compareRevisions("v5", "v5-amended", 0), 80);
  assertStringIncludes(
    text,
    `dirty-tail-exposed: 24 requests
  The last page is mapped in place although other data follow the end of the
  file.
  Patches v4 and v5, cramfs_physmem_mmap()
  /i-dirty-tail, page 3, 1 page, READ, PRIVATE, with an MMU
    v5          pfnmap, pgoff 0x2202c, 1 from flash at 0x2202c000
    v5-amended  normal, pgoff 0x3, 1 from ram
`,
  );
});

Deno.test("revisionsText() tells of machines without an MMU too", () => {
  const text = revisionsText(
    compareRevisions("v5-amended", "linux-6.12", 0),
    80,
  );
  assertStringIncludes(text, "PRIVATE, without an MMU\n    v5-amended  copy\n");
});

Deno.test("nommap diff compares revisions of cramfs, and with --exit-code says so", async () => {
  const { code, out, err } = await runCli([
    "diff",
    "linux-6.12",
    "2025-mmap-prepare",
    "--uninitialised",
    "0x40",
    "--format",
    "json",
    "--exit-code",
  ]);
  assertEquals([code, err], [1, ""]);
  const { revisions, groups } = JSON.parse(out);
  assertEquals(revisions, ["linux-6.12", "2025-mmap-prepare"]);
  assertEquals(
    groups.map(({ cause }: { cause: string }) => cause).includes(
      "pages-past-vma",
    ),
    true,
  );
});

for (
  const [args, wrong] of [
    [["v4", "linux-6.1"], "not with 'linux-6.1'; there are v4-vma-split, v4"],
    [["v4", "v4"], "v4 is compared with itself"],
    [["v4", "v5", "--format", "md"], "as text or json"],
    [["v4", "v5", "--uninitialised", "x"], "Wrong value 'x' of option"],
  ] as const
) {
  Deno.test(`nommap diff ${args.join(" ")} is refused`, async () => {
    const { code, err } = await runCli(["diff", ...args]);
    assertEquals(code, 2);
    assertStringIncludes(err, wrong);
  });
}
