import { assertEquals } from "@std/assert";
import { startProgress } from "../../../src/referee/host/progress.ts";

function recorded(
  options: { terminal: boolean; interval?: number },
): [string[], ReturnType<typeof startProgress>] {
  const lines: string[] = [];
  const write = (text: string) => void lines.push(text);
  return [lines, startProgress("Linux", { ...options, write })];
}

Deno.test("startProgress() rewrites one line on a terminal", () => {
  const [lines, progress] = recorded({ terminal: true });
  progress.stage("compiling");
  progress.done("Linux: built");
  assertEquals(lines, [
    "\r\x1b[KLinux: compiling (0 s)",
    "\r\x1b[KLinux: built\n",
  ]);
});

Deno.test("startProgress() writes whole lines elsewhere, and not too many", () => {
  const [lines, progress] = recorded({ terminal: false });
  progress.stage("compiling");
  for (let i = 0; i < 1000; i++) progress.update(`${i} files`);
  progress.done("Linux: built");
  assertEquals(lines, ["Linux: compiling (0 s)\n", "Linux: built\n"]);
});

Deno.test("startProgress() tells details once the interval is over", () => {
  const [lines, progress] = recorded({ terminal: false, interval: 0 });
  progress.stage("compiling");
  progress.update("3 files");
  assertEquals(lines.at(-1), "Linux: compiling 3 files (0 s)\n");
});
