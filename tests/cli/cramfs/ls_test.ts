import { assertEquals } from "@std/assert";
import { buildCramfs } from "../../../src/files/cramfs/build.ts";
import { walkCramfs } from "../../../src/files/cramfs/walk.ts";
import { sampleImage } from "../../files/cramfs/sample.ts";
import { lineOf, run, withImage } from "./command.ts";

const sample = sampleImage();

Deno.test("nommap cramfs ls says what can be mapped in place, and where", async () => {
  await withImage(sample.flash, async (image) => {
    const listed = await run("ls", image, "--at", "0x22000000");
    assertEquals([listed.status, listed.err], [0, []]);
    assertEquals(listed.out.length, 1 + 28);
    assertEquals(
      listed.out[0],
      `${image}: 'Compressed', ${sample.size} bytes, little-endian, ` +
        `superblock at 0, flags 0x903, checksum right`,
    );
    assertEquals(
      /^-rw-r--r-- +14336 \/xip {2}direct at 0x22[0-9a-f]{3}000, 4 pages$/
        .test(lineOf(listed, "/xip")),
      true,
    );
    assertEquals(
      /^-rw-r--r-- +20000 \/cmid {2}copy: block 2 is compressed \(pointer 0x4/
        .test(lineOf(listed, "/cmid")),
      true,
    );
    assertEquals(
      lineOf(listed, "/empty"),
      "-rw-r--r--         0 /empty  EINVAL: the file is empty",
    );
    assertEquals(
      lineOf(listed, "/dir/link -> ../xip"),
      "lrwxrwxrwx         6 /dir/link -> ../xip",
    );
    assertEquals(
      lineOf(listed, "/dir/null"),
      "crw-rw-rw-      1, 3 /dir/null",
    );
    assertEquals(
      lineOf(listed, "/unal").endsWith(
        ", 4 pages [address-not-page-aligned, last-full-block-reads-zeros]",
      ),
      true,
    );
  });
});

Deno.test("nommap cramfs ls without an address gives offsets", async () => {
  await withImage(sample.flash, async (image) => {
    const line = lineOf(await run("ls", image), "/tinyz");
    assertEquals(
      /\/tinyz {2}direct at image\+0x[0-9a-f]+000, 1 page$/.test(line),
      true,
      line,
    );
  });
});

Deno.test("nommap cramfs ls --mmu says how a revision maps", async () => {
  await withImage(sample.flash, async (image) => {
    const listed = await run("ls", image, "--mmu", "linux-6.12");
    assertEquals(
      lineOf(listed, "/shared").endsWith(
        ", 2 pages, then paged: last page is shared",
      ),
      true,
    );
    assertEquals(
      lineOf(listed, "/tinyj").endsWith("paged: no suitable block remaining"),
      true,
    );
  });
});

Deno.test("nommap cramfs ls escapes names that could confuse a terminal", async () => {
  const bytes = sample.flash.slice();
  const { position } = [...walkCramfs(sample)].find(({ path }) =>
    path === "/xip"
  )!.entry!;
  bytes.set([0x1b, 0x5b, 0x6d], position + 12);
  await withImage(bytes, async (image) => {
    const { out } = await run("ls", image);
    assertEquals(out.some((line) => line.includes("\\x1b[m")), true);
    assertEquals(out.join("").includes("\x1b"), false);
    assertEquals(/checksum 0x\w+ should be 0x\w+$/.test(out[0]!), true);
  });
});

Deno.test("nommap cramfs ls reads big-endian images if asked", async () => {
  const { flash } = sampleImage({ endian: "big" });
  await withImage(flash, async (image) => {
    const refused = await run("ls", image);
    assertEquals([refused.status, refused.out], [2, []]);
    assertEquals(refused.err, [
      `nommap: ${image}: Wrong endianness: the image is big-endian`,
    ]);
    assertEquals((await run("ls", image, "--endian", "any")).status, 0);
  });
});

Deno.test("nommap cramfs ls shows of a link what a kernel follows", async () => {
  const target = "a".repeat(4094) + "bcd";
  const image = buildCramfs({
    type: "dir",
    children: { link: { type: "lnk", target } },
  });
  await withImage(image, async (path) => {
    const listed = await run("ls", path);
    assertEquals([listed.status, listed.err], [0, []]);
    assertEquals(
      listed.out[2],
      `lrwxrwxrwx      4097 /link -> ${target.slice(0, 4095)}`,
    );
  });
});

Deno.test("nommap cramfs ls ends where links go on and on", async () => {
  const link = { type: "lnk", target: "a".repeat(4095) } as const;
  const children = Object.fromEntries(
    Array.from({ length: 4200 }, (_, number) => [`l${number}`, link]),
  );
  const image = buildCramfs({ type: "dir", children }, { dedup: true });
  await withImage(image, async (path) => {
    const listed = await run("ls", path);
    assertEquals(listed.status, 2);
    assertEquals(listed.out.length, 2 + 4097);
    assertEquals(
      listed.err.join("\n").includes(
        "Symbolic links lead to more than 16777216 bytes of paths",
      ),
      true,
    );
  });
});
