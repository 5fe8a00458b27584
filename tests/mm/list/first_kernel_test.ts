import { assert, assertEquals } from "@std/assert";
import { LINUX_2_6_11 } from "../../../src/policy/editions/linux_2_6_11.ts";
import type { ListRequest } from "../../../src/policy/list_request.ts";
import { type FileSpec, Lab, R, SHARED, W, X } from "./lab.ts";
import { hazards } from "./noted.ts";

Deno.test("2.6.11: of two reasons to refuse, the earlier check decides", () => {
  type Condition = [
    file: FileSpec,
    request: Partial<ListRequest>,
    answer: string,
  ];
  const shared: Partial<ListRequest> = { flags: SHARED };
  const conditions: Condition[] = [
    [{}, { flags: SHARED | 0x10 }, "-22 map-fixed"],
    [{}, { address: 4096 }, "-22 address-hint"],
    [{}, { length: 0 }, "ok nothing-to-map"],
    [{}, { length: 0xf000_0001 }, "-22 length-beyond-task-size"],
    [{}, { pgoff: 0xffff_ffff }, "-22 offset-overflow"],
    [{ mmap: "absent" }, shared, "-19 no-mmap-operation"],
    [{ noexec: true }, { prot: R | W | X }, "-1 noexec-mount"],
    [
      { readOnly: true },
      { ...shared, prot: R | W },
      "-13 shared-write-not-open-for-writing",
    ],
    [{ append: true }, shared, "-13 shared-append-only"],
    [{ locked: true }, shared, "-11 shared-mandatory-lock"],
    [{ caps: "" }, shared, "-22 shared-needs-memory-backed"],
    [{ gua: "absent" }, shared, "-19 shared-needs-get-unmapped-area"],
  ];
  // A file open for reading only is not refused for being append-only, and
  // two lengths, flags or offsets cannot be asked for at once.
  const excluded = ["readOnly/append"];
  const disjoint = (a: object, b: object): boolean =>
    Object.keys(a).every((key) =>
      !(key in b) || a[key as never] === b[key as never]
    );
  let pairs = 0;
  conditions.forEach(([fileA, requestA, answer], i) => {
    for (const [fileB, requestB] of conditions.slice(i)) {
      const name = `${Object.keys(fileA)}/${Object.keys(fileB)}`;
      if (!disjoint(requestA, requestB) || excluded.includes(name)) continue;
      const lab = new Lab(LINUX_2_6_11);
      const file = lab.file({ ...fileA, ...fileB });
      const request = { ...shared, ...requestB, ...requestA };
      assertEquals(lab.map(lab.process(), file, request), answer, name);
      pairs++;
    }
  });
  assert(pairs > 50);
});

Deno.test("2.6.11: a private mapping in place is freed as if it were a copy", () => {
  const lab = new Lab(LINUX_2_6_11);
  const process = lab.process();
  lab.map(process, lab.file({ type: "chr", mmap: 0 }), {});
  const { machine } = lab.world;
  assertEquals(machine.askedalloc, 4096 + 92 + 8);
  assertEquals(machine.realalloc, 96 + 32);
  assertEquals(lab.unmap(process, lab.address, 4096), "ok munmap-whole");
  assertEquals(hazards(lab), ["device-memory-freed"]);
  assertEquals([machine.askedalloc, machine.realalloc], [0, 0]);
});

Deno.test("2.6.11: a copy for MAP_SHARED is never freed", () => {
  const lab = new Lab(LINUX_2_6_11);
  const process = lab.process();
  assertEquals(
    lab.map(process, lab.file(), { flags: SHARED }),
    "ok private-mmap-enosys",
  );
  assertEquals(lab.flags, 0xf9);
  lab.unmap(process, lab.address, 4096);
  assertEquals(hazards(lab), ["shared-copy-leaked"]);
  assertEquals(lab.world.kmalloc.live, 1);
});

Deno.test("2.6.11: a positive answer is returned and nothing is mapped", () => {
  const lab = new Lab(LINUX_2_6_11);
  const process = lab.process();
  lab.map(process, lab.file({ mmap: 1 }), {});
  assertEquals([lab.address, hazards(lab)], [1, ["positive-answer-returned"]]);
  assertEquals([process.list, lab.world.kmalloc.live], [null, 0]);
  lab.world.machine.securityAnswer = 5;
  lab.map(process, null, {});
  assertEquals([lab.address, process.list], [5, null]);
  lab.world.machine.securityAnswer = -13;
  assertEquals(lab.map(process, null, {}), "-13 security-module-refuses");
});

Deno.test("2.6.11: only copies flush the instruction cache", () => {
  for (const [mmap, flushed] of [["ENOSYS", 1], [0, 0]] as const) {
    const lab = new Lab(LINUX_2_6_11);
    const file = lab.file({ mmap });
    lab.map(lab.process(), file, { prot: R | X });
    let events = 0;
    lab.world.machine.journal.trace.forEach((kind) => {
      if (kind === 8) events++;
    });
    assertEquals(events, flushed);
  }
});
