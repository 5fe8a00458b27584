import { assertEquals } from "@std/assert";
import { messageCounters } from "../../../src/referee/build/symbols.ts";

Deno.test("messageCounters() tells variables apart by their source file", () => {
  const symbols = `
   Num:    Value          Size Type    Bind   Vis      Ndx Name
     1: 0000000000000000     0 FILE    LOCAL  DEFAULT  ABS nommu.c
     2: 00000000801ce5b0     4 OBJECT  LOCAL  DEFAULT   16 limit.2
     3: 00000000801c9d2b     1 OBJECT  LOCAL  DEFAULT   13 __already_done.1
     4: 0000000000000000     0 FILE    LOCAL  DEFAULT  ABS open.c
     5: 00000000801bf250    32 OBJECT  LOCAL  DEFAULT    8 _rs.1
     6: 0000000000000000     0 FILE    LOCAL  DEFAULT  ABS read_write.c
     7: 00000000801c0a28    32 OBJECT  LOCAL  DEFAULT    8 _rs.1
     8: 0000000080057000    12 FUNC    LOCAL  DEFAULT    2 limit
`;
  assertEquals(messageCounters(symbols), [
    [0x801ce5b0, 4],
    [0x801c0a28, 32],
  ]);
});
