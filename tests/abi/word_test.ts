import { assertEquals } from "@std/assert";
import {
  addWords,
  offsetInPage,
  pageAlign,
  pagesIn,
  pagesToBytes,
  signedWord,
  subtractWords,
  toWord,
} from "../../src/abi/word.ts";

const MAX = 0xffff_ffff_ffff_ffffn;

Deno.test("toWord() keeps small values as numbers and wraps", () => {
  assertEquals(toWord(5n, 64), 5);
  assertEquals(toWord(-1, 32), 0xffff_ffff);
  assertEquals(toWord(-1, 64), MAX);
  assertEquals(toWord(2n ** 64n, 64), 0);
  assertEquals(toWord(2 ** 32 + 7, 32), 7);
  assertEquals(toWord(2n ** 53n, 64), 2n ** 53n);
  assertEquals(toWord(2n ** 53n - 1n, 64), 2 ** 53 - 1);
});

Deno.test("addWords() wraps at the word size", () => {
  assertEquals(addWords(0xffff_f000, 0x1000, 32), 0);
  assertEquals(addWords(0xffff_f000, 0x1000, 64), 0x1_0000_0000);
  assertEquals(addWords(MAX, 1, 64), 0);
  assertEquals(addWords(2 ** 53 - 1, 1, 64), 2n ** 53n);
  assertEquals(addWords(MAX - 0xfffn, 0x1000, 64), 0);
});

Deno.test("subtractWords() wraps below zero", () => {
  assertEquals(subtractWords(0, 38, 32), 0xffff_ffda);
  assertEquals(subtractWords(0, 38, 64), 0xffff_ffff_ffff_ffdan);
  assertEquals(subtractWords(2n ** 53n, 1, 64), 2 ** 53 - 1);
});

Deno.test("pageAlign() rounds up and wraps to zero", () => {
  assertEquals(pageAlign(1, 4096, 32), 4096);
  assertEquals(pageAlign(4096, 4096, 32), 4096);
  assertEquals(pageAlign(0xffff_f001, 4096, 32), 0);
  assertEquals(pageAlign(0xffff_f001, 4096, 64), 0x1_0000_0000);
  assertEquals(pageAlign(MAX, 4096, 64), 0);
  assertEquals(pageAlign(MAX - 0xfffn, 4096, 64), MAX - 0xfffn);
  assertEquals(pageAlign(2 ** 53 - 1, 65536, 64), 2n ** 53n);
});

Deno.test("pages and bytes convert exactly at 64 bits", () => {
  assertEquals(pagesIn(MAX, 4096), 2 ** 52 - 1);
  assertEquals(pagesToBytes(2 ** 52 - 1, 4096, 64), MAX - 0xfffn);
  assertEquals(pagesToBytes(2 ** 52, 4096, 64), 0);
  assertEquals(pagesToBytes(2 ** 20, 4096, 32), 0);
  assertEquals(offsetInPage(MAX, 4096), 4095);
});

Deno.test("signedWord() reads the highest bit as the sign", () => {
  assertEquals(signedWord(0xffff_ffda, 32), -38);
  assertEquals(signedWord(0xffff_ffff_ffff_ffdan, 64), -38);
  assertEquals(signedWord(0x8000_0000, 64), 0x8000_0000);
});
