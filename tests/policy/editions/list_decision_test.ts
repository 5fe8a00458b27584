import { assert, assertEquals } from "@std/assert";
import { VM } from "../../../src/abi/vm.ts";
import { LINUX_2_6_11 } from "../../../src/policy/editions/linux_2_6_11.ts";
import { LINUX_2_6_21 } from "../../../src/policy/editions/linux_2_6_21.ts";
import { LIST_EDITIONS } from "../../../src/policy/editions/list_world.ts";
import { Lab, PRIVATE, R, SHARED, W, X } from "../../mm/list/lab.ts";
import { each, WITH_CAPABILITIES } from "./each_list.ts";

Deno.test("the mapping type is checked from the patch on", () => {
  each([LINUX_2_6_11], (_edition, lab) => {
    const process = lab.process();
    const file = lab.file();
    assertEquals(lab.map(process, null, { flags: 0 }), "ok anonymous");
    assertEquals(
      lab.map(process, file, { flags: 0 }),
      "ok private-mmap-enosys",
    );
    assertEquals(lab.flags & VM.SHARED, 0);
    assertEquals(
      lab.map(process, lab.file({ mmap: 0 }), { flags: 3 }),
      "ok shared-direct",
    );
  });
  each(WITH_CAPABILITIES, (edition, lab) => {
    for (const flags of [0, 3, 4, 8]) {
      const request = { flags };
      assertEquals(
        lab.map(lab.process(), lab.file(), request),
        "-22 map-type",
        edition.id,
      );
    }
  });
});

Deno.test("MAP_SHARED of what is not direct is EINVAL, then ENODEV", () => {
  const cases: [string, string][] = [
    ["reg", "-22 shared-needs-memory-backed"],
    ["chr", "-19 shared-needs-get-unmapped-area"],
  ];
  for (const [type, answer] of cases) {
    const spec = { type: type as "reg", caps: "C", gua: "absent" };
    each([LINUX_2_6_11], (_edition, lab) => {
      const file = lab.file(spec);
      assertEquals(lab.map(lab.process(), file, { flags: SHARED }), answer);
    });
    each(WITH_CAPABILITIES, (edition, lab) => {
      const file = lab.file(spec);
      assertEquals(
        lab.map(lab.process(), file, { flags: SHARED }),
        "-19 shared-needs-direct",
        edition.id,
      );
    });
  }
});

Deno.test("noexec moves behind the checks of sharing", () => {
  const spec = { noexec: true, caps: "C", readOnly: true };
  const request = { prot: R | W | X, flags: SHARED };
  each([LINUX_2_6_11], (_edition, lab) => {
    assertEquals(
      lab.map(lab.process(), lab.file(spec), request),
      "-1 noexec-mount",
    );
  });
  each(WITH_CAPABILITIES, (edition, lab) => {
    assertEquals(
      lab.map(lab.process(), lab.file(spec), request),
      "-13 shared-write-not-open-for-writing",
      edition.id,
    );
    assertEquals(
      lab.map(lab.process(), lab.file({ noexec: true }), { prot: X }),
      "-1 noexec-mount",
    );
  });
});

Deno.test("a private mapping needs COPY, in 2.6.11 a read operation", () => {
  const direct = { type: "chr", caps: "DRWX", mmap: 0 } as const;
  each([LINUX_2_6_11], (_edition, lab) => {
    const process = lab.process();
    assertEquals(lab.map(process, lab.file(direct), {}), "ok private-direct");
    const unreadable = lab.file({ ...direct, read: "absent" });
    assertEquals(lab.map(process, unreadable, {}), "-19 private-needs-read");
  });
  each(WITH_CAPABILITIES, (edition, lab) => {
    const process = lab.process();
    assertEquals(
      lab.map(process, lab.file(direct), {}),
      "-19 private-needs-copy",
      edition.id,
    );
    const unreadable = lab.file({ caps: "CDRWX", read: "absent" });
    assertEquals(lab.map(process, unreadable, {}), "-19 private-needs-copy");
  });
});

Deno.test("READ_IMPLIES_EXEC is real in 2.6.11 only", () => {
  each(LIST_EDITIONS, (edition, lab) => {
    const process = lab.process(false, true);
    const real = edition === LINUX_2_6_11;
    const file = lab.file();
    for (const mapped of [null, file]) {
      lab.map(process, mapped, { prot: R, pgoff: 1 });
      assertEquals((lab.flags & VM.EXEC) !== 0, real, edition.id);
    }
    lab.map(process, lab.file({ noexec: true }), { prot: R });
    assertEquals(lab.flags & VM.EXEC, 0);
  });
});

