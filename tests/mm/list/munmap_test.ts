import { assertEquals } from "@std/assert";
import { EVENT } from "../../../src/mm/list/trace.ts";
import { findVma } from "../../../src/mm/list/find_vma.ts";
import { doMremap } from "../../../src/mm/list/mremap.ts";
import { LIST_EDITIONS } from "../../../src/policy/editions/list_world.ts";
import { LINUX_2_6_14 } from "../../../src/policy/editions/linux_2_6_14.ts";
import { LINUX_2_6_19 } from "../../../src/policy/editions/linux_2_6_19.ts";
import { Lab, R, SHARED, W } from "./lab.ts";

Deno.test("munmap wants the start and the length to the byte, of its own process", () => {
  for (const edition of LIST_EDITIONS) {
    const lab = new Lab(edition);
    const [one, two] = [lab.process(), lab.process()];
    lab.map(one, null, { length: 5000 });
    const { address } = lab;
    const no = "-22 munmap-no-exact-match";
    assertEquals(lab.unmap(one, address, 4096), no);
    assertEquals(lab.unmap(one, address, 8192), no);
    assertEquals(lab.unmap(one, address + 1, 4999), no);
    assertEquals(lab.unmap(two, address, 5000), no);
    assertEquals(lab.unmap(one, address, 5000), "ok munmap-whole");
    assertEquals(lab.unmap(one, address, 5000), no);
  }
});

Deno.test("of several mappings at one start the length picks", () => {
  const lab = new Lab();
  const process = lab.process();
  const file = lab.file({ mmap: 0 });
  const shared = { flags: SHARED };
  lab.map(process, file, { ...shared, length: 4096 });
  lab.map(process, file, { ...shared, length: 12288 });
  lab.map(process, file, { ...shared, length: 8192 });
  const { address } = lab;
  lab.unmap(process, address, 12288);
  const left: number[] = [];
  for (let at = process.list; at !== null; at = at.next) {
    left.push(at.vma.end - at.vma.start);
  }
  assertEquals(left, [8192, 4096]);
  const any = new Lab(LINUX_2_6_14);
  const other = any.process();
  any.map(other, any.file({ mmap: 0 }), { ...shared, length: 8192 });
  assertEquals(any.unmap(other, any.address, 0), "ok munmap-any-length");
  assertEquals(other.totalVm, 2);
});

Deno.test("the driver hears of the end once, before a copy is freed", () => {
  const lab = new Lab();
  const [one, two] = [lab.process(), lab.process()];
  const file = lab.file({ effect: "close" });
  lab.map(one, file, {});
  lab.map(two, file, {});
  const events = (): number[] => {
    const kinds: number[] = [];
    lab.world.machine.journal.trace.forEach((kind) => kinds.push(kind));
    return kinds;
  };
  lab.unmap(one, lab.address, 4096);
  assertEquals(events(), []);
  lab.exit(two);
  assertEquals(events(), [EVENT.CLOSE, EVENT.KFREE]);
});

Deno.test("the exit of a process leaves what others use", () => {
  for (const edition of LIST_EDITIONS) {
    const lab = new Lab(edition);
    const [one, two] = [lab.process(), lab.process()];
    const file = lab.file();
    lab.map(one, file, { length: 8192 });
    lab.map(two, file, { length: 8192 });
    lab.map(one, null, {});
    assertEquals(lab.exit(one), "ok exit");
    assertEquals([one.totalVm, one.list], [0, null]);
    assertEquals(lab.world.machine.tree.vmas.map(({ usage }) => usage), [1]);
    lab.exit(two);
    assertEquals(lab.world.kmalloc.live, 0);
  }
});

Deno.test("mremap moves the end inside what kmalloc rounded up to", () => {
  for (const edition of LIST_EDITIONS) {
    const lab = new Lab(edition);
    const process = lab.process();
    lab.map(process, null, { length: 5000, prot: R | W });
    const { address } = lab;
    const { machine } = lab.world;
    const asked = machine.askedalloc;
    const remap = (oldLength: number, newLength: number, more = {}): string => {
      doMremap(machine, process, {
        address,
        oldLength,
        newLength,
        flags: 0,
        newAddress: 0,
        ...more,
      });
      return lab.last();
    };
    assertEquals(remap(5000, 0), "-22 mremap-zero-length");
    assertEquals(remap(5000, 1, { flags: 2 }), "-22 mremap-fixed");
    const other = { address: address + 4096 };
    assertEquals(remap(5000, 1, other), "-22 mremap-no-such-start");
    assertEquals(remap(8192, 1), "-14 mremap-wrong-length");
    assertEquals(remap(5000, 8193), "-12 mremap-beyond-slack");
    assertEquals(remap(5000, 8191), "ok mremap-in-place");
    assertEquals(machine.askedalloc, asked + 3191);
    const same = { flags: 2, newAddress: address };
    assertEquals(remap(8191, 10, same), "ok mremap-in-place");
    assertEquals(lab.unmap(process, address, 10), "ok munmap-whole");
    assertEquals(process.totalVm, 1);
    lab.map(process, lab.file(), {});
    doMremap(machine, process, {
      address: lab.address,
      oldLength: 4096,
      newLength: 100,
      flags: 0,
      newAddress: 0,
    });
    assertEquals(lab.last(), "-1 mremap-shareable");
  }
});

Deno.test("an address is looked up in the order of the list", () => {
  for (const edition of LIST_EDITIONS) {
    const lab = new Lab(edition);
    const process = lab.process();
    const file = lab.file({ mmap: 0 });
    lab.map(process, file, { length: 16384, flags: SHARED });
    const { address } = lab;
    lab.map(process, file, { length: 4096, pgoff: 1, flags: SHARED });
    const { machine } = lab.world;
    const at = (offset: number) =>
      findVma(machine, process, address + offset)?.id;
    assertEquals([at(0), at(0x1000), at(-1)], [1, 2, undefined]);
    // An ordered list is not searched behind the last start.
    assertEquals(at(0x3000), edition.orderedList ? undefined : 1);
  }
  assertEquals(LINUX_2_6_19.orderedList, true);
});
