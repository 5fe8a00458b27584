import { quickly } from "../../quickly.ts";
import { assertEquals, assertThrows } from "@std/assert";
import {
  parseDescriptor,
  parseNumber,
  parseNumberUpTo,
} from "../../../src/scenario/text/number.ts";
import { ValueError } from "../../../src/scenario/text/value_error.ts";

Deno.test("parseNumber() is exact up to 64 bits", () => {
  const cases: [string, number | bigint][] = [
    ["0", 0],
    ["4096", 4096],
    ["0x0", 0],
    ["0x00001000", 0x1000],
    ["0X1F", 31],
    ["4KiB", 4096],
    ["0x10KiB", 16384],
    ["3mib", 3 * 2 ** 20],
    ["16MiB", 2 ** 24],
    ["4GiB", 2 ** 32],
    ["9007199254740991", Number.MAX_SAFE_INTEGER],
    ["9007199254740992", 9007199254740992n],
    ["9007199254740993", 9007199254740993n],
    ["0x1fffffffffffff", Number.MAX_SAFE_INTEGER],
    ["0x20000000000001", 0x20000000000001n],
    ["0xffffffffffff0000", 0xffffffffffff0000n],
    ["18446744073709551615", 0xffffffffffffffffn],
    ["0xffffffffffffffff", 0xffffffffffffffffn],
    ["0x00000000000000000000000000000001", 1],
    ["17179869183GiB", 17179869183n << 30n],
    ["8388607GiB", 8388607 * 2 ** 30],
  ];
  for (const [text, value] of cases) assertEquals(parseNumber(text), value);
});

Deno.test("parseNumber() refuses what is no number", () => {
  const cases: [string, string][] = [
    [
      "18446744073709551616",
      "Number '18446744073709551616' does not fit 64 bits",
    ],
    [
      "0x10000000000000000",
      "Number '0x10000000000000000' does not fit 64 bits",
    ],
    ["17179869184GiB", "Number '17179869184GiB' does not fit 64 bits"],
    ["-1", "Number '-1' is negative"],
    ["- 1", "Number '- 1' is negative"],
    ["010", "Number '010' starts with 0; octal numbers are not known here"],
    ["1_000", "Number '1_000' has a '_', which is not allowed"],
    ["0x1_0", "Number '0x1_0' has a '_', which is not allowed"],
    ["1.5", "Number '1.5' is not whole"],
    ["1e3", "Number '1e3' is not whole"],
    ["4KB", "Number '4KB' has an unknown unit; known are KiB, MiB and GiB"],
    ["4k", "Number '4k' has an unknown unit; known are KiB, MiB and GiB"],
    ["4 KiB", "'4 KiB' is not a number"],
    ["+4", "'+4' is not a number"],
    ["", "'' is not a number"],
    ["0x", "'0x' is not a number"],
    ["0b11", "'0b11' is not a number"],
    ["0o17", "'0o17' is not a number"],
    ["NaN", "'NaN' is not a number"],
    ["Infinity", "'Infinity' is not a number"],
    [".inf", "'.inf' is not a number"],
    ["٤", "'٤' is not a number"],
  ];
  for (const [text, message] of cases) {
    const error = assertThrows(() => parseNumber(text), ValueError);
    assertEquals(error.message, message);
  }
});

Deno.test("parseNumber() is quick with a million digits", () => {
  for (const digits of ["9", "0xf"]) {
    const text = digits + digits.at(-1)!.repeat(1_000_000);
    quickly(500, () => assertThrows(() => parseNumber(text), ValueError));
  }
});

Deno.test("parseNumberUpTo() has a limit", () => {
  assertEquals(parseNumberUpTo("255", 255), 255);
  assertThrows(
    () => parseNumberUpTo("256", 255),
    ValueError,
    "Number '256' is above the largest allowed, 255",
  );
  assertThrows(
    () => parseNumberUpTo("0xffffffffffffffff", 2 ** 31),
    ValueError,
  );
});

Deno.test("parseDescriptor() alone takes negative numbers", () => {
  assertEquals(parseDescriptor("-1"), -1);
  assertEquals(parseDescriptor("-2147483648"), -2147483648);
  assertEquals(parseDescriptor("2147483647"), 2147483647);
  for (const text of ["-2147483649", "2147483648", "-0", "-0x1", "--1"]) {
    assertThrows(() => parseDescriptor(text), ValueError);
  }
});
