import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { InputError } from "../../src/errors.ts";
import { makeFile } from "../../src/question/make.ts";
import { LINUX_6_12 } from "../../src/policy/editions/linux_6_12.ts";
import { styleFor } from "../../src/report/style.ts";
import { readStrace } from "../../src/strace/log.ts";
import { explainStrace, type StraceOptions } from "../../src/strace/report.ts";

const OPTIONS: StraceOptions = {
  edition: LINUX_6_12,
  text: { style: styleFor(false), width: 80, verbose: false },
};

function report(log: string, options: Partial<StraceOptions> = {}): string {
  return explainStrace(readStrace(log), { ...OPTIONS, ...options }).text;
}

Deno.test("explainStrace() tells causes apart", () => {
  const text = report(
    "mmap(NULL, 614400, PROT_READ|PROT_WRITE, MAP_SHARED, 3</dev/fb0>, 0) = -1 ENODEV (No such device)",
  );
  assertEquals(
    text,
    `mmap(NULL, 614400, PROT_READ|PROT_WRITE, MAP_SHARED, 3</dev/fb0>, 0)
    = -1 ENODEV (No such device)
  Assumed: opened O_RDWR; the log does not say.

One of these 3 causes
  1. ENODEV by shared-needs-direct
     The driver cannot say where its memory is (no get_unmapped_area operation),
     so it cannot be mapped directly.
     mm/nommu.c, validate_mmap_request()
     MAP_SHARED needs memory that can be mapped directly; a copy would not be
     shared with the file.
     mm/nommu.c, validate_mmap_request()
     if it is a frame buffer whose driver has no get_unmapped_area (all but
        those that select FB_PROVIDE_GET_FB_UNMAPPED_AREA)
        [drivers/video/fbdev/core/fb_chrdev.c, fb_fops]
     -> direct: the driver gains get_unmapped_area
       (FB_PROVIDE_GET_FB_UNMAPPED_AREA)
  2. ENODEV by shared-mmap-refuses
     The driver's mmap operation refuses the shared mapping.
     mm/nommu.c, do_mmap_shared_file()
     if it is a frame buffer with get_unmapped_area whose driver has no fb_mmap
        (since 6.8 there is no default) [drivers/video/fbdev/core/fb_chrdev.c,
        fb_mmap()]
     or it is a driver whose own mmap operation answers ENODEV
${fbMmapHazard(text)}     -> direct: the driver gains an fb_mmap operation
  3. ENODEV by get-unmapped-area-refuses
     The driver's get_unmapped_area answers an error other than ENOSYS, which
     ends the request.
     mm/nommu.c, do_mmap()
     if it is a driver whose own get_unmapped_area answers ENODEV
     -> direct: the driver's get_unmapped_area answers an address, not ENODEV

To tell them apart
  try the same call with PROT_EXEC too: ENODEV means 1; EINVAL means 2 or 3
`,
  );
});

/** What the driver's hazard says is the engine's to word. */
function fbMmapHazard(text: string): string {
  const lines = text.split("\n");
  const from = lines.findIndex((line) => line.includes("hazard fb-mmap"));
  const to = lines.findIndex((line) => line.includes("gains an fb_mmap"));
  return from < 0 ? "" : `${lines.slice(from, to).join("\n")}\n`;
}

Deno.test("explainStrace() leaves calls that succeeded out of a log, and counts", () => {
  const text = report(
    `mmap(NULL, 4096, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0) = 0x80000000
10 mmap(NULL, 4096, PROT_READ, MAP_SHARED, 3</mnt/x>, 0) = -1 ENODEV (No such device)
11 mmap(NULL, 4096, PROT_READ, MAP_SHARED, 3</mnt/x>, 0) = -1 ENODEV (No such device)`,
  );
  assertStringIncludes(text, "line 2, process 10, 2 times\n");
  assertStringIncludes(text, "3 mmap calls, 2 failed\n");
  assertEquals(text.includes("ANONYMOUS"), false);
});

Deno.test("explainStrace() says when a log contradicts the engine", () => {
  const log = readStrace(
    "mmap(0x7f0000000000, 4096, PROT_READ, MAP_PRIVATE|MAP_FIXED|MAP_ANONYMOUS, -1, 0) = 0x7f0000000000",
  );
  const { text, contradictions } = explainStrace(log, OPTIONS);
  assertEquals(contradictions, 1);
  assertStringIncludes(
    text,
    "nothing that was supposed gives success on\nlinux-6.12",
  );
  assertStringIncludes(text, "EINVAL by map-fixed");
  assertStringIncludes(text, "Perhaps this kernel has an MMU.");
});

Deno.test("explainStrace() supposes nothing of a file that is declared", () => {
  const declared = makeFile("camera", { mmap: "absent" });
  const text = report(
    "mmap(NULL, 4096, PROT_READ, MAP_SHARED, 3, 0) = -1 ENODEV",
    { declared },
  );
  assertStringIncludes(text, "  1. ENODEV by no-mmap-operation\n");
  assertEquals(text.includes("  2. "), false);
});

Deno.test("explainStrace() answers what a driver must declare", () => {
  const text = report(
    "mmap(NULL, 4096, PROT_READ, MAP_SHARED, 3</dev/uio0>, 0) = -1 ENODEV",
    { wanted: "direct" },
  );
  assertStringIncludes(text, "mmap, get_unmapped_area");
});

Deno.test("explainStrace() prints what steers a terminal as escapes", () => {
  const text = report(
    "mmap(NULL, 4096, PROT_READ, MAP_SHARED, 3</mnt/\x1b[2J\u202e>, 0) = -1 ENODEV",
  );
  assertEquals(["\x1b", "\u202e"].some((one) => text.includes(one)), false);
  assertStringIncludes(text, "/mnt/\\x1b[2J\\u202e");
});

Deno.test("explainStrace() says when there is no call", () => {
  assertThrows(() => report("hello"), InputError, "There is no mmap()");
  assertThrows(
    () => report("mmap(NULL, 4"),
    InputError,
    "The mmap() call in line 1 cannot be read",
  );
});
