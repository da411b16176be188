/** What is not in a cluster as it is on Docker, for who reads an alert or opens a page there. */
export interface Difference {
  readonly what: string;
  readonly docker: string;
  readonly kubernetes: string;
  readonly why: string;
}

const WEB = "the operator's `web` knows TLS and, up to 0.93, no passwords";

export const DIFFERENCES: readonly Difference[] = [
  {
    what: "who may ask Prometheus",
    docker: "who logs in (basic authentication, bcrypt)",
    kubernetes: "who holds its address within what NetworkPolicies allow; its certificate says who answers",
    why: WEB,
  },
  {
    what: "who may ask Alertmanager",
    docker: "who logs in (basic authentication, bcrypt)",
    kubernetes: "who holds its address within what NetworkPolicies allow; its certificate says who answers",
    why: WEB,
  },
  {
    what: "how Prometheus hands alerts over",
    docker: "a password over HTTP on a network of their own",
    kubernetes: "HTTPS with a verified certificate",
    why: WEB,
  },
  {
    what: "Grafana's login, and its /metrics",
    docker: "passwords",
    kubernetes: "the same passwords, from the same files",
    why: "the chart takes files and environment as they are",
  },
  {
    what: "Grafana's data sources",
    docker: "a password each",
    kubernetes: "Prometheus and Alertmanager by their certificates; the database by its password",
    why: WEB,
  },
  {
    what: "job node",
    docker: "one exporter, which asks for a password",
    kubernetes: "one a node, of the chart, which asks for none",
    why: "the chart's health checks could not log in",
  },
  {
    what: "job cadvisor",
    docker: "cAdvisor, with a password",
    kubernetes: "none, and so no alert of it",
    why: "no rule and no panel asks for a container's series, of which each kubelet would give 20,000 and more",
  },
  {
    what: "`instance`",
    docker: "`<service>:<port>`",
    kubernetes: "`<pod>:<port>`, `<node>:<port>` of job node; of probes the same",
    why: "replicas have to differ, and a message has to say which it is",
  },
  {
    what: "`rule_group` in RuleEvaluationFailures",
    docker: "`/etc/prometheus/rules/<file>;<group>`",
    kubernetes: "`/etc/prometheus/rules/<ConfigMap>/<namespace>-<name>-<uid>.yaml;<group>`",
    why: "the operator writes the files; the group's name is the same",
  },
  {
    what: "`alertmanager` in NotificationsFailing and NotificationsDropped",
    docker: "`http://alertmanager:9093/api/v2/alerts`",
    kubernetes: "`https://<pod's address>:9093/api/v2/alerts`",
    why: "Prometheus finds the replicas of Alertmanager one by one",
  },
  {
    what: "the names of inhibitions",
    docker: "in alertmanager.yml",
    kubernetes: "none",
    why: "operators up to 0.93 refuse what they do not know; matching does not hang on them",
  },
  {
    what: "time-outs of Slack and PagerDuty",
    docker: "in alertmanager.yml",
    kubernetes: "in it since operator 0.88; before, Alertmanager's own",
    why: "operators refuse what they do not know",
  },
];

/** The same as a page's table. */
export const differencesTable = (): string =>
  [
    "| | Docker | Kubernetes | why |",
    "| --- | --- | --- | --- |",
    ...DIFFERENCES.map(({ what, docker, kubernetes, why }) => `| ${what} | ${docker} | ${kubernetes} | ${why} |`),
  ].join("\n");
