import { assert, assertEquals, assertMatch } from "@std/assert";
import { reportPage } from "../../src/report/html/page.ts";
import {
  FAILING,
  HOSTILE_SCENARIO,
  observed,
  SHARED,
  TABLE,
} from "../report/html/sample.ts";
import { pageTest } from "./browser.ts";
import { lowContrast } from "./contrast.ts";

const ALL = [SHARED, FAILING, TABLE, HOSTILE_SCENARIO].join("---\n");

/** Writes the page once for each way of making it. */
function pageUrl(packAbove: number): () => Promise<string> {
  let url: Promise<string> | undefined;
  return () =>
    url ??= (async () => {
      const page = await reportPage(observed(ALL), { packAbove });
      const file = await Deno.makeTempFile({ suffix: ".html" });
      addEventListener("unload", () => Deno.removeSync(file));
      await Deno.writeTextFile(file, page);
      return `file://${file}`;
    })();
}

const plain = pageUrl(Infinity);
const packed = pageUrl(0);

pageTest(
  "report: renders, asks for nothing and has nothing to complain about",
  plain,
  async ({ page, complaints }) => {
    assertEquals(await page.title(), "nommap report");
    assertEquals(await page.locator(".scenario").count(), 4);
    assertEquals(await page.locator("#count").textContent(), "4 scenarios");
    await page.click("#open");
    assert(await page.locator("svg.mem").first().isVisible());
    assert(await page.locator("table.grid").isVisible());
    assertEquals(complaints.console, []);
    assertEquals(complaints.requests, [await plain()]);
  },
);

pageTest(
  "report: a packed page fills what is opened",
  packed,
  async ({ page, complaints }) => {
    assertEquals(await page.locator("svg.mem").count(), 0);
    await page.click("#s-shared-text > summary");
    await page.locator("#s-shared-text svg.mem").first().waitFor();
    assertEquals(await page.locator("#s-shared-text .step").count(), 4);
    assertEquals(await page.locator("#s-rom-table .grid").count(), 0);
    await page.click("#open");
    await page.evaluate(() =>
      new Promise((done) =>
        requestAnimationFrame(() => requestAnimationFrame(done))
      )
    );
    // What is far from the window is filled when it comes near.
    assertEquals(await page.locator("#s-rom-table .grid").count(), 0);
    await page.locator("#s-rom-table").scrollIntoViewIfNeeded();
    await page.locator("#s-rom-table .grid").waitFor();
    assertEquals(complaints.console, []);
  },
);

pageTest(
  "report: the filter finds ids, rules, errnos, states and kernels",
  plain,
  async ({ page }) => {
    const visible = (): Promise<string[]> =>
      page.locator(".scenario:visible .id").allTextContents();
    const cases: readonly [string, string[]][] = [
      ["rom", ["rom-table"]],
      ["EINVAL", ["rom-table"]],
      ["existing-region", ["shared-text"]],
      ["two processes", ["shared-text"]],
      ["nothing like this", []],
      ["", ["shared-text", "split-warns", "rom-table", "hostile"]],
    ];
    for (const [text, ids] of cases) {
      await page.fill("#filter", text);
      assertEquals(await visible(), ids);
      assertEquals(await page.locator("#none").isVisible(), ids.length === 0);
    }
    await page.selectOption("#status", "failed");
    assertEquals(await visible(), ["split-warns", "rom-table"]);
    assertEquals(
      await page.locator("#count").textContent(),
      "2 of 4 scenarios",
    );
    await page.selectOption("#kernel", "linux-6.1");
    assertEquals(await visible(), ["split-warns"]);
    await page.selectOption("#status", "known");
    assertEquals(await visible(), []);
  },
);

for (const [way, url] of [["plain", plain], ["packed", packed]] as const) {
  pageTest(`report: hostile texts stay texts, ${way}`, url, async (test) => {
    const { page, complaints } = test;
    await page.click("#s-hostile > summary");
    await page.locator("#s-hostile .note").waitFor();
    assertMatch(
      await page.locator("#s-hostile .name").textContent() ?? "",
      /^<script>globalThis\.pwned = 1<\/script><img src=x .*\\u202e\\x1b\[2J$/,
    );
    assertMatch(
      await page.locator("#s-hostile .note").textContent() ?? "",
      /^<iframe src=/,
    );
    assertEquals(await page.evaluate("globalThis.pwned"), undefined);
    assertEquals(
      await page.locator("img, iframe, main script, main style").count(),
      0,
    );
    assertEquals(complaints.console, []);
  });
}

pageTest(
  "report: everything can be reached and used with the keyboard",
  plain,
  async ({ page }) => {
    const focused = (): Promise<string> =>
      page.evaluate(() => {
        const element = document.activeElement!;
        return element.id || element.parentElement!.id ||
          element.getAttribute("aria-label") || element.tagName;
      });
    const seen: string[] = [];
    for (let i = 0; i < 11; i++) {
      await page.keyboard.press("Tab");
      seen.push(await focused());
    }
    assertEquals(seen, [
      "theme",
      "SUMMARY",
      "filter",
      "status",
      "kernel",
      "open",
      "close",
      "s-shared-text",
      "s-split-warns",
      "s-rom-table",
      "s-hostile",
    ]);
    await page.keyboard.press("Enter");
    assert(await page.locator("#s-hostile .body").isVisible());
    await page.keyboard.press("/");
    assertEquals(await focused(), "filter");
    await page.keyboard.type("rom");
    assertEquals(await page.locator(".scenario:visible").count(), 1);
  },
);

pageTest(
  "report: what is scrolled can be reached with the keyboard, and only that",
  plain,
  async ({ page }) => {
    await page.click("#s-shared-text > summary");
    const stops = page.locator("#s-shared-text .scroll[tabindex]");
    await page.locator("#s-shared-text .scroll:not([tabindex])").first()
      .waitFor();
    assertEquals(await stops.count(), 0);
    await page.setViewportSize({ width: 300, height: 900 });
    await stops.first().waitFor();
  },
);

pageTest("report: a link opens what it names", plain, async ({ page }) => {
  await page.goto(`${await plain()}#s-rom-table`);
  await page.reload();
  assert(await page.locator("#s-rom-table .grid").isVisible());
  await page.locator("#s-rom-table .way > summary").first().click();
  await page.locator("#s-rom-table .way[open] .path > li > a").first().click();
  assert(await page.locator("#rules dd").first().isVisible());
});

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [1280, 400]) {
    pageTest(
      `report: ${colorScheme} at ${width} pixels: contrast and width`,
      plain,
      async ({ page }) => {
        await page.click("#open");
        await page.locator(".legend > summary").click();
        await page.locator("#rules > summary").click();
        assertEquals(await lowContrast(page), []);
        const over = await page.evaluate(() =>
          document.documentElement.scrollWidth - innerWidth
        );
        assert(over <= 0, `${over} pixels too wide`);
      },
      { width, colorScheme },
    );
  }
}

pageTest(
  "report: the switch changes the theme, and it is remembered",
  plain,
  async ({ page }) => {
    const back = (): Promise<string> =>
      page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await back();
    await page.click("#theme");
    const dark = await back();
    assert(light !== dark);
    assertEquals(await page.getAttribute("#theme", "aria-pressed"), "true");
    await page.reload();
    assertEquals(await back(), dark);
    await page.click("#theme");
    assertEquals(await back(), light);
  },
);
