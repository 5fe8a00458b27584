/** What a page has packed, as a browser unpacks it. */
export async function unpackedParts(page: string): Promise<string[]> {
  const coded = /id="parts">([^<]*)</.exec(page)![1]!;
  const stream = new Blob([Uint8Array.fromBase64(coded)]).stream()
    .pipeThrough(new DecompressionStream("deflate-raw"));
  return await new Response(stream).json();
}
