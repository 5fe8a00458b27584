import { assertEquals, assertThrows } from "@std/assert";
import {
  compareReleases,
  inKernelRange,
  isKernelRange,
  parseKernelRange,
  releaseOf,
} from "../../src/scenario/kernel_range.ts";
import {
  createKernelResolver,
  resolveKernels,
} from "../../src/scenario/kernels.ts";
import { ValueError } from "../../src/scenario/text/value_error.ts";

Deno.test("releaseOf() reads the numbers of a kernel's name", () => {
  assertEquals(releaseOf("linux-6.12"), [6, 12]);
  assertEquals(releaseOf("linux-2.6.11-bdi"), [2, 6, 11]);
  assertEquals(releaseOf("6.12"), [6, 12]);
  assertEquals(releaseOf("7"), [7]);
  for (const name of ["", "linux", "linux-", "6.", "6.12.", "v6.12", "6.x"]) {
    assertEquals(releaseOf(name), undefined);
  }
});

Deno.test("compareReleases() compares numbers, not text", () => {
  const ordered = [[2, 6, 11], [4], [4, 14], [6, 1], [6, 1, 5], [6, 12]];
  for (let i = 0; i < ordered.length; i++) {
    for (let j = 0; j < ordered.length; j++) {
      const order = Math.sign(compareReleases(ordered[i]!, ordered[j]!));
      assertEquals(order, Math.sign(i - j));
    }
  }
  assertEquals(compareReleases([4], [4, 0, 0]), 0);
});

Deno.test("ranges hold what lies in them", () => {
  const names = ["2.6.11", "4.0", "4.14", "6.1", "6.3", "6.12"];
  const cases: [string, string[]][] = [
    [">=4.0 <6.3", ["4.0", "4.14", "6.1"]],
    [">4.0 <=6.3", ["4.14", "6.1", "6.3"]],
    ["<4", ["2.6.11"]],
    ["=6.1", ["6.1"]],
    [">= 6.1  < 7", ["6.1", "6.3", "6.12"]],
    [">=linux-6.3", ["6.3", "6.12"]],
    [">6.12", []],
    ["<4 >5", []],
  ];
  for (const [text, expected] of cases) {
    assertEquals(isKernelRange(text), true);
    const range = parseKernelRange(text);
    const found = names.filter((name) =>
      inKernelRange(releaseOf(name)!, range)
    );
    assertEquals(found, expected);
  }
});

Deno.test("ranges that are none are refused", () => {
  for (const text of ["", ">=", ">=6.x", "6.1", "=>6.1", ">=6.1,<7", "~6.1"]) {
    assertThrows(() => parseKernelRange(text), ValueError, "Bound '");
  }
});

Deno.test("the default resolver knows the recorded kernels", () => {
  assertEquals(resolveKernels("linux-6.1"), { kernels: ["linux-6.1"] });
  assertEquals(resolveKernels(">=6 <6.10"), { kernels: ["linux-6.1"] });
  assertEquals(resolveKernels("linux-6.10"), {
    problem:
      "Unknown kernel 'linux-6.10'; did you mean 'linux-6.1' or 'linux-6.12'?",
  });
});

Deno.test("a resolver keeps the order of its names", () => {
  const resolve = createKernelResolver(["linux-2.6.11-bdi", "linux-4.14"]);
  assertEquals(resolve("<5"), { kernels: ["linux-2.6.11-bdi", "linux-4.14"] });
  assertEquals(resolve(">=5"), {
    problem: "No known kernel is in the range '>=5'; known are " +
      "linux-2.6.11-bdi, linux-4.14",
  });
  assertEquals(resolve(">=x"), {
    problem: "Bound '>=x' of kernel range '>=x' is not <, <=, >, >= or = and " +
      "a release such as 6.12",
  });
});
