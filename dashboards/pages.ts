/** Where each dashboard is, so that any may lead to any. A uid is part of every link, so it never changes. */
export const pages = {
  overview: { uid: "quantflow-overview", title: "QuantFlow Overview" },
  feed: { uid: "quantflow-feed", title: "Feed" },
  trading: { uid: "quantflow-trading", title: "Trading and portfolio" },
  backtesting: { uid: "quantflow-backtesting", title: "Backtesting" },
  stores: { uid: "quantflow-stores", title: "Stores" },
  alerts: { uid: "quantflow-alerts", title: "Alerts and SLOs" },
  monitoring: { uid: "quantflow-monitoring", title: "Monitoring itself" },
  ground: { uid: "quantflow-ground", title: "Node-RED and host" },
} as const;

/** What all of them have: Grafana lists dashboards with this tag in the menu on top of each. */
export const TAGS = ["quantflow"] as const;
