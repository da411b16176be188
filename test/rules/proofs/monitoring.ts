import { type Proof, quarters } from "../proof.ts";

const prometheus = 'job="prometheus",instance="prometheus:9090"';
const self = { job: "prometheus", instance: "prometheus:9090", severity: "critical", owner: "platform" };
const alertmanager = 'job="alertmanager",instance="alertmanager:9093"';
const receiver = { job: "alertmanager", instance: "alertmanager:9093", severity: "critical", owner: "platform" };
const endpoint = "http://alertmanager:9093/api/v2/alerts";
const rules = "/etc/prometheus/rules/feed-1a2b3c4d.yml;feed";

export const monitoring: readonly Proof[] = [
  {
    alert: "Watchdog",
    series: {},
    silentAt: [],
    firesAt: "0m",
    labels: { severity: "none", owner: "platform" },
    summary: "Alerting works",
    description: "This alert always fires. When it stops arriving, Prometheus or Alertmanager is dead.",
    silent: [],
  },
  {
    alert: "PrometheusReloadFailed",
    series: { [`prometheus_config_last_reload_successful{${prometheus}}`]: "1x19 0x19 1x39" },
    silentAt: ["4m", "5m45s"],
    firesAt: "6m",
    resolvedAt: "10m",
    labels: self,
    summary: "Prometheus refused its configuration",
    description:
      "prometheus:9090 has run on its previous configuration for 1 min, because it cannot load the present one; its log says why.",
    silent: [
      {
        when: "half a change was read and then the rest",
        series: { [`prometheus_config_last_reload_successful{${prometheus}}`]: "1x19 0x1 1x39" },
        at: ["5m", "6m", "8m"],
      },
    ],
  },
  {
    alert: "RuleEvaluationFailures",
    series: { [`prometheus_rule_evaluation_failures_total{${prometheus},rule_group="${rules}"}`]: "0x19 1+1x19 20x60" },
    silentAt: ["4m"],
    firesAt: "9m45s",
    resolvedAt: "15m",
    labels: { ...self, rule_group: rules },
    summary: "Alert rules fail to evaluate",
    description: `About 20 evaluations of ${rules} failed within 5 min: its alerts cannot fire.`,
    silent: [
      {
        when: "none failed lately",
        series: { [`prometheus_rule_evaluation_failures_total{${prometheus},rule_group="${rules}"}`]: "3x60" },
        at: ["5m", "10m"],
      },
    ],
  },
  {
    alert: "NotificationsFailing",
    series: {
      [`prometheus_notifications_errors_total{${prometheus},alertmanager="${endpoint}"}`]: "0x19 1+1x19 20x60",
    },
    silentAt: ["4m", "5m45s"],
    firesAt: "9m45s",
    resolvedAt: "15m",
    labels: { ...self, alertmanager: endpoint },
    summary: "Prometheus cannot hand alerts over",
    description: `About 20 alerts did not reach ${endpoint} within 5 min, for 1 min.`,
    silent: [
      {
        when: "none failed lately",
        series: { [`prometheus_notifications_errors_total{${prometheus},alertmanager="${endpoint}"}`]: "3x60" },
        at: ["5m", "10m"],
      },
    ],
  },
  {
    alert: "NotificationsDropped",
    series: {
      [`prometheus_notifications_dropped_total{${prometheus},alertmanager="${endpoint}"}`]: "0x19 1+1x19 20x60",
    },
    silentAt: ["4m"],
    firesAt: "9m45s",
    resolvedAt: "15m",
    labels: { ...self, alertmanager: endpoint },
    summary: "Prometheus drops alerts",
    description: `About 20 alerts for ${endpoint} were dropped within 5 min.`,
    silent: [
      {
        when: "none were dropped lately",
        series: { [`prometheus_notifications_dropped_total{${prometheus},alertmanager="${endpoint}"}`]: "3x60" },
        at: ["5m", "10m"],
      },
    ],
  },
  {
    alert: "NoAlertmanager",
    series: { [`prometheus_notifications_alertmanagers_discovered{${prometheus}}`]: "1x19 0x19 1x39" },
    silentAt: ["4m", "5m45s"],
    firesAt: "6m",
    resolvedAt: "10m",
    labels: self,
    summary: "Prometheus has no Alertmanager",
    description: "prometheus:9090 has known no Alertmanager for 1 min: its alerts go nowhere.",
    silent: [
      {
        when: "there are two",
        series: { [`prometheus_notifications_alertmanagers_discovered{${prometheus}}`]: "2x40" },
        at: ["5m", "9m"],
      },
    ],
  },
  {
    alert: "AlertmanagerReloadFailed",
    series: { [`alertmanager_config_last_reload_successful{${alertmanager}}`]: "1x19 0x19 1x39" },
    silentAt: ["4m", "5m45s"],
    firesAt: "6m",
    resolvedAt: "10m",
    labels: receiver,
    summary: "Alertmanager refused its configuration",
    description:
      "alertmanager:9093 has run on its previous configuration for 1 min, because it cannot load the present one; its log says why.",
    silent: [
      {
        when: "the last reload succeeded",
        series: { [`alertmanager_config_last_reload_successful{${alertmanager}}`]: "1x40" },
        at: ["5m", "9m"],
      },
    ],
  },
  {
    alert: "AlertmanagerNotificationsFailing",
    // The application is down as well, which excuses its own copies and no mail.
    series: {
      'up{job="quantflow",instance="quantflow-app:9464"}': "0x120",
      [`alertmanager_notifications_failed_total{${alertmanager},integration="email",reason="other"}`]:
        "0x19 1+1x19 20x60",
    },
    silentAt: ["4m", "5m45s"],
    firesAt: "9m45s",
    resolvedAt: "15m",
    labels: { ...receiver, integration: "email", reason: "other" },
    summary: "Alertmanager cannot deliver by email",
    description: "About 20 notifications by email failed within 5 min (other), for 1 min.",
    silent: [
      {
        when: "none failed lately",
        series: {
          [`alertmanager_notifications_failed_total{${alertmanager},integration="email",reason="other"}`]: "3x60",
        },
        at: ["5m", "10m"],
      },
      {
        when: "the application was down for 4 min and could take no copies",
        // Alertmanager gives up a copy every minute; the last failure is scraped when the application is back.
        series: {
          'up{job="quantflow",instance="quantflow-app:9464"}': "1x19 0x15 1x59",
          [`alertmanager_notifications_failed_total{${alertmanager},integration="webhook",reason="other"}`]:
            "0x22 1x3 2x3 3x3 4x59",
        },
        at: quarters(5, 20),
      },
    ],
  },
];
