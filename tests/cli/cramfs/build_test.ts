import { assertEquals } from "@std/assert";
import { readFile } from "../../../src/files/cramfs/read.ts";
import { parseCramfs } from "../../../src/files/cramfs/image.ts";
import { walkCramfs } from "../../../src/files/cramfs/walk.ts";
import { inodeAt } from "../../files/cramfs/sample.ts";
import { inFolder } from "../run_cli.ts";
import { lineOf, run } from "./command.ts";

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
