import { assert, assertEquals } from "@std/assert";
import { LINUX_2_6_11 } from "../../../src/policy/editions/linux_2_6_11.ts";
import { LINUX_2_6_11_BDI } from "../../../src/policy/editions/linux_2_6_11_bdi.ts";
import { LIST_EDITIONS } from "../../../src/policy/editions/list_world.ts";
import type { ListRequest } from "../../../src/policy/list_request.ts";
import { capabilitiesOf } from "../../../src/conform/bdi/values.ts";
import { type FileSpec, Lab, PRIVATE, R, SHARED, W, X } from "./lab.ts";
import { hazards } from "./noted.ts";

Deno.test("where the kernel stops, and what it holds there", () => {
  const stops: [
    FileSpec | null,
    Partial<ListRequest>,
    string | null,
    string,
  ][] = [
    [{ mmap: 0 }, { prot: R | W }, null, "driver-accepts-unshareable"],
    [{ via: "none" }, {}, null, "null-mapping-used"],
    [{ mmap: "absent" }, { length: 0 }, "", "null-mmap-operation"],
    [{ read: "absent" }, { length: 0 }, "", "null-read-operation"],
    [{ fop: 0 }, { length: 0 }, "", "null-operations-table"],
  ];
  for (const [spec, request, leftover, crash] of stops) {
    const lab = new Lab();
    const { machine } = lab.world;
    if (leftover !== null) machine.leftover = capabilitiesOf(leftover);
    const file = spec === null ? null : lab.file(spec);
    const answer = lab.map(lab.process(), file, request);
    assertEquals(answer.split(" ")[0], crash);
    assertEquals(machine.lockHeld, true, crash);
    machine.leftover = null;
    const after = lab.map(lab.process(), null, {});
    assertEquals(after.split(" ")[0], "semaphore-left-held", crash);
    assertEquals(machine.result.fate, "DEADLOCK");
  }
});

Deno.test("a mapping that is there cannot be removed once the semaphore is held", () => {
  const lab = new Lab();
  const process = lab.process();
  lab.map(process, null, {});
  const { address } = lab;
  lab.map(process, lab.file({ mmap: 0 }), { prot: R | W });
  assertEquals(lab.unmap(process, 0x1234, 1), "-22 munmap-no-exact-match");
  assertEquals(
    lab.unmap(process, address, 4096),
    "semaphore-left-held munmap-whole",
  );
  assertEquals(lab.exit(process), "semaphore-left-held exit");
});

Deno.test("anonymous memory without memory: the semaphore is not held", () => {
  const lab = new Lab();
  lab.world.kmalloc.failAt(3);
  const answer = lab.map(lab.process(), null, {});
  assertEquals(answer, "null-file-released no-contiguous-memory");
  assertEquals(lab.world.machine.lockHeld, false);
  assertEquals(lab.map(lab.process(), null, {}), "ok anonymous");
});

Deno.test("nothing is lost where there is no memory for the records", () => {
  for (const edition of LIST_EDITIONS) {
    for (
      const [n, answer] of [
        [1, "-12 no-memory-for-records"],
        [2, "-12 no-memory-for-records"],
        [3, "-12 no-contiguous-memory"],
      ] as const
    ) {
      const lab = new Lab(edition);
      const file = lab.file();
      lab.world.kmalloc.failAt(n);
      assertEquals(lab.map(lab.process(), file, {}), answer);
      assertEquals([lab.world.kmalloc.live, file.references], [0, 0]);
    }
  }
});

Deno.test("capabilities that are never set: known, or nothing can be said", () => {
  const lab = new Lab();
  const { machine } = lab.world;
  const process = lab.process();
  assertEquals(
    lab.map(process, null, { length: 0 }),
    "capabilities-unknown capabilities-never-set",
  );
  machine.leftover = 0;
  assertEquals(lab.map(process, null, { length: 0 }), "ok anonymous");
  assertEquals(hazards(lab), ["uninitialised-capabilities"]);
  assertEquals(machine.kmalloc.sizeOf(lab.address), 32);
  assertEquals(lab.unmap(process, lab.address, 0), "ok munmap-whole");
  machine.leftover = capabilitiesOf("ones");
  lab.map(process, null, { length: 0, flags: SHARED });
  assertEquals(lab.flags, 0x10000f9);
  assertEquals(
    lab.map(process, lab.file({}), {}),
    "null-file-compared existing-vma",
  );
});

