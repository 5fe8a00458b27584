import { assertEquals, assertThrows } from "@std/assert";
import {
  decodeMmuRecords,
  messagesOf,
  vmasOf,
} from "../../../src/referee/judge_mmu/decode.ts";
import {
  MMU_FLASH,
  MMU_PAGE,
  MMU_RECORD,
} from "../../../src/referee/mmu/layout.ts";
import { Words } from "../../../src/referee/plan/words.ts";

const SHAPE = () => ({ images: 1, files: 1 });

class Records extends Words {
  add(type: number, ...words: (number | bigint)[]): this {
    this.push(BigInt(type) << 32n | BigInt(words.length), ...words);
    return this;
  }

  text(type: number, text: string): this {
    const bytes = new TextEncoder().encode(text);
    const count = BigInt(1 + Math.ceil(bytes.length / 8));
    this.push(BigInt(type) << 32n | count, bytes.length);
    this.pushBytes(bytes);
    return this;
  }
}

Deno.test("decodeMmuRecords() reads a case", () => {
  const records = new Records()
    .add(MMU_RECORD.CASE, 3, 0, -2)
    .add(MMU_RECORD.STEP, 0x1000_0000)
    .text(MMU_RECORD.MESSAGES, "7,1,2,-;cramfs: x\n SUBSYSTEM=y\n")
    .text(MMU_RECORD.VMAS, "")
    .add(
      MMU_RECORD.PAGES,
      0x8000_0000_0000_0000n | BigInt(MMU_FLASH.BASE / 4096),
      0x1234,
      0x8000_0000_0008_0001n,
      0,
      0,
      MMU_PAGE.UNREADABLE,
    )
    .add(MMU_RECORD.STEP, -13)
    .add(MMU_RECORD.END);
  assertEquals(decodeMmuRecords(records.bytes(), SHAPE), [{
    ordinal: 3,
    complete: true,
    result: {
      mounts: [0],
      opens: [2],
      steps: [
        {
          value: 0x1000_0000,
          messages: ["cramfs: x"],
          vmas: [],
          pages: [
            { from: MMU_FLASH.BASE, crc: 0x1234 },
            { from: "ram", crc: 0 },
            { from: null, crc: null },
          ],
        },
        { errno: 13, messages: [], vmas: [] },
      ],
    },
  }]);
});

Deno.test("decodeMmuRecords() tells a case that did not end", () => {
  const records = new Records()
    .add(MMU_RECORD.CASE, 0, 0, 0)
    .add(MMU_RECORD.END)
    .add(MMU_RECORD.CASE, 1, 0, 0)
    .add(MMU_RECORD.STEP, 0);
  const cases = decodeMmuRecords(records.bytes(), SHAPE);
  assertEquals(cases.map(({ complete }) => complete), [true, false]);
});

Deno.test("decodeMmuRecords() refuses what makes no sense", () => {
  const wrong: [Records, string][] = [
    [new Records().add(99), "Unknown record 99"],
    [new Records().add(MMU_RECORD.END), "A record lacks its beginning"],
  ];
  for (const [records, message] of wrong) {
    const bytes = records.bytes();
    assertThrows(() => decodeMmuRecords(bytes, SHAPE), RangeError, message);
  }
  const cut = new Records().add(MMU_RECORD.STEP, 1).bytes().subarray(0, 8);
  assertThrows(
    () => decodeMmuRecords(cut, SHAPE),
    RangeError,
    "A record is cut off",
  );
});

Deno.test("messagesOf() keeps what cramfs says, and warnings", () => {
  assertEquals(
    messagesOf(
      "7,1,2,-;cramfs: a; b\n6,2,3,-;random: crng init done\n" +
        "12,3,4,-;WARNING: CPU: 0\n SUBSYSTEM=pci\n7,4,5,c;other\n",
    ),
    ["cramfs: a; b", "WARNING: CPU: 0"],
  );
});

Deno.test("vmasOf() takes the place of the mount away", () => {
  assertEquals(
    vmasOf(
      "1000-2000 r--p 00000000 1f:02 92    /m/b/bin/app\nVmFlags: rd mr \n",
    ),
    [{
      line: "1000-2000 r--p 00000000 1f:02 92    /bin/app",
      image: 1,
      path: "/bin/app",
      flags: "VmFlags: rd mr",
    }],
  );
  assertThrows(() => vmasOf("1000-2000\nVmFlags: rd\n"), RangeError, "No VMA");
});
