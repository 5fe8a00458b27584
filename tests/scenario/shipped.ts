/** The text of every scenario file of the project. */
export function shippedTexts(): string[] {
  const texts: string[] = [];
  const folders = [new URL("../../scenarios/", import.meta.url)];
  for (const folder of folders) {
    for (const { name, isDirectory } of Deno.readDirSync(folder)) {
      const url = new URL(isDirectory ? `${name}/` : name, folder);
      if (isDirectory) folders.push(url);
      if (name.endsWith(".yaml")) texts.push(Deno.readTextFileSync(url));
    }
  }
  return texts;
}
