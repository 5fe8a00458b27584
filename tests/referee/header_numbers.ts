/** The numbers of a header in kernel/ by name. */
export function headerNumbers(name: string): Map<string, bigint> {
  const text = Deno.readTextFileSync(
    new URL(`../../kernel/${name}`, import.meta.url),
  );
  return new Map(
    [...text.matchAll(/^#define (\w+) (0x[0-9a-f]+|\d+)(?:ULL)?$/gm)]
      .map(([, name, value]) => [name!, BigInt(value!)]),
  );
}

/** The numbers of a module by the names that a header gives them. */
export function* groupedNumbers(
  module: object,
  prefix: Readonly<Record<string, string>> = {},
): Generator<[string, bigint]> {
  for (const [group, value] of Object.entries(module)) {
    if (typeof value === "object") {
      for (const [name, number] of Object.entries(value)) {
        yield [`${prefix[group] ?? group}_${name}`, BigInt(number as number)];
      }
    } else {
      yield [group, BigInt(value)];
    }
  }
}
