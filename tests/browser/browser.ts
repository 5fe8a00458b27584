/**
 * Tests that drive a real browser. They are skipped, and say why, where there
 * is no browser or it may not be started.
 */
import fs from "node:fs";
import type { Browser, Page } from "npm:playwright-core@1.65.1";

/** Where Debian puts it. */
const CHROMIUM = "/usr/bin/chromium";

const ARGUMENTS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** What a page may complain about while it is tested. */
export interface Complaints {
  /** Errors and warnings of the console, and uncaught errors. */
  readonly console: string[];
  /** Addresses that were asked for. */
  readonly requests: string[];
}

/** A page under test. */
export interface PageTest {
  /** The page. */
  readonly page: Page;
  /** What it complained about. */
  readonly complaints: Complaints;
}

/** How a page is opened. */
export interface PageOptions {
  /** Width of the window in pixels; 1280 if left out. */
  readonly width?: number;
  /** What the user prefers; light if left out. */
  readonly colorScheme?: "light" | "dark";
}

function reasonToSkip(): string | undefined {
  const run = Deno.permissions.querySync({ name: "run", command: CHROMIUM });
  if (run.state !== "granted") {
    return `no permission to run ${CHROMIUM}; use 'deno task test:browser'`;
  }
  try {
    Deno.statSync(CHROMIUM);
  } catch {
    return `${CHROMIUM} is missing; it is Debian's package 'chromium'`;
  }
  return undefined;
}

const SKIPPED = reasonToSkip();
let browser: Browser | undefined;

if (SKIPPED === undefined) {
  Deno.test.beforeAll(async () => {
    const { chromium } = await loadPlaywright();
    browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: ARGUMENTS,
    });
  });
  Deno.test.afterAll(() => browser?.close());
}

/**
 * Playwright looks for files under /proc when it is loaded, which Deno permits
 * only to those who may do everything; for the others they do not exist.
 */
async function loadPlaywright(): Promise<
  typeof import("npm:playwright-core@1.65.1")
> {
  const { existsSync } = fs;
  fs.existsSync = (path) => {
    try {
      return existsSync(path);
    } catch {
      return false;
    }
  };
  try {
    return await import("npm:playwright-core@1.65.1");
  } finally {
    fs.existsSync = existsSync;
  }
}

/** Registers a test of a page that is at `url` when the test begins. */
export function pageTest(
  name: string,
  url: () => string | Promise<string>,
  test: (page: PageTest) => Promise<void>,
  options: PageOptions = {},
): void {
  Deno.test({
    name: SKIPPED === undefined ? name : `${name} (skipped: ${SKIPPED})`,
    ignore: SKIPPED !== undefined,
    // The driver keeps timers and handles of its own between tests.
    sanitizeOps: false,
    sanitizeResources: false,
    async fn() {
      const { width = 1280, colorScheme = "light" } = options;
      const context = await browser!.newContext({
        viewport: { width, height: 900 },
        colorScheme,
      });
      const page = await context.newPage();
      const complaints: Complaints = { console: [], requests: [] };
      page.on("console", (message) => {
        if (message.type() === "error" || message.type() === "warning") {
          complaints.console.push(message.text());
        }
      });
      page.on("pageerror", (error) => complaints.console.push(error.message));
      page.on("request", (request) => complaints.requests.push(request.url()));
      try {
        await page.goto(await url());
        await test({ page, complaints });
      } finally {
        await context.close();
      }
    },
  });
}
