import { testOutside } from "../diff/outside_classes.ts";

testOutside("linux-2.6.31", "linux-2.6.35");
testOutside("linux-4.9", "linux-5.15");
