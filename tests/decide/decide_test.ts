import { assertEquals, assertThrows } from "@std/assert";
import { decide } from "../../src/decide/decide.ts";
import { answerJson } from "../../src/decide/json_request.ts";
import { requestJsonSchemaText } from "../../src/decide/json_schema.ts";
import { InputError } from "../../src/errors.ts";
import type { Edition } from "../../src/policy/edition.ts";
import { findEdition } from "../../src/policy/editions.ts";

Deno.test("decide() tells the ENODEVs apart", () => {
  const request = { length: 4096, prot: "READ", flags: "SHARED" };
  const reasons = [
    decide({ ...request, file: { type: "fifo", mmap: "absent" } }).reason,
    decide({ ...request, file: { type: "reg", mmap: "ok" } }).reason,
    decide({
      ...request,
      flags: "PRIVATE",
      file: { type: "chr", mmap: "ok" },
    }).reason,
    decide({
      ...request,
      file: {
        type: "chr",
        mmap: "ok",
        getUnmappedArea: "ENOSYS",
      },
    }).reason,
    decide({
      ...request,
      file: {
        type: "chr",
        mmap: "ENOSYS",
        getUnmappedArea: { base: 0x4000_0000 },
      },
    }).reason,
  ];
  assertEquals(reasons, [
    "no-mmap-operation",
    "shared-needs-direct",
    "private-needs-copy",
    "get-unmapped-area-enosys-shared",
    "shared-mmap-enosys",
  ]);
});

Deno.test("decide() refuses what it does not know", () => {
  const request = { length: 4096, prot: "READ", flags: "SHARED" };
  const wrong: [unknown, string][] = [
    [{ ...request, kernel: "linux-99" }, "Unknown key 'kernel' of the request"],
    [{ length: 1, prot: 1 }, "Missing key 'flags' of the request"],
    [
      { ...request, file: { type: "chr", capabilites: "DIRECT" } },
      "Unknown key 'capabilites' of the file",
    ],
    [{ ...request, file: { type: "char" } }, "Unknown type 'char'"],
    [null, "Expected an object for 'request'"],
  ];
  for (const [value, message] of wrong) {
    const error = assertThrows(
      () => decide(value as Parameters<typeof decide>[0]),
      TypeError,
    );
    assertEquals(error.message.startsWith(message), true, error.message);
  }
});

Deno.test("decide() gives the mapping that is made", () => {
  const decision = decide({
    file: {
      type: "chr",
      capabilities: "COPY|DIRECT|READ|EXEC",
      getUnmappedArea: { base: 0x2000_0000 },
      mmap: "ok",
      read: "ok",
    },
    length: 8192,
    prot: "READ|EXEC",
    flags: "PRIVATE",
    pgoff: 3,
  });
  assertEquals(decision.errno, null);
  assertEquals(decision.backing, "direct");
  assertEquals(decision.address, 0x2000_3000);
  assertEquals(decision.vmFlags, "READ|EXEC|MAYREAD|MAYEXEC|MAYOVERLAY");
  assertEquals(decision.calls.map(({ operation }) => operation), [
    "mmap_capabilities",
    "get_unmapped_area",
    "mmap",
  ]);
});

Deno.test("decide() is exact at 64 bits", () => {
  const decision = decide({
    length: 2n ** 64n - 4096n,
    prot: "READ",
    flags: "PRIVATE|ANONYMOUS",
    machine: { wordSize: 64 },
  });
  assertEquals(decision.errno, "ENOMEM");
  assertEquals(decision.reason, "allocation-too-large");
});

Deno.test("answerJson() reads requests as scenario files are read", () => {
  const answer = answerJson({
    id: "a",
    file: { type: "reg", size: "8KiB" },
    caller: { ptraced: true },
    mmap: { length: "4KiB", prot: "READ", flags: "PRIVATE", offset: 4096 },
  }, "linux-6.12");
  assertEquals(answer["id"], "a");
  assertEquals(answer["backing"], "copy");
  assertEquals(answer["reason"], "default-copy");
});

Deno.test("answerJson() says what is wrong with which value", () => {
  const mmap = { length: 4096, prot: "READ", flags: "PRIVATE|ANONYMOUS" };
  const cases: [Record<string, unknown>, string][] = [
    [{}, "Missing key 'mmap' of the request"],
    [{ mmap, flie: {} }, "Unknown key 'flie'; did you mean 'file'?"],
    [{ mmap, kernel: "linux-6.21" }, "Unknown kernel 'linux-6.21'"],
    [{ mmap: { ...mmap, prot: "REDA" } }, "Unknown flag 'REDA'"],
  ];
  for (const [request, message] of cases) {
    const error = assertThrows(
      () => answerJson(request, "linux-6.12"),
      InputError,
    );
    assertEquals(error.message.startsWith(message), true, error.message);
  }
});

Deno.test("the schema of requests in the repository is not stale", async () => {
  const kept = await Deno.readTextFile(
    new URL("../../schema/request.schema.json", import.meta.url),
  );
  assertEquals(kept, requestJsonSchemaText());
});

Deno.test("decide() asks mmap_prepare where the kernel knows it", () => {
  const file = {
    type: "chr",
    capabilities: "DIRECT|READ",
    getUnmappedArea: { base: 0x2000_0000 },
    mmapPrepare: "ok",
  } as const;
  const request = { length: 4096, prot: "READ", flags: "SHARED", file };
  const ask = (name: string, parts: object = {}) => {
    const edition = findEdition(name) as Edition;
    const { reason, calls } = decide({
      ...request,
      file: { ...file, ...parts },
      machine: { edition },
    });
    return `${reason}: ${calls.map(({ operation }) => operation).join(" ")}`;
  };
  assertEquals(ask("linux-6.12"), "no-mmap-operation: ");
  assertEquals(
    ask("linux-6.18"),
    "shared-direct: mmap_capabilities get_unmapped_area mmap_prepare",
  );
  assertEquals(ask("linux-6.18", { mmap: "ok" }), "mmap-beside-mmap-prepare: ");
  assertEquals(
    ask("linux-6.12", { mmap: "ok" }),
    "shared-direct: mmap_capabilities get_unmapped_area mmap",
  );
});
