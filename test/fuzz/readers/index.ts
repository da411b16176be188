import type { Reader } from "../reader.ts";
import { ANSWERS } from "./answers.ts";
import { DEPLOYMENT } from "./deployment.ts";
import { DOCUMENTS } from "./documents.ts";
import { RUNS } from "./runs.ts";

/** Every reader outside of the application. */
export const READERS: readonly Reader[] = [...DEPLOYMENT, ...ANSWERS, ...DOCUMENTS, ...RUNS];
