import { assertEquals } from "@std/assert";
import { HEAD, messagesOf, STEP, testErrors } from "./document.ts";

/** A step that makes a mapping, with what is expected of it in line 6. */
function mapping(expect: string): string {
  return "steps:\n  - as: a\n" +
    `    expect: ${expect}\n` +
    "    mmap: { length: 1, prot: READ, flags: PRIVATE|ANONYMOUS }\n";
}

testErrors("expect", [
  {
    name: "nothing",
    text: mapping("{}"),
    messages: ["6:13: Nothing is said in expect"],
  },
  {
    name: "wrong sort",
    text: mapping("[ok]"),
    messages: [
      "6:13: Expected ok, an errno, a backing or a mapping, found a list",
    ],
  },
  {
    name: "unknown word",
    text: mapping("direkt"),
    messages: ["6:13: Unknown expectation 'direkt'; did you mean 'direct'?"],
  },
  {
    name: "wrong values",
    text: mapping(`
      errno: EINVALID
      backing: file
      vm_flags: READ|MAYREED
      region: { usage: -1, begin: 0, flags: {} }
      calls: mmap
      messages: {}
      hazard: {}
      shares: 4
      accounting: { pages: few }
      bytes: [zeros]`),
    messages: [
      "7:14: Unknown errno 'EINVALID'; did you mean 'EINVAL'?",
      "8:16: Unknown backing 'file'; known are direct, copy, anonymous",
      "9:17: Unknown flag 'MAYREED' of VM flags; did you mean 'MAYREAD'?",
      "10:24: Number '-1' is negative",
      "10:28: Unknown key 'begin' of region",
      "10:45: Nothing is said in VM flags",
      "11:14: Expected a list of calls, found 'mmap'",
      "12:17: Expected a list of messages, found a mapping",
      "13:15: Expected a hazard, a list of hazards or none, found a mapping",
      "14:15: The label '4' can have only letters, digits, '_' and '.', and " +
      "starts with a letter or '_'",
      "15:28: 'few' is not a number",
      "16:15: Expected a mapping (bytes), found 'zeros'",
    ],
  },
  {
    name: "empty parts",
    text: mapping("{ region: {}, accounting: {}, vm_flags: {} }"),
    messages: [
      "6:23: Nothing is said in region",
      "6:39: Nothing is said in accounting",
      "6:53: Nothing is said in VM flags",
    ],
  },
  {
    name: "exact flags and others",
    text: mapping("{ vm_flags: { exact: READ, lacks: WRITE } }"),
    messages: ["6:40: Only one of exact, lacks can be given in VM flags"],
  },
  {
    name: "bytes",
    text: mapping(`
      bytes:
        - { at: 0 }
        - { zeros: 1, hex: 00 }
        - { byte: 1 }
        - { file: 0 }
        - { zeros: 1, length: 1 }
        - { text: a, lenght: 1 }`),
    messages: [
      "8:11: Missing in bytes: one of text, hex, byte, zeros, file",
      "9:13: Only one of hex, zeros can be given in bytes",
      "10:13: Missing key 'length' of bytes beside 'byte'",
      "11:13: Missing key 'length' of bytes beside 'file'",
      "12:23: Key 'length' of bytes needs byte or file",
      "13:22: Unknown key 'lenght' of bytes; did you mean 'length'?",
      "13:22: Key 'length' of bytes needs byte or file",
    ],
  },
  {
    name: "a mapping of a call that fails",
    text: mapping("{ errno: ENOMEM, address: 0, region: { usage: 1 } }"),
    messages: [
      "6:30: Key 'address' of expect cannot stand beside errno ENOMEM: a " +
      "call that fails makes no mapping",
      "6:42: Key 'region' of expect cannot stand beside errno ENOMEM: a " +
      "call that fails makes no mapping",
    ],
  },
  {
    name: "a mapping of a step that makes none",
    text: `steps:
  - munmap: { address: 0, length: 1 }
    expect: direct
  - exit: {}
    expect: { length: 1, bytes: { zeros: 1 } }
  - load: { address: 0, length: 1 }
    expect: { backing: copy, bytes: { zeros: 1 } }
`,
    messages: [
      "6:13: Key 'backing' of expect says something about a mapping, and " +
      "munmap makes none",
      "8:15: Key 'length' of expect says something about a mapping, and exit " +
      "makes none",
      "8:26: Key 'bytes' of expect says something about a mapping, and exit " +
      "makes none",
      "10:15: Key 'backing' of expect says something about a mapping, and " +
      "load makes none",
    ],
  },
  {
    name: "names and numbers",
    text: mapping(
      "{ address: b, shares: a, region: { start: c+1, pgoff: 4GiB }, length: 4GiB }",
    ),
    messages: [
      "6:24: Unknown label 'b'; did you mean 'a'?",
      "6:35: Label 'a' is used before its step is done",
      "6:55: Unknown label 'c'; did you mean 'a'?",
      "6:67: Number 0x100000000 does not fit a word of 32 bits",
      "6:83: Number 0x100000000 does not fit a word of 32 bits",
    ],
  },
  {
    name: "calls",
    text: mapping(`
      calls:
        - open
        - { file: a }
        - { operation: mmap, count: 1, flags: READ }
        - { operation: get_unmapped_area, file: x, flags: PRIVAT }
        - { operation: mmap, flags: MAYREED, result: EINVALL+ }
        - { operation: read_iter, position: 0, pgoff: 1 }`),
    messages: [
      "8:11: Unknown operation 'open'; known are mmap_capabilities, " +
      "get_unmapped_area, mmap, mmap_prepare, read_iter, read",
      "9:11: Missing key 'operation' of a call",
      "12:54: 'EINVALL+' is neither a number nor a label with a distance",
    ],
  },
  {
    name: "what is said of calls",
    text: mapping(`
      calls:
        - { operation: mmap, count: 1, flags: READ }
        - { operation: get_unmapped_area, file: x, flags: PRIVAT }
        - { operation: mmap, flags: MAYREED, result: b }
        - { operation: read_iter, position: 0, pgoff: 1 }
        - { operation: mmap_capabilities, start: 4GiB }`),
    messages: [
      "8:30: Key 'count' does not belong to a call of mmap; known are " +
      "operation, file, result, start, end, pgoff, flags",
      "9:49: Unknown file 'x'",
      "9:59: Unknown flag 'PRIVAT' of flags; did you mean 'PRIVATE'?",
      "10:37: Unknown flag 'MAYREED' of VM flags; did you mean 'MAYREAD'?",
      "10:54: Unknown label 'b'; did you mean 'a'?",
      "11:48: Key 'pgoff' does not belong to a call of read_iter; known are " +
      "operation, file, result, position, count",
      "12:43: Key 'start' does not belong to a call of mmap_capabilities; " +
      "known are operation, file, result",
      "12:50: Number 0x100000000 does not fit a word of 32 bits",
    ],
  },
]);

