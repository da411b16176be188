import { describeReaders } from "./outlives.ts";
import { READERS } from "./readers/index.ts";

describeReaders(READERS);
