/** The fenced blocks of the pages. */
export const ROOT: URL = new URL("../../", import.meta.url);

/** A fenced block. */
export interface Block {
  /** Its page, from the root. */
  readonly page: string;
  /** Line of the fence, from 1. */
  readonly line: number;
  /** What stands behind the fence. */
  readonly info: string;
  /** What is in it. */
  readonly text: string;
  /** The last scenario file that the page names before it. */
  readonly file?: string;
}

/** The fenced blocks of a page. */
export function blocksOf(page: string, markdown: string): Block[] {
  const found: Block[] = [];
  const fence = /^```([^\n]*)\n([\s\S]*?)^```$/gm;
  for (const match of markdown.matchAll(fence)) {
    const before = markdown.slice(0, match.index);
    const named = [...before.matchAll(/`(scenarios\/[\w-]+\.yaml)`/g)].at(-1);
    found.push({
      page,
      line: before.split("\n").length,
      info: match[1]!.trim(),
      text: match[2]!,
      ...(named === undefined ? {} : { file: named[1]! }),
    });
  }
  return found;
}

/** The pages, from the root. */
export async function pages(): Promise<string[]> {
  const names = ["README.md"];
  for await (const { name } of Deno.readDir(new URL("docs/", ROOT))) {
    if (name.endsWith(".md")) names.push(`docs/${name}`);
  }
  return names.sort();
}

/** The blocks of every page. */
export async function allBlocks(): Promise<Block[]> {
  const found: Block[] = [];
  for (const page of await pages()) {
    const text = await Deno.readTextFile(new URL(page, ROOT));
    found.push(...blocksOf(page, text));
  }
  return found;
}
