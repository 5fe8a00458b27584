import { assertEquals, assertThrows } from "@std/assert";
import { PROT } from "../../../src/abi/prot.ts";
import { parseAdvice } from "../../../src/scenario/text/advice.ts";
import { readFlags } from "../../../src/scenario/text/flags.ts";
import { parseHex } from "../../../src/scenario/text/hex.ts";
import { ValueError } from "../../../src/scenario/text/value_error.ts";

const KIND = { what: "prot", names: PROT, prefix: "PROT_" };

Deno.test("readFlags() keeps the text beside the value", () => {
  const cases: [string, number][] = [
    ["READ", 1],
    ["READ|EXEC", 5],
    ["PROT_READ | PROT_WRITE", 3],
    ["NONE", 0],
    ["PROT_NONE", 0],
    ["0", 0],
    ["7", 7],
    ["0x80000000|READ", 0x80000001],
    ["4294967295", 0xffffffff],
  ];
  for (const [text, value] of cases) {
    assertEquals(readFlags(text, KIND), { value, text });
  }
});

Deno.test("readFlags() names the part that is wrong", () => {
  const cases: [string, string][] = [
    ["READ|WRTE", "Unknown flag 'WRTE' of prot; did you mean 'WRITE'?"],
    ["PROT_REED", "Unknown flag 'PROT_REED' of prot; did you mean 'READ'?"],
    ["MAP_SHARED", "Unknown flag 'MAP_SHARED' of prot"],
    ["read", "Unknown flag 'read' of prot; did you mean 'READ'?"],
    ["", "Flag name missing beside a '|' in prot ''"],
    ["READ||EXEC", "Flag name missing beside a '|' in prot 'READ||EXEC'"],
    ["toString", "Unknown flag 'toString' of prot"],
    ["4294967296", "Flags '4294967296' do not fit 32 bits"],
    ["0x100000000", "Unknown flag '0x100000000' of prot"],
  ];
  for (const [text, message] of cases) {
    const error = assertThrows(() => readFlags(text, KIND), ValueError);
    assertEquals(error.message, message);
  }
});

Deno.test("parseAdvice() reads names and numbers", () => {
  assertEquals(parseAdvice("DONTNEED"), 4);
  assertEquals(parseAdvice("MADV_NORMAL"), 0);
  assertEquals(parseAdvice("99"), 99);
  assertThrows(
    () => parseAdvice("WILNEED"),
    ValueError,
    "Unknown advice 'WILNEED'; did you mean 'WILLNEED'?",
  );
});

Deno.test("parseHex() reads pairs of digits", () => {
  assertEquals([...parseHex("dead beef")], [0xde, 0xad, 0xbe, 0xef]);
  assertEquals([...parseHex(" 0 0FF\n")], [0, 0xff]);
  assertEquals([...parseHex("")], []);
  assertThrows(
    () => parseHex("0x10"),
    ValueError,
    "Bytes '0x10' have 'x', no hexadecimal digit",
  );
  assertThrows(
    () => parseHex("123"),
    ValueError,
    "Bytes '123' have an odd number of hexadecimal digits",
  );
});
