import { assertEquals } from "@std/assert";
import {
  compareReleases,
  EDITIONS,
  findEdition,
  findKernel,
  kernelTitle,
} from "../../src/policy/editions.ts";

Deno.test("a release finds the edition that it belongs to", () => {
  const cases: [string, string | undefined][] = [
    ["linux-6.12", "linux-6.12"],
    ["linux-4.18", "linux-4.15"],
    ["linux-4.19", "linux-4.19"],
    ["linux-5.4", "linux-4.19"],
    ["linux-5.8", "linux-4.19"],
    ["linux-5.12", "linux-5.10"],
    ["linux-6.0", "linux-5.15"],
    ["linux-6.2", "linux-6.1"],
    ["linux-6.8", "linux-6.8"],
    ["linux-6.7", "linux-6.6"],
    ["linux-6.14", "linux-6.12"],
    ["linux-6.18", "linux-6.17"],
    ["linux-6.19", "linux-6.19"],
    ["linux-7.0", "linux-6.19"],
    ["linux-7.1", "linux-7.1"],
    ["linux-6.16", undefined],
    ["linux-3.4", "linux-3.0"],
    ["linux-3.13", "linux-3.10"],
    ["linux-3.14", "linux-3.14"],
    ["linux-3.18", "linux-3.15"],
    ["linux-2.6.34", "linux-2.6.34"],
    ["linux-2.6.28", "linux-2.6.21"],
    ["linux-2.6.13", "linux-2.6.12"],
    ["linux-2.6.11", "linux-2.6.11"],
    ["linux-2.6.11-bdi", "linux-2.6.11-bdi"],
    ["linux-6.12.117", "linux-6.12"],
    ["linux-6.14.9", "linux-6.12"],
    ["linux-99.0", undefined],
    ["linux", undefined],
    ["6.12", undefined],
  ];
  for (const [name, id] of cases) {
    assertEquals(findEdition(name)?.id, id, name);
  }
});

Deno.test("editions follow each other without overlap", () => {
  const merged = EDITIONS.filter(({ id }) => id !== "linux-2.6.11-bdi");
  for (let i = 1; i < merged.length; i++) {
    const [, last] = merged[i - 1]!.releases;
    const [first] = merged[i]!.releases;
    assertEquals(compareReleases(last, first) < 0, true, merged[i]!.id);
  }
});

Deno.test("only releases that there were find an edition", () => {
  for (const name of ["linux-4.99", "linux-5.20", "linux-2.6.40"]) {
    assertEquals(findEdition(name), undefined, name);
  }
});

Deno.test("a kernel may be named without its prefix, and keeps its name", () => {
  const { name, edition } = findKernel("5.4")!;
  assertEquals([name, edition.id], ["linux-5.4", "linux-4.19"]);
  assertEquals(kernelTitle(name, edition.id), "linux-5.4 (edition linux-4.19)");
  assertEquals(kernelTitle("linux-6.1", "linux-6.1"), "linux-6.1");
  assertEquals(findKernel("4.99"), undefined);
});
