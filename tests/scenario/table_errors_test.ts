import { assertEquals } from "@std/assert";
import { HEAD, messagesOf, testErrors } from "./document.ts";

/** A table of prot and flags with cells from line 10 on. */
function table(cells: string): string {
  return `files: { rom: {}, ram: {} }
table:
  rows: prot
  columns: flags
  request: { file: rom, length: 4KiB }
  cells: |
    ${cells.split("\n").join("\n    ")}
`;
}

testErrors("table", [
  {
    name: "keys",
    text:
      "table: { row: prot, columns: prots, cells: 1, request: { len: 1 } }\n",
    messages: [
      "4:10: Unknown key 'row' of table; did you mean 'rows'?",
      "4:30: Unknown dimension 'prots'; did you mean 'prot'?",
      "4:58: Unknown key 'len' of request; did you mean 'length'?",
    ],
  },
  {
    name: "keys that are missing",
    text: "table: {}\n",
    messages: [
      "4:8: Missing key 'rows' of table",
      "4:8: Missing key 'columns' of table",
      "4:8: Missing key 'cells' of table",
    ],
  },
  {
    name: "no block of lines",
    text: "table: { rows: prot, columns: flags, cells: READ PRIVATE }\n",
    messages: [
      "4:8: Missing key 'length' of request: neither rows nor columns give it",
      "4:45: Cells must be a block of lines after '|': heads of the columns, " +
      "then rows",
    ],
  },
  {
    name: "a folded block",
    text: table("PRIVATE\nREAD direct").replace("|", ">"),
    messages: [
      "10:1: Cells must be a block of lines after '|': heads of the columns, " +
      "then rows",
    ],
  },
  {
    name: "heads further right than the rows",
    text: table("         PRIVATE\nREAD     direct"),
    messages: [
      "11:5: Line is indented less than the first line of its block; write a " +
      "number after the '|', such as '|2', for how far the block is indented",
    ],
  },
  {
    name: "heads that mean nothing, and twice the same",
    text: table(`prot PRIVATE SHARD MAP_PRIVATE
READ      direct  copy  copy
RAED      direct  copy  copy
PROT_READ direct  copy  copy
READ      direct  copy  copy`),
    messages: [
      "10:18: Unknown flag 'SHARD' of flags; did you mean 'SHARED'?",
      "10:24: Head 'MAP_PRIVATE' is given twice, first as 'PRIVATE'",
      "12:5: Unknown flag 'RAED' of prot; did you mean 'READ'?",
      "13:5: Head 'PROT_READ' is given twice, first as 'READ'",
      "14:5: Head 'READ' is given twice",
    ],
  },
  {
    name: "rows of another length",
    text: table("PRIVATE SHARED\nREAD direct\nWRITE copy copy copy\nEXEC"),
    messages: [
      "11:5: Row 'READ' has 1 cell for 2 columns",
      "12:5: Row 'WRITE' has 3 cells for 2 columns",
      "13:5: Row 'EXEC' has 0 cells for 2 columns",
    ],
  },
  {
    name: "cells",
    text: table(`PRIVATE SHARED
READ    direct:  direkt
WRITE   ENODEVV  ok
EXEC    ?        anonymos:reason`),
    messages: [
      "11:20: Reason missing after ':'",
      "11:22: Unknown cell 'direkt'; did you mean 'direct'?",
      "12:13: Unknown cell 'ENODEVV'; did you mean 'ENODEV'?",
      "12:22: Unknown cell 'ok'",
      "13:13: Unknown cell '?'; did you mean '-'?",
      "13:22: Unknown cell 'anonymos'; did you mean 'anonymous'?",
    ],
  },
  {
    name: "no question",
    text: table("PRIVATE SHARED\nREAD - -"),
    messages: ["10:1: Table asks nothing: it has no cell but '-'"],
  },
  {
    name: "the same dimension twice",
    text: table("READ\nWRITE copy").replace("flags", "prot"),
    messages: [
      "7:12: Rows and columns are both 'prot'",
      "8:12: Missing key 'flags' of request: neither rows nor columns give it",
    ],
  },
  {
    name: "a dimension in the request too",
    text: table("PRIVATE\nREAD copy").replace("{ file", "{ prot: READ, file"),
    messages: ["8:14: Key 'prot' of request is what rows differ in"],
  },
  {
    name: "other dimensions",
    text: `files: { rom: {} }
table:
  rows: mode
  columns: length
  request: { file: rom, prot: READ, flags: PRIVATE, offset: 4KiB }
  cells: |
    mode   4KiB  0x1000  5KB  4GiB
    r      copy  copy    copy copy
    rx     copy  copy    copy copy
`,
    messages: [
      "10:18: Head '0x1000' is given twice, first as '4KiB'",
      "10:26: Number '5KB' has an unknown unit; known are KiB, MiB and GiB",
      "10:31: Number 0x100000000 does not fit a word of 32 bits",
      "12:5: Unknown mode 'rx'; did you mean 'r'?",
    ],
  },
  {
    name: "files and offsets",
    text: `files: { rom: {}, flash: {} }
table:
  by: nobody
  rows: file
  columns: offset
  request: { length: 1, prot: READ, flags: PRIVATE, address: a }
  cells: |
    file   0     0x100000000000
    rom    copy  copy
    flsh   copy  copy
`,
    messages: [
      "6:7: Unknown process 'nobody'; known are main",
      "9:62: Unknown label 'a'",
      "11:18: Number 0x100000000 does not fit a word of 32 bits",
      "13:5: Unknown file 'flsh'; did you mean 'flash'?",
    ],
  },
  {
    name: "a mode without a file",
    text: `table:
  rows: mode
  columns: flags
  request: { length: 1, prot: READ }
  cells: |
    mode  PRIVATE|ANONYMOUS
    r     anonymous
`,
    messages: [
      "7:12: Missing key 'file' of request: a mode is the mode of a file",
    ],
  },
  {
    name: "nothing to map",
    text: `table:
  rows: prot
  columns: flags
  request: { length: 1 }
  cells: |
    prot  PRIVATE|ANONYMOUS PRIVATE SHARED
    READ  anonymous         copy    copy
`,
    messages: [
      "10:29: mmap has neither a file nor ANONYMOUS in its flags; a bad " +
      "descriptor is asked for with fd",
    ],
  },
]);

Deno.test("table: reasons that are not known", () => {
  const text = table("PRIVATE\nREAD copy:private-copi\nEXEC copy:private-copy");
  const known = { reasons: new Set(["private-copy"]) };
  assertEquals(messagesOf(HEAD + text, known), [
    "11:15: Unknown reason 'private-copi'; did you mean 'private-copy'?",
  ]);
});

Deno.test("table: places are right in a file with CRLF and an indicator", () => {
  const text = table("       PRIVATE\nREAD   direkt").replace("|", "|2");
  const crlf = (HEAD + text).replaceAll("\n", "\r\n");
  assertEquals(messagesOf(crlf), [
    "11:12: Unknown cell 'direkt'; did you mean 'direct'?",
  ]);
});
