import { assertEquals, assertThrows } from "@std/assert";
import { writeNew, writeWhole } from "../../src/cli/whole_file.ts";
import { InputError } from "../../src/errors.ts";
import { inFolder } from "./run_cli.ts";

const ROOT = new URL("../../", import.meta.url);

function contents(folder: string): Record<string, string> {
  const names = [...Deno.readDirSync(folder)].map(({ name }) => name).sort();
  return Object.fromEntries(
    names.map((name) => [name, Deno.readTextFileSync(`${folder}/${name}`)]),
  );
}

/** Calls a function with a folder; no signal reaches what it calls. */
async function writing(work: (folder: string) => void): Promise<void> {
  const { addSignalListener } = Deno;
  Deno.addSignalListener = () => {};
  try {
    await inFolder((folder) => Promise.try(work, folder));
  } finally {
    Deno.addSignalListener = addSignalListener;
  }
}

const HALF = new TextEncoder().encode("ne");
const { writeFileSync } = Deno;

/** Calls a function while one of the system's answers that the disk is full. */
function withFullDisk(
  name: "writeFileSync" | "writeTextFileSync" | "renameSync",
  work: () => void,
): void {
  const before = Deno[name];
  const full = (path: string, _content: unknown, options: object): void => {
    if (name !== "renameSync") writeFileSync(path, HALF, options);
    throw new Error("No space left on device (os error 28)");
  };
  Object.assign(Deno, { [name]: full });
  try {
    work();
  } finally {
    Object.assign(Deno, { [name]: before });
  }
}

Deno.test("writeWhole() replaces a file, keeps its mode and links to it", async () => {
  await writing((folder) => {
    const file = `${folder}/report`;
    writeWhole(file, "one");
    Deno.chmodSync(file, 0o640);
    Deno.symlinkSync("report", `${folder}/link`);
    Deno.symlinkSync(`${folder}/new`, `${folder}/to-nothing`);
    writeWhole(`${folder}/link`, new TextEncoder().encode("two"));
    writeWhole(`${folder}/to-nothing`, "three");
    assertEquals(contents(folder), {
      link: "two",
      new: "three",
      report: "two",
      "to-nothing": "three",
    });
    assertEquals(Deno.statSync(file).mode! & 0o777, 0o640);
    for (const name of ["link", "to-nothing"]) {
      assertEquals(Deno.lstatSync(`${folder}/${name}`).isSymlink, true, name);
    }
  });
});

Deno.test("a mode that is right is left alone", async () => {
  await writing((folder) => {
    writeWhole(`${folder}/report`, "one");
    const { chmodSync } = Deno;
    Deno.chmodSync = () => {
      throw new Error("Operation not permitted (os error 1)");
    };
    try {
      writeWhole(`${folder}/report`, "two");
    } finally {
      Deno.chmodSync = chmodSync;
    }
    assertEquals(contents(folder), { report: "two" });
  });
});

Deno.test("what cannot be written whole leaves everything as it was", async () => {
  await writing((folder) => {
    const file = `${folder}/report`;
    writeWhole(file, "old");
    for (const name of ["writeFileSync", "renameSync"] as const) {
      withFullDisk(name, () => {
        assertThrows(
          () => writeWhole(file, "new"),
          InputError,
          `${file}: Cannot write: No space left on device`,
        );
      });
    }
    withFullDisk("writeTextFileSync", () => {
      assertThrows(() => writeNew(`${folder}/new.yaml`, "new"), InputError);
    });
    assertThrows(() => writeNew(file, "new"), InputError, "Is there already");
    assertThrows(() => writeWhole(folder, "new"), InputError, "regular file");
    assertThrows(
      () => writeWhole(`${folder}/missing/report`, "new"),
      InputError,
      "No such folder",
    );
    assertEquals(contents(folder), { report: "old" });
  });
});

/** Files of the referee that write what only it reads, and throw it away. */
const OTHERS =
  /^(cli\/whole_file|referee\/(boot\/guest_memory|build\/(build|source)))\.ts$/;

Deno.test("nothing that people read is written in another way", () => {
  const writing: string[] = [];
  const look = (folder: URL, path: string): void => {
    for (const { name, isDirectory } of Deno.readDirSync(folder)) {
      if (isDirectory) look(new URL(`${name}/`, folder), `${path}${name}/`);
      else if (name.endsWith(".ts")) {
        const text = Deno.readTextFileSync(new URL(name, folder));
        const writes = /Deno\.(write(Text)?File|create|copyFile)|write: true/;
        if (writes.test(text)) writing.push(path + name);
      }
    }
  };
  look(new URL("src/", ROOT), "");
  assertEquals(writing.filter((file) => !OTHERS.test(file)), []);
  assertEquals(writing.length, 4);
});
