export type { ComposeGiven } from "./given.ts";
export { COMPOSE_FILE, composeFiles } from "./project.ts";
export { SECRETS_VARIABLE } from "./secrets.ts";
