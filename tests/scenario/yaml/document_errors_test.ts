import { assertEquals } from "@std/assert";
import { HEAD, messagesOf, STEP, testErrors } from "../document.ts";

testErrors("YAML", [
  {
    name: "duplicate keys, merge keys, odd keys, tags and unknown aliases",
    text: `tags: [a]
tags: [b]
<<: x
__proto__: 3
constructor: 3
prototype: 3
steps: *steps
name: !!str text
!odd because: y
? [a]
: b
kernel: &k x
machine: *l
`,
    messages: [
      "5:1: Key 'tags' is given twice",
      "6:1: Merge keys ('<<') are not supported",
      "7:1: Key '__proto__' is not allowed",
      "8:1: Key 'constructor' is not allowed",
      "9:1: Key 'prototype' is not allowed",
      "10:8: Unknown alias 'steps'",
      "11:1: Key 'name' is given twice",
      "11:7: Tag '!!str' is not supported",
      "12:1: Tag '!odd' is not supported",
      "13:3: A key must be text, such as 'a', not a list",
      "16:10: Unknown alias 'l'; did you mean 'k'?",
    ],
  },
  {
    name: "an alias inside the value that it names",
    text: "steps: &steps\n  - *steps\n",
    messages: ["5:5: Alias 'steps' stands inside the value that it names"],
  },
  {
    name: "anchors end with their document",
    text: `tags: &t [a]\n${STEP}---\n${
      HEAD.replace("test", "other")
    }tags: *t\n${STEP}`,
    messages: ["12:7: Unknown alias 't'"],
  },
  {
    name: "a tab in the indentation",
    text: "steps:\n\t- exit: {}\n",
    messages: ["5:1: A tab must not stand in the indentation"],
  },
  {
    name: "a tab after spaces",
    text: "steps:\n  - exit: {}\n  \t  expect: ok\n",
    messages: ["6:3: A tab must not stand in the indentation"],
  },
  {
    name: "a flow collection that does not end",
    text: "tags: [a, b",
    messages: ["4:12: Unexpected end of the stream within a flow collection"],
  },
  {
    name: "a quoted scalar that does not end",
    text: 'tags: ["a',
    messages: [
      "4:10: Unexpected end of the stream within a double quoted scalar",
    ],
  },
  {
    name: "a second document inside a quoted scalar",
    text: 'tags: ["a\n---\nb"]\n',
    messages: [
      "5:1: Deficient indentation",
      `6:1: Expected a mapping (a scenario), found 'b"]'`,
    ],
  },
  {
    name: "a mapping inside a plain scalar",
    text: "tags: a: b\n",
    messages: ["4:8: Bad indentation of a mapping entry"],
  },
  {
    name: "a NUL byte",
    text: "tags: [a\0]\n",
    messages: ["4:9: Null byte is not allowed in input"],
  },
  {
    name: "a control character",
    text: "tags: [a\x07]\n",
    messages: ["4:9: The stream contains non-printable characters"],
  },
]);

Deno.test("YAML: documents that are no mappings", () => {
  for (
    const [text, found] of [
      ["- a\n- b\n", "a list"],
      ["just text\n", "'just text'"],
      ["42", "'42'"],
      ["[]", "a list"],
    ] as const
  ) {
    assertEquals(messagesOf(text), [
      `1:1: Expected a mapping (a scenario), found ${found}`,
    ]);
  }
});

Deno.test("YAML: text without documents", () => {
  for (const text of ["", "\n", "# only\n", "---\n", "---\n---\n# x\n...\n"]) {
    assertEquals(messagesOf(text), []);
  }
});
