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

Deno.test("variations() changes nothing, then one thing, then two", () => {
  assertEquals([...variations("", THINGS, 2)], [
    "",
    "a",
    "b",
    "c",
    "d",
    "ac",
    "ad",
    "bc",
    "bd",
    "cd",
  ]);
  assertEquals([...variations("", THINGS, 3)].at(-1), "bcd");
  assertEquals([...variations("x", [], 3)], ["x"]);
});
