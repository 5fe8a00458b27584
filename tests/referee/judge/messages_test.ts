import { assertEquals } from "@std/assert";
import {
  messageKinds,
  messageLines,
  normalMessage,
} from "../../../src/referee/judge/messages.ts";

Deno.test("messageKinds() tells the messages of mm/nommu.c apart", () => {
  assertEquals(
    messageKinds([
      "nommu: MAP_SHARED not completely supported on !MMU",
      "nommu: Attempt to share mismatched mappings",
      "nommu: Allocation of length 8192 from process 14 (init) failed",
      "kernel read not supported for file /f0 (pid: 14 comm: init)",
      "nommu: munmap of memory not mmapped by process 14 (init): 0x1000-0x1fff",
    ]),
    [
      "shared-not-supported",
      "mismatched-share",
      "alloc-failed",
      "read-unsupported",
      "munmap-not-mmapped",
    ],
  );
});

Deno.test("messageKinds() finds warnings, bugs and oopses with their place", () => {
  const lines = [
    "------------[ cut here ]------------",
    "WARNING: CPU: 0 PID: 14 at mm/nommu.c:922 do_mmap+0x326/0x704",
    "epc : do_mmap+0x326/0x704",
    "kernel BUG at mm/nommu.c:464!",
    "Oops - load access fault [#1]",
    "Kernel panic - not syncing: Fatal exception in interrupt",
  ];
  assertEquals(messageKinds(lines), ["warning", "bug", "oops"]);
  assertEquals(messageLines(lines), [lines[1], lines[3], lines[4]]);
});

Deno.test("messageKinds() leaves out the page allocator's own warning", () => {
  assertEquals(
    messageKinds([
      "WARNING: CPU: 0 PID: 13 at mm/page_alloc.c:4832 __alloc_pages+0x62/0x5b0",
    ]),
    [],
  );
});

Deno.test("normalMessage() forgets who it was", () => {
  assertEquals(
    normalMessage(
      "nommu: munmap of memory not mmapped by process 14 (init): 0x0",
    ),
    "nommu: munmap of memory not mmapped by process N (NAME): 0x0",
  );
});
