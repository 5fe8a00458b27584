/// <reference lib="dom" />
/** Finds text that is hard to read: WCAG 2.2, contrast (minimum). */
import type { Page } from "npm:playwright-core@1.65.1";

/** Texts of a page whose contrast is below AA, with their ratio. */
export function lowContrast(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const canvas = document.createElement("canvas").getContext("2d", {
      willReadFrequently: true,
    })!;
    const rgba = (color: string): number[] => {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = color;
      canvas.fillRect(0, 0, 1, 1);
      return [...canvas.getImageData(0, 0, 1, 1).data];
    };
    const luminance = ([r = 0, g = 0, b = 0]: number[]): number => {
      const [x = 0, y = 0, z = 0] = [r, g, b].map((value) => {
        const part = value / 255;
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * x + 0.7152 * y + 0.0722 * z;
    };
    const ratio = (a: number[], b: number[]): number => {
      const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((p, q) =>
        p - q
      );
      return (high + 0.05) / (low + 0.05);
    };
    /** What is painted behind an element: its own box, or one around it. */
    const behind = (element: Element): number[] => {
      if (element instanceof SVGElement) {
        const rect = element.closest("g")?.querySelector("rect");
        const fill = rect && rgba(getComputedStyle(rect).fill);
        if (fill && fill[3] === 255) return fill;
      }
      for (let at: Element | null = element; at; at = at.parentElement) {
        const color = rgba(getComputedStyle(at).backgroundColor);
        if (color[3] === 255) return color;
      }
      return rgba("Canvas");
    };
    const found = new Set<string>();
    for (const element of document.querySelectorAll("body *")) {
      const own = [...element.childNodes].some((node) =>
        node.nodeType === Node.TEXT_NODE && node.textContent!.trim() !== ""
      );
      if (!own || element.getClientRects().length === 0) continue;
      if (element.closest(".hidden, script, style, title, noscript")) continue;
      const style = getComputedStyle(element);
      const front = rgba(
        element instanceof SVGElement ? style.fill : style.color,
      );
      const value = ratio(front, behind(element));
      const large = parseFloat(style.fontSize) >= 24;
      if (value < (large ? 3 : 4.5)) {
        found.add(
          `${value.toFixed(2)} ${element.tagName}.${
            element.getAttribute("class")
          }: ${element.textContent!.trim().slice(0, 40)}`,
        );
      }
    }
    return [...found];
  });
}
