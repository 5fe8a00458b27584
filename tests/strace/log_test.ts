import { quickly } from "../quickly.ts";
import { assertEquals } from "@std/assert";
import { type LoggedMapping, readStrace } from "../../src/strace/log.ts";

function only(text: string): LoggedMapping {
  const { mappings } = readStrace(text);
  assertEquals(mappings.length, 1, text);
  return mappings[0]!;
}

const PLAIN =
  "mmap(NULL, 614400, PROT_READ|PROT_WRITE, MAP_SHARED, 3</dev/fb0>, 0) = -1 ENODEV (No such device)";

Deno.test("readStrace() reads a line of strace -y", () => {
  const call = only(PLAIN);
  assertEquals([call.address, call.length, call.prot, call.flags], [
    0,
    614400,
    3,
    1,
  ]);
  assertEquals([call.fd, call.offset, call.line], [3, 0, 1]);
  assertEquals(call.file, { path: "/dev/fb0" });
  assertEquals(call.result, { errno: "ENODEV" });
  assertEquals(call.text, PLAIN);
});

const PREFIXES = [
  "[pid   123] ",
  "123   ",
  "12:34:56 ",
  "12:34:56.789012 ",
  "1700000000.123456 ",
  "     0.000012 ",
  "[pid  9] 12:34:56.789012 ",
  "77 1700000000.5 [0000000080001234] ",
  "77 12:34:56.789012 (+     0.000012) ",
];

Deno.test("readStrace() passes over what stands before a call", () => {
  for (const prefix of PREFIXES) {
    assertEquals(only(prefix + PLAIN).text, PLAIN, prefix);
  }
  assertEquals(only(`[pid   123] ${PLAIN}`).pid, "123");
  assertEquals(only(`123 ${PLAIN}`).pid, "123");
});

Deno.test("readStrace() joins a call that another process interrupted", () => {
  const call = only(
    `10 mmap(NULL, 4096, PROT_READ, MAP_SHARED, 4, 0 <unfinished ...>
11 close(4) = 0
11 <... write resumed>) = 1
10 <... mmap resumed>) = -1 EINVAL (Invalid argument)`,
  );
  assertEquals([call.line, call.pid, call.result], [1, "10", {
    errno: "EINVAL",
  }]);
});

Deno.test("readStrace() keeps a call that never ended, without a result", () => {
  const call = only(
    "mmap(NULL, 4096, PROT_READ, MAP_SHARED, 4, 0 <unfinished ...>",
  );
  assertEquals(call.result, {});
});

Deno.test("readStrace() reads results", () => {
  const results: readonly (readonly [string, unknown])[] = [
    ["0x80001000", { value: "0x80001000" }],
    ["0x80001000 <0.000031>", { value: "0x80001000" }],
    ["-1 ENOMEM (Cannot allocate memory)", { errno: "ENOMEM" }],
    ["-1 EOPNOTSUPP (Operation not supported) <0.1>", { errno: "EOPNOTSUPP" }],
    ["?", {}],
    ["-1", {}],
    ["-1 (errno 511)", { errno: "E511" }],
    ["-19", { errno: "ENODEV" }],
    ["0xffffffed", { errno: "ENODEV" }],
    ["4294967277", { errno: "ENODEV" }],
    ["0xffffffffffffffed", { errno: "ENODEV" }],
    ["0xffffffff80800000", { value: "0xffffffff80800000" }],
  ];
  for (const [text, result] of results) {
    const line = `mmap(NULL, 4096, PROT_NONE, MAP_SHARED, 3, 0)   = ${text}`;
    assertEquals(only(line).result, result, text);
  }
});

Deno.test("readStrace() reads mmap2 and old_mmap", () => {
  const bytes = only(
    "mmap2(NULL, 8192, PROT_READ, MAP_PRIVATE, 3, 0x2000) = 1",
  );
  assertEquals([bytes.offset, bytes.offsetInPages], [0x2000, false]);
  const pages = only("mmap2(NULL, 8192, PROT_READ, MAP_PRIVATE, 3, 0x1d) = 1");
  assertEquals([pages.offset, pages.offsetInPages], [0x1d000, true]);
  const old = only(
    "old_mmap({addr=NULL, len=4096, prot=PROT_READ, flags=MAP_PRIVATE, fd=3, offset=0}) = 1",
  );
  assertEquals([old.length, old.prot, old.flags, old.fd], [4096, 1, 2, 3]);
});

Deno.test("readStrace() reads numbers without names", () => {
  for (
    const [printed, fd] of [
      ["0xffffffffffffffff", -1],
      ["0xffffffff", -1],
      ["4294967295", -1],
      ["0x3", 3],
    ] as const
  ) {
    const call = only(`mmap(0, 0xa000, 0x3, 0x32, ${printed}, 0) = -1 EINVAL`);
    assertEquals(
      [call.length, call.prot, call.flags, call.fd],
      [0xa000, 3, 0x32, fd],
    );
  }
});

