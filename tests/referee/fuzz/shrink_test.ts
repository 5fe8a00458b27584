import { assert, assertEquals } from "@std/assert";
import type { Draft } from "../../../src/referee/fuzz/draft.ts";
import { simplerDrafts, weightOf } from "../../../src/referee/fuzz/shrink.ts";

const DRAFT: Draft = {
  id: "large",
  kernel: "linux-6.12",
  machine: { word_size: 32, nr_trim_pages: 2 },
  files: {
    used: { capabilities: "COPY|READ|EXEC", size: 65536 },
    unused: { size: 4096 },
  },
  processes: { one: {}, two: { ptraced: true } },
  steps: [
    {
      as: "m0",
      by: "one",
      mmap: { file: "used", length: 8192, prot: "READ", flags: "PRIVATE" },
    },
    { by: "one", munmap: { address: "m0+4096", length: 4096 } },
    {
      as: "m1",
      by: "one",
      mmap: { length: 4096, prot: "READ", flags: "PRIVATE|ANONYMOUS" },
    },
  ],
};

/** Shrinks as long as a property holds. */
function smallest(draft: Draft, holds: (draft: Draft) => boolean): Draft {
  for (;;) {
    const next = simplerDrafts(draft)
      .filter((one) => weightOf(one) < weightOf(draft) && holds(one))
      .sort((a, b) => weightOf(a) - weightOf(b))[0];
    if (next === undefined) return draft;
    draft = next;
  }
}

Deno.test("steps go together with those that refer to them", () => {
  for (const { steps } of simplerDrafts(DRAFT)) {
    const labels = new Set(steps.map((step) => step["as"]));
    const refers = JSON.stringify(steps).includes('"m0+4096"');
    assert(!refers || labels.has("m0"));
  }
});

Deno.test("only what matters is left", () => {
  const found = smallest(
    DRAFT,
    ({ steps, files }) =>
      steps.some((step) => JSON.stringify(step).includes("ANONYMOUS")) &&
      Object.values(files).every((file) => file["size"] !== 0),
  );
  assertEquals(found.steps.length, 1);
  assertEquals(Object.keys(found.processes), ["one"]);
  assertEquals(found.machine, {});
});

Deno.test("flags lose one name at a time", () => {
  const found = smallest(
    DRAFT,
    ({ files }) =>
      String(files["used"]?.["capabilities"]).split("|").includes("EXEC"),
  );
  assertEquals(found.files["used"]?.["capabilities"], "EXEC");
});

Deno.test("images lose files and keys, down to what matters", () => {
  const draft: Draft = {
    id: "an-image",
    kernel: "linux-6.12",
    machine: {},
    images: {
      image: {
        pad: false,
        files: {
          "/f0": { size: 5000, layout: { blocks: "direct", tail: "dirty" } },
          "/f1": { size: 1 },
        },
      },
    },
    files: { f0: { driver: "cramfs", image: "image", path: "/f0" } },
    processes: { caller: {} },
    steps: [{
      mmap: { file: "f0", length: 1, prot: "READ", flags: "PRIVATE" },
    }],
  };
  let best = draft;
  for (;;) {
    const next = simplerDrafts(best).find((one) =>
      JSON.stringify(one).includes("dirty") &&
      JSON.stringify(one.steps) === JSON.stringify(draft.steps) &&
      JSON.stringify(one.files) === JSON.stringify(draft.files) &&
      weightOf(one) < weightOf(best)
    );
    if (next === undefined) break;
    best = next;
  }
  assertEquals(best.images, {
    image: { files: { "/f0": { layout: { tail: "dirty" } } } },
  });
});
