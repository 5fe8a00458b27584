import { assertEquals, assertMatch } from "@std/assert";
import { pageTest } from "./browser.ts";

const ROOT = new URL("../../", import.meta.url).pathname;

let server: Deno.ChildProcess | undefined;

/** Starts the command on a free port and answers what it prints. */
async function served(): Promise<string> {
  server = new Deno.Command("deno", {
    args: [
      "run",
      "--allow-read",
      "--allow-run=deno",
      "--allow-net=127.0.0.1",
      "src/cli/main.ts",
      "explorer",
      "--port",
      "0",
    ],
    cwd: ROOT,
    stdin: "null",
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const reader = server.stdout.getReader();
  const { value } = await reader.read();
  reader.releaseLock();
  return new TextDecoder().decode(value).trim();
}

pageTest(
  "explorer: is served on loopback, and nothing else is",
  served,
  async ({ page, complaints }) => {
    try {
      assertMatch(page.url(), /^http:\/\/127\.0\.0\.1:\d+\/#/);
      await page.locator(".cell").first().waitFor();
      const { origin } = new URL(page.url());
      assertEquals(complaints.requests, [`${origin}/`]);
      assertEquals(complaints.console, []);
      const other = await page.context().newPage();
      const answer = await other.goto(`${origin}/deno.json`);
      assertEquals(answer?.status(), 404);
    } finally {
      server?.kill();
      await server?.stdout.cancel();
      await server?.status;
    }
  },
);
