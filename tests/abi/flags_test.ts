import { assertEquals, assertThrows } from "@std/assert";
import { FlagError, formatFlags, parseFlags } from "../../src/abi/flags.ts";
import { MAP } from "../../src/abi/map.ts";
import { PROT } from "../../src/abi/prot.ts";

Deno.test("parseFlags() reads names, prefixes and numbers", () => {
  assertEquals(parseFlags("READ|EXEC", PROT, "PROT_"), 5);
  assertEquals(parseFlags("PROT_READ | WRITE", PROT, "PROT_"), 3);
  assertEquals(parseFlags("NONE", PROT, "PROT_"), 0);
  assertEquals(parseFlags("SHARED|0x80000000", MAP, "MAP_"), 0x8000_0001);
});

Deno.test("parseFlags() names the part that is unknown", () => {
  const error = assertThrows(
    () => parseFlags("READ|EXECUTE", PROT, "PROT_"),
    FlagError,
  );
  assertEquals(error.part, "EXECUTE");
});

Deno.test("formatFlags() gives every bit once", () => {
  assertEquals(formatFlags(7, PROT), "READ|WRITE|EXEC");
  assertEquals(formatFlags(0, PROT), "NONE");
  assertEquals(formatFlags(3, MAP), "SHARED_VALIDATE");
  assertEquals(formatFlags(0x8000_0002, MAP), "PRIVATE|0x80000000");
});

Deno.test("formatFlags() and parseFlags() are inverse", () => {
  for (let value = 0; value < 0x8000; value += 37) {
    assertEquals(parseFlags(formatFlags(value, MAP), MAP, "MAP_"), value);
  }
});
