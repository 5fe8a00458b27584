import { assert, assertEquals } from "@std/assert";
import { VM } from "../../../src/abi/vm.ts";
import { LIST_HAZARD } from "../../../src/mm/list/journal.ts";
import { LINUX_2_6_11 } from "../../../src/policy/editions/linux_2_6_11.ts";
import { LINUX_2_6_11_BDI } from "../../../src/policy/editions/linux_2_6_11_bdi.ts";
import { LIST_EDITIONS } from "../../../src/policy/editions/list_world.ts";
import type { ListRequest } from "../../../src/policy/list_request.ts";
import { capabilitiesOf } from "../../../src/conform/bdi/values.ts";
import { type FileSpec, Lab, PRIVATE, R, SHARED, W, X } from "./lab.ts";

function hazards(lab: Lab): string[] {
  const bits = lab.world.machine.journal.hazards;
  return Object.entries(LIST_HAZARD).filter(([, bit]) => bits & bit)
    .map(([id]) => id);
}

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

Deno.test("two mappings at one start: MAP_SHARED first, or the kernel stops", () => {
  const first = { length: 4096 };
  const longer = { length: 8192 };
  const shared = { flags: SHARED };
  const order = (a: Partial<ListRequest>, b: Partial<ListRequest>): string => {
    const lab = new Lab();
    const file = lab.file({ mmap: 0 });
    lab.map(lab.process(), file, a);
    return lab.map(lab.process(), file, b);
  };
  const taken = "vma-start-taken";
  assertEquals(order(first, longer), `${taken} private-direct`);
  assertEquals(
    order(first, { ...longer, ...shared }),
    `${taken} shared-direct`,
  );
  assertEquals(order({ ...first, ...shared }, longer), "ok private-direct");
  const lab = new Lab();
  lab.map(lab.process(), lab.file({ mmap: 0, gua: "absent" }), {});
  assertEquals(hazards(lab), ["mapped-at-zero", "direct-against-capabilities"]);
  assertEquals(
    lab.map(lab.process(), lab.file({ mmap: 0, gua: "absent" }), {}),
    `${taken} private-direct`,
  );
});

Deno.test("an error of get_unmapped_area becomes the address", () => {
  const lab = new Lab();
  const process = lab.process();
  const file = lab.file({ gua: "ENOSYS", mmap: 0 });
  assertEquals(lab.map(process, file, {}), "ok private-direct");
  assertEquals(lab.address, 0xffff_ffda);
  assertEquals(hazards(lab), [
    "error-address-mapped",
    "direct-against-capabilities",
  ]);
  assertEquals(lab.unmap(process, 0xffff_ffda, 4096), "ok munmap-whole");
  assertEquals(
    lab.map(process, file, { flags: SHARED }),
    "-19 get-unmapped-area-enosys-shared",
  );
});

Deno.test("joining ignores protection, type and length in bytes", () => {
  const lab = new Lab();
  const [one, two] = [lab.process(), lab.process()];
  const inode = lab.inode({});
  const copied = lab.file({}, inode);
  const direct = lab.file({ mmap: 0 }, inode);
  lab.map(one, copied, { length: 1, prot: R });
  assertEquals(
    lab.map(two, direct, { length: 4096, prot: R | W, flags: SHARED }),
    "ok existing-vma",
  );
  assertEquals(hazards(lab), [
    "joined-other-protection",
    "joined-other-length",
    "shared-on-private-copy",
  ]);
  assertEquals(lab.flags & (VM.WRITE | VM.SHARED), 0);
  const { address } = lab;
  assertEquals(lab.unmap(two, address, 4096), "-22 munmap-no-exact-match");
  assertEquals(lab.unmap(two, address, 1), "ok munmap-whole");
  assertEquals(two.totalVm, 0);
});

Deno.test("total_vm drops below zero by leaving a VMA that was joined", () => {
  const lab = new Lab();
  const [one, two] = [lab.process(), lab.process()];
  const file = lab.file();
  lab.map(one, file, { length: 8192 });
  lab.map(two, file, { length: 8192 });
  lab.unmap(two, lab.address, 8192);
  assertEquals([two.totalVm, hazards(lab)], [-2, ["total-vm-negative"]]);
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

Deno.test("overlapping copies of the same file: a violation, or another one", () => {
  const lab = new Lab();
  const process = lab.process();
  const copied = lab.file({ caps: "C" });
  lab.map(process, copied, { length: 8192 });
  const inner = { length: 4096, pgoff: 1 };
  assertEquals(lab.map(process, copied, inner), "-22 sharing-violation");
  assertEquals(
    lab.map(process, copied, { ...inner, prot: R | W }),
    "ok private-mmap-enosys",
  );
  const direct = lab.file({ mmap: 0 });
  lab.map(process, direct, { length: 8192 });
  assertEquals(lab.map(process, direct, inner), "ok private-direct");
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
