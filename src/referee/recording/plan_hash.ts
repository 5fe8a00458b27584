/**
 * Telling whether the kernel would still be asked what it was asked once.
 *
 * @module
 */

/**
 * Hash of what the kernel is asked in the cases of a test: two times 32 bits
 * of FNV-1a over keys and values, which is enough to notice a change.
 */
export function planHash(
  cases: readonly { readonly plan: object }[],
): string {
  const hash = new Hash();
  for (const { plan } of cases) hash.value(plan);
  return hash.text();
}

/** Hash of what a kernel with an MMU is asked in a test. */
export function mmuPlanHash({ plan }: { readonly plan?: object }): string {
  return planHash(plan === undefined ? [] : [{ plan }]);
}

class Hash {
  #low = 0x811c9dc5;
  #high = 0x1b873593;

  text(): string {
    return [this.#high, this.#low]
      .map((part) => (part >>> 0).toString(16).padStart(8, "0")).join("");
  }

  value(value: unknown): void {
    switch (typeof value) {
      case "number":
        return this.#number(value);
      case "bigint":
        this.#word(Number(value & 0xffff_ffffn));
        return this.#word(Number(value >> 32n));
      case "string":
        return this.#string(value);
      case "boolean":
        return this.#word(value ? 1 : 2);
      case "object":
        if (value !== null) this.#object(value);
    }
  }

  #object(value: object): void {
    if (value instanceof Uint8Array) {
      this.#word(value.length);
      for (const byte of value) this.#word(byte);
    } else if (Array.isArray(value)) {
      this.#word(value.length);
      for (const item of value) this.value(item);
    } else {
      for (const key in value) {
        const item = (value as Readonly<Record<string, unknown>>)[key];
        if (item === undefined) continue;
        this.#string(key);
        this.value(item);
      }
      this.#word(0x7d);
    }
  }

  #number(value: number): void {
    this.#word(value);
    this.#word(Math.floor(value / 0x1_0000_0000));
  }

  #string(text: string): void {
    this.#word(text.length);
    for (let i = 0; i < text.length; i++) this.#word(text.charCodeAt(i));
  }

  #word(word: number): void {
    this.#low = Math.imul(this.#low ^ word, 0x01000193);
    this.#high = Math.imul(this.#high ^ word, 0x85ebca6b);
  }
}