Deno.test("READ and EXEC without the EXEC capability is mapped in place after all", () => {
  const lab = new Lab();
  const file = lab.file({ caps: "CDRW", mmap: 0 });
  assertEquals(
    lab.map(lab.process(), file, { prot: R | X }),
    "ok private-direct",
  );
  assertEquals(hazards(lab), ["direct-against-capabilities"]);
  assertEquals(
    lab.map(lab.process(), file, { prot: R, pgoff: 1 }),
    "driver-accepts-unshareable private-direct",
  );
});

Deno.test("no request makes the engine fail, and nothing is lost without a crash", () => {
  const specs: FileSpec[] = [];
  for (const mmap of ["absent", 0, 1, "ENOSYS", "EINVAL"]) {
    for (const gua of ["absent", "valid", "ENOSYS", "ENODEV", "0x00000000"]) {
      for (const read of ["absent", "full", "short5", "EIO"]) {
        specs.push({ mmap, gua, read });
      }
    }
  }
  const effects = ["none", "set_start", "vm_io", "close", "set_start+close"];
  const vias = ["f_mapping", "i_mapping", "f_over_i", "none", "f_nobdi"];
  const lengths = [0, 1, 4095, 4096, 5000, 0x10_0001, 0xffff_f001, 0xffff_ffff];
  const leftovers = [null, 0, capabilitiesOf("D"), capabilitiesOf("ones")];
  let count = 0;
  for (const edition of LIST_EDITIONS) {
    specs.forEach((spec, n) => {
      const lab = new Lab(edition);
      const { machine, kmalloc } = lab.world;
      const full = {
        ...spec,
        effect: effects[n % 5]!,
        via: vias[(n >> 2) % 5]!,
        caps: ["C", "CDRWX", "D", "", null, "CDRX", "F"][n % 7]!,
        type: (["reg", "chr", "fifo"] as const)[n % 3]!,
        fop: n % 11 === 0 ? 0 : 1,
      };
      const inode = lab.inode(full);
      const files = [
        null,
        lab.file(full, inode),
        lab.file({ ...full, mmap: 0, via: "f_mapping" }, inode),
      ];
      const processes = [lab.process(), lab.process(n % 2 === 0, n % 3 === 0)];
      for (let i = 0; i < 40 && !machine.lockHeld; i++) {
        const k = i * 7 + n;
        machine.leftover = leftovers[k % 4]!;
        kmalloc.failAt(k % 13 < 3 ? k % 13 + 1 : 0);
        lab.map(processes[i % 2]!, files[k % 3]!, {
          length: lengths[k % 8]!,
          prot: k % 8,
          flags: k % 5 === 0 ? SHARED : PRIVATE,
          pgoff: [0, 1, 0xffff_ffff, 0x9_ffff][(k >> 3) % 4]!,
        });
        count++;
        const { result } = machine;
        if (result.fate === "ok" && i % 3 === 0) {
          lab.unmap(processes[i % 2]!, result.value, lengths[k % 8]!);
        }
      }
      kmalloc.failAt(0);
      if (machine.lockHeld) return;
      const kept = machine.result.fate;
      for (const process of processes) {
        assertEquals(lab.exit(process).split(" ")[1], "exit", kept);
      }
      assertEquals(machine.tree.vmas, []);
      if (edition !== LINUX_2_6_11) {
        assertEquals([machine.realalloc, machine.askedalloc], [0, 0]);
      }
    });
  }
  assert(count > 5000);
});

Deno.test("a driver that fails is released, and one that is mapped held", () => {
  for (const edition of LIST_EDITIONS) {
    const lab = new Lab(edition);
    const process = lab.process();
    const failing = lab.file({ mmap: "EAGAIN" });
    lab.map(process, failing, {});
    assertEquals([failing.references, lab.world.kmalloc.live], [0, 0]);
    const unreadable = lab.file({ read: "EIO" });
    assertEquals(lab.map(process, unreadable, {}), "-5 read-fails");
    assertEquals([unreadable.references, lab.world.kmalloc.live], [0, 0]);
    const good = lab.file();
    lab.map(process, good, {});
    lab.map(process, good, {});
    assertEquals(good.references, 1);
    lab.exit(process);
    assertEquals([good.references, lab.world.kmalloc.live], [0, 0]);
  }
  assertEquals(LINUX_2_6_11_BDI.world, "list");
});
