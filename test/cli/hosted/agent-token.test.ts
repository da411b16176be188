import { expect, it } from "vitest";
import { requireAgentToken } from "../../../cli/hosted/agent-token.ts";
import { modelOf, siteOf } from "../../../cli/stack/site.ts";
import { UNRESOLVED } from "../../../stacks/resolution.ts";
import { temporaryFolder } from "../fixtures.ts";

const site = (name: string) => siteOf({ root: temporaryFolder(), variables: {} }, name);

it("an agent without a token is not started, and its variable is named", () => {
  const hosted = site("grafana-cloud");
  const model = modelOf(hosted, UNRESOLVED);
  expect(() => requireAgentToken(hosted, model)).toThrow(
    expect.objectContaining({
      code: "hosted/agent-token-missing",
      message: expect.stringContaining("QUANTFLOW_SECRET_REMOTE_WRITE_TOKEN_FILE"),
    }),
  );
  expect(() => requireAgentToken({ store: { find: () => "a-token" } }, model)).toThrow(
    expect.objectContaining({ code: "hosted/address-of-nobody" }),
  );
});

it("a Prometheus of the environment's own needs none", () => {
  const local = site("local");
  expect(() => requireAgentToken(local, modelOf(local, UNRESOLVED))).not.toThrow();
});
