import type { Effect, Verdict } from "../../../../lib/review/verdict/verdict.ts";

const effect = (given: Pick<Effect, "resource" | "name" | "happens" | "action"> & Partial<Effect>): Effect => ({
  stack: "quantflow-stack-production",
  because: [],
  says: [],
  data: [],
  dependents: [],
  differences: [],
  warnings: [],
  ...given,
});

/** A release that bumps PostgreSQL, drops an exporter and edits rules, routing and a dashboard. */
export const example: Verdict = {
  outcome: "refused",
  effects: [
    effect({
      resource: "docker_volume.legacy_candles",
      name: "volume legacy-candles",
      happens: "destroyed",
      action: "delete",
      because: ["it is no longer declared"],
      says: ["nothing that stays mounts it"],
      data: ["candles before 2025"],
    }),
    effect({
      resource: "docker_container.postgres",
      name: "service postgres",
      happens: "replaced",
      action: "delete, create",
      because: ["image cannot be changed in place"],
      says: ["stops for about 4 s, as measured"],
      data: ["trades, candles and orders: the new major version does not read the old one's files"],
      dependents: ["service quantflow-app", "service postgres-exporter", "service grafana"],
      differences: ["image: postgres:16.4 -> postgres:17.2", "memory: 1 GiB -> 2 GiB"],
      warnings: ["memory_swap is reported as changed at every plan (kreuzwerker/terraform-provider-docker#434)"],
    }),
    effect({
      resource: "docker_container.redis_exporter",
      name: "service redis-exporter",
      happens: "replaced",
      action: "delete, create",
      because: ["command cannot be changed in place", "env cannot be changed in place"],
      says: ["stops; for how long is not measured"],
      differences: [
        "command[2]: --check-keys=trade:* -> --check-keys=order:*",
        "env REDIS_PASSWORD: «secret 1» -> «secret 2»",
      ],
    }),
    effect({
      resource: "docker_container.prometheus_rules",
      name: "files of prometheus",
      happens: "reloaded",
      action: "delete, create",
      because: ["upload cannot be changed in place"],
      says: ["prometheus loads the new files without a stop"],
      differences: [
        "alert FeedStale: threshold 5 s -> 10 s (proof: test/rules/feed.test.ts)",
        "alert OrderRejections: for 1m -> 2m",
        "alert OrderRejections: expression sum(rate(orders_rejected_total[5m])) > 0.1 -> sum by (venue) (rate(orders_rejected_total[5m])) > 0.1",
        "target redis:6379 added to job redis",
      ],
    }),
    effect({
      resource: "docker_container.alertmanager_files",
      name: "files of alertmanager",
      happens: "reloaded",
      action: "delete, create",
      says: ["alertmanager loads the new files without a stop"],
      differences: ["receiver email no longer gets critical"],
    }),
    effect({
      resource: "grafana_dashboard.latency",
      name: "dashboard Latency",
      happens: "changed",
      action: "update",
      differences: ["panel Latency by venue moved", "panel Order age added", "variable venue: default all -> binance"],
    }),
    ...["docker_network.orders", "docker_volume.orders", "docker_image.order_router"].map((resource) =>
      effect({ resource, name: resource, happens: "created", action: "create" }),
    ),
    effect({
      resource: "docker_image.grafana",
      name: "image grafana",
      happens: "drifted",
      action: "no-op",
      differences: ["repo_digest was set outside of Terraform"],
    }),
  ],
  refusals: [
    {
      policy: "docker/loopback-ports",
      resource: "docker_container.order_router",
      message: "port 8080 is published on 0.0.0.0",
      remedy: "publish it on 127.0.0.1, or behind the proxy",
      alsoKnownAs: ["CIS Docker 5.14"],
    },
  ],
  waived: ["docker/read-only-root of cadvisor until 2027-01-31: it writes to /run (platform team)"],
  unwatched: [
    "PostgreSQL, while service postgres-exporter has no database to ask",
    "Redis, while service redis-exporter is away",
  ],
  cautions: ["2 values are known only after apply: what depends on them is not reviewed"],
  stacks: ["quantflow-stack-local", "quantflow-stack-production"],
};
