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

const ALL = [SHARED, FAILING, TABLE, HOSTILE_SCENARIO].join("---\n");

Deno.test("The page has every scenario and the totals of every kernel", async () => {
  const page = await reportPage(observed(ALL));
  for (const id of ["shared-text", "split-warns", "rom-table", "hostile"]) {
    assertStringIncludes(page, `id="s-${id}"`);
  }
  assertStringIncludes(page, "2 tests failed");
  assertMatch(page, /linux-6\.1<\/th><td class="good">2<\/td><td>0<\/td>/);
  assertMatch(
    page,
    /linux-6\.12<\/th><td class="good">1<\/td><td class="bad">2<\/td><td class="warn">1</,
  );
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
  assertEquals(page.match(/<script/g)?.length, 2);
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
    const [directive, element] of [
      ["script-src", /<script>(.*?)<\/script>/s],
      ["style-src", /<style>(.*?)<\/style>/s],
    ] as const
  ) {
    const text = element.exec(page)![1]!;
    const digest = await crypto.subtle.digest(
      "SHA-256",
      new TextEncoder().encode(text),
    );
    const hash = new Uint8Array(digest).toBase64();
    assertStringIncludes(policy, `${directive} 'sha256-${hash}'`);
  }
  assertMatch(policy, /^default-src 'none'; /);
  assertNotMatch(page, /(?:src|href)="(?!#|data:,")/);
  assertNotMatch(page, / (?:style|on[a-z]+)=/);
});

Deno.test("A large page is packed, and what is packed can be read", async () => {
  const runs = observed(ALL);
  const plain = await reportPage(runs);
  const packed = await reportPage(runs, { packAbove: 0 });
  assert(packed.length < plain.length);
  const coded = /id="parts">([^<]*)</.exec(packed)![1]!;
  const stream = new Blob([Uint8Array.fromBase64(coded)]).stream()
    .pipeThrough(new DecompressionStream("deflate-raw"));
  const parts: string[] = await new Response(stream).json();
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
