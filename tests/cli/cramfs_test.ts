import { assertEquals } from "@std/assert";
import { CRAMFS_HELP } from "../../src/cli/cramfs.ts";
import { main } from "../../src/cli/main.ts";
import { readFile } from "../../src/files/cramfs/block.ts";
import { parseCramfs } from "../../src/files/cramfs/image.ts";
import { CRAMFS_LAYOUTS } from "../../src/files/cramfs/layout.ts";
import { CRAMFS_REVISIONS } from "../../src/files/cramfs/revisions.ts";
import { walkCramfs } from "../../src/files/cramfs/walk.ts";
import { inodeAt, sampleImage } from "../files/cramfs/sample.ts";

interface Output {
  readonly status: number;
  readonly out: string[];
  readonly err: string[];
}

/** Runs the command line in this process and catches what it writes. */
async function run(...args: string[]): Promise<Output> {
  const out = catchOutput(Deno.stdout);
  const err = catchOutput(Deno.stderr);
  const status = await main(["cramfs", ...args]);
  return { status, out: out(), err: err() };
}

/** Keeps what is written until the function that it returns is called. */
function catchOutput(stream: typeof Deno.stdout): () => string[] {
  const { writeSync } = stream;
  const decoder = new TextDecoder();
  let text = "";
  stream.writeSync = (bytes) => {
    text += decoder.decode(bytes);
    return bytes.length;
  };
  return () => {
    stream.writeSync = writeSync;
    return text.split("\n").slice(0, -1);
  };
}

