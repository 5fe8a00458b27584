import { assertEquals } from "@std/assert";
import { joined, markup } from "../../../src/report/html/markup.ts";

Deno.test("markup: strings are text, also in attributes", () => {
  const text = `<b title="x">&'\x1b\u202e`;
  const seen = "&lt;b title=&quot;x&quot;&gt;&amp;&#39;\\x1b\\u202e";
  assertEquals(
    markup`<i class="${text}">${text}</i>`.source,
    `<i class="${seen}">${seen}</i>`,
  );
});

Deno.test("markup: parts are markup, lists, numbers or nothing", () => {
  const item = (n: number) => markup`<li>${n}</li>`;
  assertEquals(
    markup`<ul>${[item(1), item(2)]}${false}${undefined}${null}${3n}</ul>`
      .source,
    "<ul><li>1</li><li>2</li>3</ul>",
  );
  assertEquals(
    joined([item(1), item(2)], " & ").source,
    "<li>1</li> &amp; <li>2</li>",
  );
});

Deno.test("markup: line ends beside tags and parts go, others are spaces", () => {
  const { source } = markup`
    <p
      class="x">
      two
      words ${"and"}
      <b>three</b>
    </p>`;
  assertEquals(source, '<p class="x">two words and<b>three</b></p>');
});

Deno.test("markup: line ends of parts stay", () => {
  assertEquals(markup`<pre>${"a\n  b"}</pre>`.source, "<pre>a\n  b</pre>");
});