Deno.test("readStrace() reads the other calls about mappings", () => {
  const { others, mappings } = readStrace(
    `7 mremap(0x80350000, 8192, 0x4000, MREMAP_MAYMOVE|MREMAP_FIXED, 0x90000000) = -1 EINVAL (Invalid argument)
7 munmap(0x80350000, 8192 <unfinished ...>
7 <... munmap resumed>) = 0
7 ftruncate64(5</dev/shm/a, b>, 8192) = 0
7 memfd_create("x", MFD_CLOEXEC) = -1 ENOSYS (Function not implemented)
7 munmap(oops, 1) = 0
7 mprotect(0x80350000`,
  );
  assertEquals(mappings, []);
  assertEquals(others.map(({ request }) => request), [
    {
      kind: "mremap",
      address: 0x8035_0000,
      length: 8192,
      newLength: 0x4000,
      flags: 3,
      newAddress: 0x9000_0000,
    },
    { kind: "munmap", address: 0x8035_0000, length: 8192 },
    { kind: "ftruncate", fd: 5, path: "/dev/shm/a, b", size: 8192 },
    { kind: "absent", name: "memfd_create" },
    { kind: "absent", name: "mprotect" },
  ]);
  assertEquals(others[2]!.file, { path: "/dev/shm/a, b" });
  assertEquals(others[1]!.line, 2);
});

Deno.test("readStrace() reads flags that have no name, and notes names that are not known", () => {
  const call = only(
    "mmap(NULL, 4096, PROT_READ|PROT_BTI, MAP_PRIVATE|MAP_ANONYMOUS|0x4000000 /* MAP_??? */|21<<MAP_HUGE_SHIFT, -1, 0) = 1",
  );
  assertEquals(call.flags, 0x4000022);
  assertEquals(call.unknown, ["PROT_BTI", "21<<MAP_HUGE_SHIFT"]);
  assertEquals(call.file, undefined);
});

Deno.test("readStrace() knows descriptors from the calls that open them", () => {
  const log = `5 openat(AT_FDCWD, "/dev/a\\"b", O_RDONLY|O_CLOEXEC) = 3
5 dup2(3, 7) = 7
5 mmap(NULL, 4096, PROT_READ, MAP_SHARED, 7, 0) = 0x1000
6 mmap(NULL, 4096, PROT_READ, MAP_SHARED, 3, 0) = 0x1000
5 close(3) = 0
5 mmap(NULL, 4096, PROT_READ, MAP_SHARED, 3, 0) = -1 EBADF (Bad file descriptor)
5 memfd_create("ring", MFD_CLOEXEC) = 3
5 mmap(NULL, 4096, PROT_READ, MAP_SHARED, 3, 0) = 0x1000
5 open("/x", O_WRONLY|O_CREAT, 0644) = -1 EACCES (Permission denied)`;
  assertEquals(readStrace(log).mappings.map(({ file }) => file), [
    { path: '/dev/a"b', mode: "r" },
    { path: '/dev/a"b', mode: "r" },
    undefined,
    { path: "/memfd:ring", mode: "rw" },
  ]);
});

Deno.test("readStrace() cleans paths, and survives odd ones", () => {
  const paths: readonly (readonly [string, string])[] = [
    ["/dev/fb0<char 29:0>", "/dev/fb0"],
    ["/dev/shm/x (deleted)", "/dev/shm/x"],
    ["/memfd:y (deleted)", "/memfd:y"],
    ["/a, b)/>x", "/a, b)/>x"],
    ["socket:[12]", "socket:[12]"],
  ];
  for (const [printed, path] of paths) {
    const line = `mmap(NULL, 1, PROT_READ, MAP_SHARED, 3<${printed}>, 0) = 1`;
    assertEquals(only(line).file?.path, path);
  }
});

Deno.test("readStrace() says which calls it cannot read", () => {
  const { mappings, unread } = readStrace(`hello
mmap(NULL, 40
mmap(oops, 4096, PROT_READ, MAP_SHARED, 3, 0) = 1
munmap(0x1000, 4096) = 0`);
  assertEquals([mappings.length, unread], [0, [2, 3]]);
});

Deno.test("readStrace() does not hang on hostile lines", () => {
  const spaces = " ".repeat(16_000);
  for (
    const line of [
      `mmap(${spaces}`,
      `mmap(NULL,${spaces}4096, PROT_READ`,
      `${"mmap(".repeat(3000)}`,
      `${") = ".repeat(4000)}`,
      `mmap(NULL, 1, P, M, 3<${"<>,)".repeat(4000)}>, 0) = 1`,
      `openat(AT_FDCWD, "${'\\"'.repeat(8000)}`,
      `${spaces}<unfinished ...>`,
      "x".repeat(1_000_000),
    ]
  ) quickly(500, () => readStrace(line), line.slice(0, 20));
});
