import { assertEquals } from "@std/assert";
import { packCpio } from "../../../src/referee/target/cpio.ts";

const decoder = new TextDecoder();

interface Unpacked {
  readonly name: string;
  readonly mode: number;
  readonly inode: number;
  readonly device: readonly [number, number];
  readonly data: string;
}

/** Reads an archive as init/initramfs.c does. */
function unpack(archive: Uint8Array): Unpacked[] {
  const entries: Unpacked[] = [];
  let at = 0;
  for (;;) {
    const header = decoder.decode(archive.subarray(at, at + 110));
    assertEquals(header.slice(0, 6), "070701");
    const field = (index: number) =>
      parseInt(header.slice(6 + 8 * index, 14 + 8 * index), 16);
    const nameEnd = at + 110 + field(11);
    const name = decoder.decode(archive.subarray(at + 110, nameEnd - 1));
    assertEquals(archive[nameEnd - 1], 0);
    const dataAt = (nameEnd + 3) & ~3;
    const data = archive.subarray(dataAt, dataAt + field(6));
    if (name === "TRAILER!!!") return entries;
    entries.push({
      name,
      mode: field(1),
      inode: field(0),
      device: [field(9), field(10)],
      data: decoder.decode(data),
    });
    at = (dataAt + field(6) + 3) & ~3;
  }
}

Deno.test("packCpio() keeps names, modes, devices and contents", () => {
  const archive = packCpio([
    { path: "init", mode: 0o100755, data: new TextEncoder().encode("hello") },
    { path: "dev", mode: 0o040755 },
    { path: "dev/zero", mode: 0o020666, device: [1, 5] },
  ]);
  assertEquals(unpack(archive), [
    { name: "init", mode: 0o100755, inode: 1, device: [0, 0], data: "hello" },
    { name: "dev", mode: 0o040755, inode: 2, device: [0, 0], data: "" },
    { name: "dev/zero", mode: 0o020666, inode: 3, device: [1, 5], data: "" },
  ]);
});

Deno.test("packCpio() of nothing is a trailer", () => {
  assertEquals(unpack(packCpio([])), []);
});
