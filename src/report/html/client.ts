/// <reference lib="dom" />
/**
 * What the report does in the browser. The text of the function stands in the
 * page, so that it may use nothing from outside.
 *
 * @module
 */

/** Filter, opening by link, and bodies that are inflated when opened. */
export function reportClient(): void {
  const one = <T extends Element>(selector: string): T =>
    document.querySelector<T>(selector)!;
  const all = [...document.querySelectorAll<HTMLDetailsElement>(".scenario")];
  const text = one<HTMLInputElement>("#filter");
  const status = one<HTMLSelectElement>("#status");
  const kernel = one<HTMLSelectElement>("#kernel");
  const count = one<HTMLOutputElement>("#count");

  const apply = (): void => {
    const words = text.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const each of all) {
      const { text = "", status: is = "", kernels = "" } = each.dataset;
      const matches = words.every((word) => text.includes(word)) &&
        (status.value === "" || is === status.value) &&
        (kernel.value === "" || kernels.split(" ").includes(kernel.value));
      each.hidden = !matches;
      if (matches) shown++;
    }
    for (const group of document.querySelectorAll<HTMLElement>(".file")) {
      group.hidden = group.querySelector(".scenario:not([hidden])") === null;
    }
    count.value = shown === all.length
      ? `${shown} scenarios`
      : `${shown} of ${all.length} scenarios`;
    one<HTMLElement>("#none").hidden = shown > 0;
  };
  for (const control of [text, status, kernel]) {
    control.addEventListener("input", apply);
  }

  let parts: Promise<readonly string[]> | undefined;
  const inflate = async (): Promise<readonly string[]> => {
    const coded = atob(one("#parts").textContent ?? "");
    const bytes = Uint8Array.from(coded, (each) => each.charCodeAt(0));
    const stream = new Blob([bytes]).stream()
      .pipeThrough(new DecompressionStream("deflate-raw"));
    return JSON.parse(await new Response(stream).text());
  };
  const fill = async (each: HTMLDetailsElement): Promise<void> => {
    const { part } = each.dataset;
    if (!each.open || part === undefined) return;
    delete each.dataset.part;
    each.querySelector(".body")!.innerHTML =
      (await (parts ??= inflate()))[Number(part)]!;
  };
  /** What is not scrolled is no stop of the keyboard. */
  const setStops = (within: ParentNode): void => {
    for (const each of within.querySelectorAll<HTMLElement>(".scroll")) {
      if (each.scrollWidth > each.clientWidth) each.tabIndex = 0;
      else each.removeAttribute("tabindex");
    }
  };
  /** Only what comes near the window is filled: there may be thousands. */
  const near = new IntersectionObserver(async (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      near.unobserve(target);
      await fill(target as HTMLDetailsElement);
      setStops(target);
    }
  }, { rootMargin: "1000px" });
  for (const each of all) {
    each.addEventListener("toggle", () => {
      if (each.open) near.observe(each);
      else near.unobserve(each);
    });
  }
  globalThis.addEventListener("resize", () => setStops(document));

  const follow = (): void => {
    const id = decodeURIComponent(location.hash.slice(1));
    const target = id === "" ? null : document.getElementById(id);
    if (target === null) return;
    const details = target.closest("details");
    if (details !== null) details.open = true;
    target.scrollIntoView();
  };
  globalThis.addEventListener("hashchange", follow);

  one("#open").addEventListener("click", () => {
    for (const each of all) if (!each.hidden) each.open = true;
  });
  one("#close").addEventListener("click", () => {
    for (const each of all) each.open = false;
  });
  document.addEventListener("keydown", (event) => {
    const { target, key } = event;
    const typing = target instanceof HTMLInputElement ||
      target instanceof HTMLSelectElement;
    if (key !== "/" || typing || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    text.focus();
  });
  apply();
  follow();
}
