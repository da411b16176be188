import { describeReaders } from "../../fuzz/outlives.ts";
import { READERS } from "./readers.ts";

describeReaders(READERS);