async function inFolder(
  work: (folder: string) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "nommap-cramfs-" });
  try {
    await work(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function withImage(
  bytes: Uint8Array,
  work: (image: string, folder: string) => Promise<void>,
): Promise<void> {
  await inFolder(async (folder) => {
    await Deno.writeFile(`${folder}/rom.img`, bytes);
    await work(`${folder}/rom.img`, folder);
  });
}

function lineOf({ out }: Output, path: string): string {
  const line = out.find((one) => one.slice(21).split("  ")[0] === path);
  if (line === undefined) throw new Error(`No ${path} in ${out.join("\n")}`);
  return line;
}

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

Deno.test("nommap cramfs build makes an image of a folder", async () => {
  await inFolder(async (folder) => {
    await Deno.mkdir(`${folder}/root/bin`, { recursive: true });
    await Deno.mkdir(`${folder}/root/empty`);
    await Deno.writeFile(
      `${folder}/root/bin/app`,
      new Uint8Array(9000).fill(7),
    );
    await Deno.chmod(`${folder}/root/bin/app`, 0o755);
    await Deno.writeTextFile(`${folder}/root/text`, "text\n".repeat(2000));
    await Deno.symlink("/etc/passwd", `${folder}/root/outside`);
    await Deno.symlink(folder, `${folder}/root/up`);
    const target = `${folder}/rom.img`;
    await Deno.writeTextFile(target, "old");
    const built = await run(
      "build",
      `${folder}/root`,
      target,
      "--layout",
      "classic",
      "--layout",
      "bin=aligned",
      "--superblock",
      "512",
      "--name",
      "root",
    );
    assertEquals(built.err, []);
    assertEquals(built.status, 0);
    const image = parseCramfs(await Deno.readFile(target));
    assertEquals(built.out, [`${target}: ${image.size} bytes`]);
    assertEquals([...walkCramfs(image)].map(({ path }) => path), [
      "/",
      "/bin",
      "/bin/app",
      "/empty",
      "/outside",
      "/text",
      "/up",
    ]);
    const text = (path: string) =>
      new TextDecoder().decode(readFile(image, inodeAt(image, path)));
    assertEquals(text("/outside"), "/etc/passwd");
    assertEquals(text("/up"), folder);
    assertEquals(text("/text"), "text\n".repeat(2000));
    assertEquals(inodeAt(image, "/bin/app").mode, 0o100755);
    assertEquals(image.superblock.offset, 512);
    assertEquals(image.superblock.name, "root");
    const listed = await run("ls", target);
    assertEquals(
      lineOf(listed, "/bin/app").includes("direct at image+0x"),
      true,
    );
    const left = [...Deno.readDirSync(folder)].map(({ name }) => name).sort();
    assertEquals(left, ["rom.img", "root"]);
  });
});

Deno.test("nommap cramfs build leaves an old image alone if it fails", async () => {
  await inFolder(async (folder) => {
    await Deno.mkdir(`${folder}/root`);
    await Deno.writeFile(
      `${folder}/root/big`,
      new Uint8Array(0x100_0000),
    );
    const target = `${folder}/rom.img`;
    await Deno.writeTextFile(target, "old");
    const built = await run("build", `${folder}/root`, target);
    assertEquals(built.status, 2);
    assertEquals(built.err, [
      `nommap: ${folder}/root/big: File has 16777216 bytes: ` +
      `at most 16777215 fit`,
    ]);
    assertEquals(await Deno.readTextFile(target), "old");
    assertEquals([...Deno.readDirSync(folder)].length, 2);
  });
});

for (
  const [what, args, message] of [
    ["no command", [], "Say what to do: ls or build"],
    ["an unknown command", ["frob"], "Unknown command 'cramfs frob'"],
    ["no image", ["ls"], "Name one image, not 0"],
    ["two images", ["ls", "a", "b"], "Name one image, not 2"],
    ["an unknown option", ["ls", "a", "--foo"], "Unknown option '--foo'"],
    ["a missing image", ["ls", "IN/no"], "/in/no: No such file or folder"],
    ["a folder for an image", ["ls", "IN"], "Is not a regular file"],
    ["what is no image", ["ls", "IN/text"], "Wrong magic 0x74786574"],
    ["a bad address", ["ls", "IN/text", "--at", "x"], "'x' is no address"],
    [
      "an address of 65 bits",
      ["ls", "IN/text", "--at", "0x10000000000000000"],
      "does not fit 64 bits",
    ],
    [
      "an unknown revision",
      ["ls", "IN/text", "--mmu", "v6"],
      "'v6' is no value of --mmu",
    ],
    ["no target", ["build", "IN"], "Name a folder and an image, not 1"],
    ["a missing folder", ["build", "IN/no", "IN/x"], "No such file"],
    ["a file for a folder", ["build", "IN/text", "OUT/x"], "Not a folder"],
    [
      "a target in the folder",
      ["build", "IN", "IN/x"],
      "Image would lie in the folder",
    ],
    [
      "a folder for a target",
      ["build", "IN", "OUT"],
      "/out: Exists and is not a regular file",
    ],
    [
      "a target in no folder",
      ["build", "IN", "OUT/no/x"],
      "/out/no/x: No such file or folder",
    ],
    [
      "an unknown layout",
      ["build", "IN", "OUT/x", "--layout", "text=odd"],
      "'odd' is no value of --layout",
    ],
    [
      "a layout for no file",
      ["build", "IN", "OUT/x", "--layout", "no=aligned"],
      "/in: No file at /no",
    ],
    [
      "a superblock elsewhere",
      ["build", "IN", "OUT/x", "--superblock", "1024"],
      "'1024' is no value of --superblock",
    ],
  ] as [string, string[], string][]
) {
  Deno.test(`nommap cramfs refuses ${what}`, async () => {
    await inFolder(async (folder) => {
      await Deno.mkdir(`${folder}/in`);
      await Deno.mkdir(`${folder}/out`);
      await Deno.writeTextFile(`${folder}/in/text`, "text");
      const paths = args.map((arg) =>
        arg.replace(/^IN/, `${folder}/in`).replace(/^OUT/, `${folder}/out`)
      );
      const { status, out, err } = await run(...paths);
      assertEquals([status, out], [2, []]);
      assertEquals(err[0]!.startsWith("nommap: "), true, err[0]);
      assertEquals(err[0]!.includes(message), true, err[0]);
      assertEquals([...Deno.readDirSync(`${folder}/out`)].length, 0);
    });
  });
}

Deno.test("nommap cramfs names the right word for a wrong one", async () => {
  assertEquals((await run("build", "a", "b", "--dedupe")).err, [
    "nommap: Unknown option '--dedupe'; did you mean '--dedup'?",
  ]);
  assertEquals((await run("lss")).err, [
    "nommap: Unknown command 'cramfs lss'; did you mean 'ls'?",
  ]);
  assertEquals((await run("ls", "a", "--mmu", "linux-6.1")).err, [
    "nommap: 'linux-6.1' is no value of --mmu: did you mean 'linux-6.12'?",
  ]);
});

Deno.test("The help names every option, layout and revision", () => {
  const words = [
    "--at",
    "--mmu",
    "--layout",
    "--superblock",
    "--endian",
    "--name",
    "--dedup",
    ...Object.keys(CRAMFS_LAYOUTS),
    ...Object.keys(CRAMFS_REVISIONS),
  ];
  for (const word of words) {
    assertEquals(CRAMFS_HELP.includes(word), true, word);
  }
});
