import { assertEquals } from "@std/assert";
import {
  bytesText,
  counted,
  shortBytes,
} from "../../../src/report/html/units.ts";

Deno.test("bytesText() is exact", () => {
  assertEquals(bytesText(0), "0 B");
  assertEquals(bytesText(1023), "1023 B");
  assertEquals(bytesText(4096), "4 KiB");
  assertEquals(bytesText(5000), "5000 B");
  assertEquals(bytesText(1020 * 1024), "1020 KiB");
  assertEquals(bytesText(2n ** 64n), "16 EiB");
});

Deno.test("shortBytes() never says more than there is", () => {
  assertEquals(shortBytes(16 * 2 ** 20), "16 MiB");
  assertEquals(shortBytes(16 * 2 ** 20 - 4096), "15.99 MiB");
  assertEquals(shortBytes(5000), "4.88 KiB");
  assertEquals(shortBytes(1020 * 1024), "1020 KiB");
  assertEquals(shortBytes(2n ** 64n - 1n), "16 EiB");
});

Deno.test("counted() knows one from many", () => {
  assertEquals(counted(1, "page"), "1 page");
  assertEquals(counted(0, "page"), "0 pages");
});
