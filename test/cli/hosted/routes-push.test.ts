import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { push } from "../../../cli/routes.ts";
import { playedContext, temporaryFolder } from "../fixtures.ts";
import { type Answered, type Asked, served } from "./served.ts";

const SLACK = "https://hooks.slack.example/services/T0/B0/hunter2";
const SECRETS = {
  TF_VAR_slack_webhook_url: SLACK,
  TF_VAR_pagerduty_routing_key: "routing-key",
  TF_VAR_dead_man_switch_token: "token-of-the-switch",
  TF_VAR_alert_history_token: "token-of-the-history",
};

interface Told {
  readonly "dry-run"?: boolean;
  readonly overwrite?: boolean;
  readonly instance?: string;
}

/** `routes push` to an Alertmanager that answers so. */
async function pushedTo(answer: (asked: Asked) => Answered, { instance = "", ...options }: Told = {}) {
  const { url, asked } = await served(answer);
  const variables = { MIMIR_ADDRESS: url, MIMIR_API_KEY: "glc_token", QUANTFLOW_INSTANCE: instance, ...SECRETS };
  const played = playedContext({ root: temporaryFolder(), variables, pause: async () => {} });
  const values = { environment: "grafana-cloud", "dry-run": false, overwrite: false, json: true, ...options };
  const result = await push.run(played.context, values, []).then(
    (code) => ({ code, message: "", remedy: "" }),
    ({ code, message, remedy }) => ({ code, message, remedy }),
  );
  return { ...result, asked, told: played.told(), printed: played.printed() };
}

/** An Alertmanager that keeps what it is given. */
function keeping(first?: string) {
  let kept = first;
  return ({ method, body }: Asked): Answered => {
    if (method === "POST") {
      kept = body;
      return { status: 201 };
    }
    return kept === undefined
      ? { status: 404, text: "alertmanager storage object not found" }
      : { status: 200, text: kept };
  };
}

const theirs = stringify({ alertmanager_config: stringify({ receivers: [{ name: "office" }, { name: "billing" }] }) });

describe("pushing routes", () => {
  it("writes once, reads it back, and leaves it alone afterwards", async () => {
    const server = keeping();
    const first = await pushedTo(server);
    expect(first.asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
      "GET /api/v1/alerts",
      "POST /api/v1/alerts",
      "GET /api/v1/alerts",
    ]);
    expect(JSON.parse(first.printed)).toEqual({ configuration: "created" });
    const again = await pushedTo(server);
    expect(JSON.parse(again.printed)).toEqual({ configuration: "unchanged" });
    expect(again.asked).toHaveLength(1);
  });

  it("says what it would do, and does not do it", async () => {
    const { code, asked, printed } = await pushedTo(keeping(), { "dry-run": true });
    expect([code, JSON.parse(printed)]).toEqual([2, { configuration: "would be created" }]);
    expect(asked.map(({ method }) => method)).toEqual(["GET"]);
  });

  it("shows no secret that it sent where the server quotes it", async () => {
    const { code, message } = await pushedTo(({ method }) =>
      method === "GET"
        ? { status: 404, text: "configuration not found" }
        : { status: 400, text: `unsupported scheme for URL "${SLACK}", key routing-key` },
    );
    expect(code).toBe("hosted/refused");
    expect(message).toContain('unsupported scheme for URL "***", key ***');
  });

  it("leaves what somebody else wrote, and says what went where it is told to overwrite", async () => {
    const { code, message, asked } = await pushedTo(keeping(theirs));
    expect([code, asked.length]).toEqual(["hosted/routes-overwritten", 1]);
    expect(message).toContain("Its receivers would be gone: office, billing.");
    const overwritten = await pushedTo(keeping(theirs), { overwrite: true });
    expect(overwritten.told).toContain("as was told: a configuration with the receivers office, billing.");
    expect(JSON.parse(overwritten.printed)).toEqual({ configuration: "replaced" });
  });

  it("leaves what another instance of ours wrote", async () => {
    const server = keeping();
    await pushedTo(server, { instance: "two" });
    expect((await pushedTo(server)).code).toBe("hosted/routes-overwritten");
  });

  it("leaves what it cannot read, and says so", async () => {
    const { code, message } = await pushedTo(keeping(stringify({ alertmanager_config: "receivers: [" })));
    expect(code).toBe("hosted/routes-overwritten");
    expect(message).toContain("What it says cannot be read here, and would be gone.");
  });

  it("notices when what was taken reads back otherwise", async () => {
    const { code, remedy } = await pushedTo(({ method }) =>
      method === "GET" ? { status: 200, text: "" } : { status: 201 },
    );
    expect(code).toBe("hosted/otherwise-read");
    expect(remedy).toContain("npx quantflow routes push --dry-run");
  });
});