testErrors("expect by kernel", [
  {
    name: "a key that is no kernel",
    text: STEP.replace("ok", "{ linux-6.12: ok, errno: EINVAL }"),
    messages: [
      "6:31: Key 'errno' cannot stand beside kernels: all keys of expect are " +
      "kernels, or none",
    ],
  },
  {
    name: "unknown kernels and ranges",
    text: STEP.replace("ok", '{ linux-6.21: ok, ">=7": ok, ">six": ok }'),
    messages: [
      "6:13: Expectation missing for linux-6.12 of this scenario",
      "6:15: Unknown kernel 'linux-6.21'; did you mean 'linux-6.12'?",
      "6:31: No known kernel is in the range '>=7'; known are linux-6.1, " +
      "linux-6.12",
      "6:42: Bound '>six' of kernel range '>six' is not <, <=, >, >= or = and " +
      "a release such as 6.12",
    ],
  },
  {
    name: "a kernel of another scenario",
    text: STEP.replace("ok", "{ linux-6.12: ok, linux-6.1: ok }"),
    messages: [
      "6:31: Expectation for 'linux-6.1' is for none of the kernels of this " +
      "scenario, linux-6.12",
    ],
  },
  {
    name: "two for the same kernel",
    text: `kernel: ">=6"\n${
      STEP.replace("ok", '{ linux-6.12: ok, ">=6.0": EINVAL }')
    }`,
    messages: ["7:31: Kernel linux-6.12 has two expectations"],
  },
  {
    name: "wrong expectation",
    text: STEP.replace("ok", "{ linux-6.12: { errnoo: EINVAL } }"),
    messages: [
      "6:29: Unknown key 'errnoo' of expect; did you mean 'errno'?",
    ],
  },
]);

Deno.test("expect: ids that are not known", () => {
  const known = {
    reasons: new Set(["not-a-file", "private-direct"]),
    hazards: new Set(["leaked-region"]),
  };
  const text = `steps:
  - exit: {}
    expect: { reason: private-direkt, hazard: [leaked-region, stale-page] }
  - exit: {}
    expect: { reason: not-a-file, hazard: leakedregion }
  - exit: {}
    expect: { hazard: none }
`;
  assertEquals(messagesOf(HEAD + text, known), [
    "6:23: Unknown reason 'private-direkt'; did you mean 'private-direct'?",
    "6:63: Unknown hazard 'stale-page'",
    "8:43: Unknown hazard 'leakedregion'; did you mean 'leaked-region'?",
  ]);
  assertEquals(messagesOf(HEAD + text), []);
});
