import { assertEquals } from "@std/assert";
import {
  type Alternatives,
  variations,
} from "../../src/coverage/variations.ts";

const THINGS: readonly Alternatives<string>[] = [
  [(text) => `${text}a`, (text) => `${text}b`],
  [(text) => `${text}c`],
  [(text) => `${text}d`],
];

Deno.test("variations() changes so many things, each in each way", () => {
  assertEquals([...variations("", THINGS, 0)], [""]);
  assertEquals([...variations("", THINGS, 1)], ["a", "b", "c", "d"]);
  assertEquals([...variations("", THINGS, 2)], ["ac", "ad", "bc", "bd", "cd"]);
  assertEquals([...variations("", THINGS, 3)], ["acd", "bcd"]);
  assertEquals([...variations("x", [], 0)], ["x"]);
  assertEquals([...variations("x", [], 1)], []);
});