Deno.test("ENOSYS from get_unmapped_area ends a copy in 2.6.11 only", () => {
  each(LIST_EDITIONS, (edition, lab) => {
    const file = lab.file({ gua: "ENOSYS" });
    const answer = lab.map(lab.process(), file, {});
    assertEquals(
      answer,
      edition === LINUX_2_6_11
        ? "-19 get-unmapped-area-enosys-any"
        : "ok get-unmapped-area-enosys",
      edition.id,
    );
  });
});

Deno.test("2.6.11 asks for an address even for a copy", () => {
  each(LIST_EDITIONS, (edition, lab) => {
    const file = lab.file({ gua: "ENODEV" });
    const answer = lab.map(lab.process(), file, { prot: R | W });
    assertEquals(
      answer,
      edition === LINUX_2_6_11
        ? "-19 get-unmapped-area-refuses"
        : "ok private-writable",
      edition.id,
    );
  });
});

Deno.test("MAP_SHARED of direct memory is not joined from 2.6.21 on", () => {
  each(LIST_EDITIONS, (edition, lab) => {
    const process = lab.process();
    const file = lab.file({ mmap: 0 });
    const shared = { flags: SHARED, prot: R };
    lab.map(process, file, shared);
    assertEquals(
      lab.map(process, file, shared),
      edition === LINUX_2_6_21 ? "ok shared-direct" : "ok existing-vma",
      edition.id,
    );
    assertEquals(
      lab.map(process, file, { flags: PRIVATE, prot: R }),
      "ok existing-vma",
    );
  });
});

/** Flag table: [name, edition's column, flags expected]. */
Deno.test("resulting VM flags, 2.6.11 and from the patch on", () => {
  const rows: [string, (lab: Lab) => string, string, string][] = [
    [
      "anonymous, read and write",
      (lab) => lab.map(lab.process(), null, { prot: R | W }),
      "73",
      "1000073",
    ],
    [
      "anonymous, MAP_SHARED",
      (lab) => lab.map(lab.process(), null, { prot: R | W, flags: SHARED }),
      "73",
      "1000073",
    ],
    [
      "copied file, read",
      (lab) => lab.map(lab.process(), lab.file({ caps: "C" }), {}),
      "f1",
      "10000f1",
    ],
    [
      "copied file, read and write",
      (lab) => lab.map(lab.process(), lab.file({ caps: "C" }), { prot: R | W }),
      "73",
      "1000073",
    ],
    [
      "all capabilities, read, in place",
      (lab) => lab.map(lab.process(), lab.file({ mmap: 0 }), {}),
      "f1",
      "f1",
    ],
    [
      "READ and EXEC only, declined",
      (lab) => lab.map(lab.process(), lab.file({ caps: "CDRX" }), {}),
      "f1",
      "1000071",
    ],
    [
      "direct, MAP_SHARED, read and write",
      (lab) =>
        lab.map(lab.process(), lab.file({ mmap: 0 }), {
          flags: SHARED,
          prot: R | W,
        }),
      "fb",
      "fb",
    ],
    [
      "READ and EXEC only, MAP_SHARED, read",
      (lab) =>
        lab.map(lab.process(), lab.file({ caps: "CDRX", mmap: 0 }), {
          flags: SHARED,
        }),
      "f9",
      "f9",
    ],
    [
      "all capabilities, read, traced, declined",
      (lab) => lab.map(lab.process(true), lab.file(), {}),
      "f1",
      "1000071",
    ],
  ];
  for (const [name, map, before, since] of rows) {
    each(LIST_EDITIONS, (edition, lab) => {
      const wanted = edition === LINUX_2_6_11 ? before : since;
      const text = `${edition.id}: ${name}`;
      assert(map(lab).startsWith("ok "), text);
      assertEquals(lab.flags.toString(16), wanted, text);
    });
  }
});

Deno.test("READ and EXEC only, and tracing: an accepting driver is a BUG since the patch", () => {
  each(LIST_EDITIONS, (edition, lab) => {
    const rom = lab.file({ caps: "CDRX", mmap: 0 });
    const bug = "driver-accepts-unshareable private-direct";
    const ok = "ok private-direct";
    const wanted = edition === LINUX_2_6_11 ? ok : bug;
    assertEquals(lab.map(lab.process(), rom, {}), wanted, edition.id);
    const other = new Lab(edition);
    const ram = other.file({ mmap: 0 });
    assertEquals(other.map(other.process(true), ram, {}), wanted, edition.id);
  });
});

Deno.test("mapping flags that become VM flags", () => {
  each(LIST_EDITIONS, (edition, lab) => {
    lab.map(lab.process(), null, { flags: PRIVATE | 0x3900, prot: 0 });
    const locked = edition === LINUX_2_6_11 ? 0 : VM.LOCKED;
    assertEquals(
      lab.flags & ~VM.MAPPED_COPY,
      0x70 | VM.GROWSDOWN | VM.DENYWRITE | VM.EXECUTABLE | locked,
      edition.id,
    );
  });
});
