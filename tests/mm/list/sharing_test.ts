import { assertEquals } from "@std/assert";
import { VM } from "../../../src/abi/vm.ts";
import type { ListRequest } from "../../../src/policy/list_request.ts";
import { Lab, R, SHARED, W } from "./lab.ts";
import { hazards } from "./noted.ts";

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
