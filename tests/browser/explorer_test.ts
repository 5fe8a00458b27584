import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { buildExplorer } from "../../src/explorer/build.ts";
import { findEdition } from "../../src/policy/editions.ts";
import { ENGINE_NAMES } from "../../src/scenario/known_names.ts";
import { parseScenarios } from "../../src/scenario/parse.ts";
import { runScenario } from "../../src/scenario/run/run.ts";
import { pageTest } from "./browser.ts";
import { lowContrast } from "./contrast.ts";

let built: Promise<string> | undefined;

function explorer(): Promise<string> {
  return built ??= (async () => {
    const file = await Deno.makeTempFile({ suffix: ".html" });
    addEventListener("unload", () => Deno.removeSync(file));
    await Deno.writeTextFile(file, await buildExplorer());
    return `file://${file}`;
  })();
}

pageTest(
  "explorer: opens with an answer, asks for nothing, complains about nothing",
  explorer,
  async ({ page, complaints }) => {
    const headline = page.locator("#headline");
    assertStringIncludes(await headline.textContent() ?? "", "ENODEV");
    assertEquals(await page.locator(".grid .cell").count(), 16);
    assert(await page.locator("svg.mem").isVisible());
    assertEquals(complaints.requests, [await explorer()]);
    assertEquals(complaints.console, []);
  },
);

pageTest(
  "explorer: every switch changes the answer at once",
  explorer,
  async ({ page, complaints }) => {
    const reason = (): Promise<string | null> =>
      page.locator("#headline code").textContent();
    await page.selectOption("#f-area", "base");
    assertEquals(await reason(), "shared-direct");
    await page.selectOption("#f-flags", "PRIVATE");
    assertEquals(await reason(), "private-needs-copy");
    await page.check("#f-caps");
    await page.check("#f-cap_COPY");
    await page.check("#f-cap_DIRECT");
    await page.check("#f-cap_READ");
    assertEquals(await reason(), "private-writable");
    await page.uncheck("#f-WRITE");
    assertEquals(await reason(), "private-direct");
    await page.check("#f-ptraced");
    assertEquals(await reason(), "private-traced");
    await page.selectOption("#f-kernel", "linux-6.1");
    assert(await page.locator("#details .hazard").isVisible());
    await page.selectOption("#f-mode", "w");
    assertEquals(await reason(), "not-open-for-reading");
    await page.selectOption("#f-file", "none");
    assertEquals(await reason(), "anonymous");
    assertEquals(await page.locator("#f-caps").isVisible(), false);
    assertEquals(complaints.console, []);
  },
);

pageTest(
  "explorer: what cannot be asked is said at its switch",
  explorer,
  async ({ page, complaints }) => {
    await page.fill("#f-length", "<b>lots</b>");
    assertStringIncludes(
      await page.locator("#e-length").textContent() ?? "",
      "<b>lots</b>",
    );
    assertEquals(await page.getAttribute("#f-length", "aria-invalid"), "true");
    await page.fill("#f-length", "4KiB");
    assertEquals(await page.locator("#e-length").textContent(), "");
    assertEquals(await page.getAttribute("#f-length", "aria-invalid"), "false");
    assertEquals(complaints.console, []);
  },
);

pageTest(
  "explorer: the link holds the state",
  explorer,
  async ({ page }) => {
    await page.selectOption("#preset", "1");
    await page.check("#f-noexec");
    await page.fill("#f-offset", "0x3000");
    await page.selectOption("#f-kernel", "linux-2.6.11-bdi");
    const link = page.url();
    const headline = await page.locator("#headline").textContent();
    const scenario = await page.locator("#scenario").textContent();
    await page.goto("about:blank");
    await page.goto(link);
    assertEquals(await page.locator("#headline").textContent(), headline);
    assertEquals(await page.locator("#scenario").textContent(), scenario);
    assert(await page.isChecked("#f-noexec"));
    assertEquals(await page.inputValue("#f-offset"), "0x3000");
    assertEquals(await page.inputValue("#f-kernel"), "linux-2.6.11-bdi");
    assertEquals(page.url(), link);
    await page.evaluate(() => location.hash = "file=none&flags=PRIVATE");
    await page.locator("#headline code", { hasText: "anonymous" }).waitFor();
  },
);

pageTest(
  "explorer: a cell of the table sets the request, also from the keyboard",
  explorer,
  async ({ page }) => {
    const cell = page.locator('.cell[data-prot="5"][data-type="PRIVATE"]');
    await cell.focus();
    await page.keyboard.press("Enter");
    assert(await page.isChecked("#f-READ"));
    assertEquals(await page.isChecked("#f-WRITE"), false);
    assert(await page.isChecked("#f-EXEC"));
    assertEquals(await page.inputValue("#f-flags"), "PRIVATE");
    assertEquals(await cell.getAttribute("aria-pressed"), "true");
    assertEquals(
      await page.evaluate(() => document.activeElement!.className),
      "cell",
    );
  },
);

pageTest(
  "explorer: the copied scenario parses and passes",
  explorer,
  async ({ page }) => {
    for (const preset of ["0", "1", "2", "3", "4"]) {
      await page.selectOption("#preset", preset);
      const text = await page.locator("#scenario").textContent() ?? "";
      await page.context().grantPermissions([
        "clipboard-read",
        "clipboard-write",
      ]);
      await page.click("#copy");
      await page.locator("#said", { hasText: "Scenario copied" }).waitFor();
      assertEquals(
        await page.evaluate(() => navigator.clipboard.readText()),
        text,
      );
      const { scenarios, errors } = parseScenarios(
        text,
        "copied",
        ENGINE_NAMES,
      );
      assertEquals(errors, []);
      const [scenario] = scenarios;
      const edition = findEdition(scenario!.kernels[0]!)!;
      assertEquals(runScenario(scenario!, edition).status, "passed");
    }
  },
);

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [1280, 400]) {
    pageTest(
      `explorer: ${colorScheme} at ${width} pixels: contrast and width`,
      explorer,
      async ({ page }) => {
        await page.selectOption("#preset", "1");
        await page.locator(".folded summary").first().click();
        assertEquals(await lowContrast(page), []);
        await page.fill("#f-length", "x");
        assertEquals(
          (await lowContrast(page)).filter((text) =>
            /error|headline/.test(text)
          ),
          [],
        );
        const over = await page.evaluate(() =>
          document.documentElement.scrollWidth - innerWidth
        );
        assert(over <= 0, `${over} pixels too wide`);
      },
      { width, colorScheme },
    );
  }
}
