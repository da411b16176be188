import { synthesize } from "./stacks/synthesize.ts";

/** Synthesizes one environment into the stacks storage, platform and content: what `npx cdktf` and `quantflow up` run. */
synthesize(process.env, import.meta.dirname);
