import { ofType } from "../attributes.ts";
import { example } from "../example.ts";
import { BACKEND } from "../from-synthesized.ts";
import type { Policy } from "../policy.ts";

/** Holds only where a state is shared; an environment of one machine may keep its own. */
export const remoteState: Policy = {
  id: "terraform/remote-state",
  summary: "The state is kept where it is locked and shared",
  why: "Two applies from two local states destroy each other's work, and a lost file leaves everything running unowned.",
  alsoKnownAs: [],
  bad: [example(BACKEND, { backend: "local", path: "terraform.tfstate" })],
  good: [example(BACKEND, { backend: "s3" }), example(BACKEND, { backend: "pg" })],
  run: ofType(BACKEND, ({ backend }) =>
    backend === "local"
      ? [{ message: "the state is a file of one machine", remedy: "name a backend with locking: s3, http or pg" }]
      : [],
  ),
};
