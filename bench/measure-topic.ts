/** Measures one topic in a process of its own: what another topic has made of shared code must not slow this one. */
import { topics } from "./topics.ts";

const name = process.argv[2] ?? "";
process.send?.(await topics[name]?.());
