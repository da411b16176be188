import { address } from "../../../lib/services/address.ts";
import type { Profile } from "../../profile.ts";
import { targetOfAlertmanager } from "../../services/alertmanager.ts";
import { targetOfPrometheus } from "../../services/prometheus.ts";
import { pair } from "./alertmanager.ts";
import { replicas } from "./prometheus.ts";
import { archive, thanosQuery, thanosReceive, thanosStore } from "./thanos.ts";

const [, otherPrometheus] = replicas;
const [, otherAlertmanager] = pair;

/** Two of Prometheus and of Alertmanager, either of which may die; Thanos keeps what both scrape, and answers for them. */
export const scale: Profile = {
  services: [...replicas.map(({ service }) => service), ...pair, thanosReceive, thanosStore, thanosQuery],
  targets: [
    targetOfPrometheus(address(otherPrometheus.service, "web", "/metrics")),
    targetOfAlertmanager(address(otherAlertmanager, "web", "/metrics")),
  ],
  scrapers: replicas,
  alertmanagers: pair.map((one) => address(one, "web")),
  archive,
  samples: address(thanosQuery, "web", ""),
};
