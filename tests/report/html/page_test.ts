import {
  assert,
  assertEquals,
  assertMatch,
  assertNotMatch,
  assertStringIncludes,
} from "@std/assert";
import { reportPage } from "../../../src/report/html/page.ts";
import {
  FAILING,
  HOSTILE_SCENARIO,
  observed,
  SHARED,
  TABLE,
} from "./sample.ts";
import { unpackedParts } from "./unpacked.ts";

const ALL = [SHARED, FAILING, TABLE, HOSTILE_SCENARIO].join("---\n");

Deno.test("The page has every scenario and the totals of every kernel", async () => {
  const page = await reportPage(observed(ALL));
  for (const id of ["shared-text", "split-warns", "rom-table", "hostile"]) {
    assertStringIncludes(page, `id="s-${id}"`);
  }
  assertStringIncludes(page, "2 tests failed");
  assertStringIncludes(page, '3 passed</span>, <span class="bad">2 failed');
  const tiles = Array.from(
    page.matchAll(/<li[^>]*><code>(linux[^<]*)<\/code>(.*?)<svg/g),
    ([, kernel, text]) => `${kernel}${text!.replace(/<[^>]*>/g, "")}`,
  );
  assertEquals(tiles, [
    "linux-6.1 2 passed",
    "linux-6.12 1 passed 2 failed 1 known",
  ]);
});

Deno.test("Kernels with the same story share it", async () => {
  const page = await reportPage(observed(SHARED));
  assertStringIncludes(page, "<b>linux-6.1, linux-6.12</b>");
  assertEquals(page.match(/<ol class="steps">/g)?.length, 1);
  const split = await reportPage(observed(FAILING));
  assertEquals(split.match(/<ol class="steps">/g)?.length, 2);
});

Deno.test("Every text is escaped", async () => {
  const page = await reportPage(observed(HOSTILE_SCENARIO));
  assertNotMatch(page, /<img|<iframe|<h1>not|<svg onload|<b>&amp;|<style>\*/);
  assertEquals(page.match(/<script/g)?.length, 3);
  assertEquals(page.match(/<style/g)?.length, 1);
  assertStringIncludes(page, "&lt;script&gt;globalThis.pwned = 1");
  assertStringIncludes(page, "\\u202e\\x1b[2J");
  // deno-lint-ignore no-control-regex
  assertNotMatch(page, /[\u202e\x1b]/);
});

Deno.test("The policy permits this style and this script only", async () => {
  const page = await reportPage(observed(SHARED));
  const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page)![1]!
    .replaceAll("&#39;", "'");
  for (
    const [directive, element, count] of [
      ["script-src", /<script>(.*?)<\/script>/gs, 2],
      ["style-src", /<style>(.*?)<\/style>/gs, 1],
    ] as const
  ) {
    const texts = Array.from(page.matchAll(element), ([, text]) => text!);
    assertEquals(texts.length, count);
    const hashes = await Promise.all(texts.map(hashOf));
    const sources = hashes.map((hash) => `'sha256-${hash}'`).join(" ");
    assertStringIncludes(policy, `${directive} ${sources};`);
  }
  assertMatch(policy, /^default-src 'none'; /);
  assertNotMatch(page, /(?:src|href)="(?!#|data:,")/);
  assertNotMatch(page, / (?:style|on[a-z]+)=/);
});

async function hashOf(text: string): Promise<string> {
  const bytes = new TextEncoder().encode(text);
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))
    .toBase64();
}

Deno.test("A large page is packed, and what is packed can be read", async () => {
  const runs = observed(ALL);
  const plain = await reportPage(runs);
  let paused = 0;
  const pause = () => void paused++;
  const packed = await reportPage(runs, { packAbove: 0, pause });
  assert(paused > runs.length, "Packing is not broken off");
  assert(packed.length < plain.length);
  const parts = await unpackedParts(packed);
  assertEquals(parts.length, runs.length);
  for (const part of parts) assertStringIncludes(plain, part);
});

Deno.test("Ids are unique, and links lead to them", async () => {
  const page = await reportPage(observed(ALL));
  const ids = Array.from(page.matchAll(/ id="([^"]+)"/g), (match) => match[1]);
  assertEquals(new Set(ids).size, ids.length);
  for (const [, target] of page.matchAll(/href="#([^"]+)"/g)) {
    assert(ids.includes(target), target);
  }
});
