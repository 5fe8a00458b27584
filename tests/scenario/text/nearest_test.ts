import { assertEquals } from "@std/assert";
import {
  didYouMean,
  editDistance,
  nearest,
  unknownWord,
} from "../../../src/scenario/text/nearest.ts";

Deno.test("editDistance() counts edits up to the limit", () => {
  assertEquals(editDistance("", "", 3), 0);
  assertEquals(editDistance("length", "length", 3), 0);
  assertEquals(editDistance("lengt", "length", 3), 1);
  assertEquals(editDistance("lenggth", "length", 3), 1);
  assertEquals(editDistance("lemgth", "length", 3), 1);
  assertEquals(editDistance("lenght", "length", 3), 1);
  assertEquals(editDistance("elgnth", "length", 3), 2);
  assertEquals(editDistance("kitten", "sitting", 3), 3);
  assertEquals(editDistance("kitten", "sitting", 2), 3);
  assertEquals(editDistance("abcdef", "uvwxyz", 2), 3);
  assertEquals(editDistance("a", "abcdefgh", 2), 3);
});

Deno.test("nearest() finds what was meant", () => {
  const words = ["address", "length", "prot", "flags", "offset", "pgoff"];
  assertEquals(nearest("adress", words), "address");
  assertEquals(nearest("LENGTH", words), "length");
  assertEquals(nearest("len", words), "length");
  assertEquals(nearest("off", words), "offset");
  assertEquals(nearest("flag", words), "flags");
  assertEquals(nearest("pr", words), undefined);
  assertEquals(nearest("colour", words), undefined);
  assertEquals(nearest("", words), undefined);
  assertEquals(nearest("x".repeat(1000), words), undefined);
  assertEquals(nearest("x", []), undefined);
});

Deno.test("nearest() takes the nearest, and of several the first", () => {
  assertEquals(nearest("read", ["road", "read_iter", "read"]), "read");
  assertEquals(nearest("rx", ["r", "w", "rw"]), "r");
});

Deno.test("didYouMean() and unknownWord() are ends of messages", () => {
  assertEquals(didYouMean("prott", ["prot"]), "; did you mean 'prot'?");
  assertEquals(didYouMean("colour", ["prot"]), "");
  assertEquals(
    unknownWord("mode", "?!", ["r", "w"]),
    "Unknown mode '?!'; known are r, w",
  );
  const many = Array.from({ length: 13 }, (_, i) => `word-${i}`);
  assertEquals(unknownWord("word", "x\ny", many), "Unknown word 'x\\ny'");
});
