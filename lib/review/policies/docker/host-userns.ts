import { ofContainer } from "../attributes.ts";
import { containers } from "../example.ts";
import type { Policy } from "../policy.ts";

export const hostUserns: Policy = {
  id: "docker/host-userns",
  summary: "No container shares the machine's user namespace",
  why: "Root in the container is root outside, even on an engine that maps users apart.",
  alsoKnownAs: ["CIS Docker 5.31"],
  bad: containers({ userns_mode: "host" }),
  good: containers({}, { userns_mode: "" }),
  run: ofContainer(({ userns_mode: mode }) =>
    mode === "host" ? [{ message: "shares the machine's user namespace", remedy: "remove userns_mode" }] : [],
  ),
};
