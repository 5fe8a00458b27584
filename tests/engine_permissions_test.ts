import { assertEquals } from "@std/assert";

/** Everything that mod.ts gives and that reads no file. */
Deno.test({
  name: "the engine needs no permission",
  permissions: "none",
  async fn() {
    const engine = await import("../mod.ts");
    const { decide, Machine, mmap, munmap, OpenFile, RAMFS } = engine;
    const { reason } = decide({
      file: { type: "reg" },
      length: 4096,
      prot: "READ",
      flags: "SHARED",
    });
    assertEquals(reason, "shared-needs-direct");
    const machine = new Machine({ ram: { size: 2 ** 20 } });
    const process = machine.createProcess();
    const inode = machine.createInode({
      name: "shm",
      driver: RAMFS,
      size: 0,
      path: "/shm",
      device: "00:10",
      number: 1,
    });
    inode.driver.truncate(inode, 8192, machine);
    const file = new OpenFile(inode, "rw");
    const { value } = mmap(machine, process, {
      file,
      length: 8192,
      prot: 3,
      flags: 1,
    });
    assertEquals(munmap(machine, process, value, 8192).errno, 0);
    const { scenarios } = engine.parseScenarios(
      `id: one
name: Anonymous memory
source: mm/nommu.c
steps:
  - mmap: { length: 4KiB, prot: READ, flags: PRIVATE|ANONYMOUS }
    expect: anonymous
`,
      "one.yaml",
    );
    for (const edition of engine.EDITIONS) {
      assertEquals(
        engine.runScenario(scenarios[0]!, edition).status,
        "passed",
        edition.id,
      );
    }
  },
});
