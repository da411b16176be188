import { address } from "../../lib/services/address.ts";
import type { Profile } from "../profile.ts";
import { alertmanager } from "../services/alertmanager.ts";
import { prometheus } from "../services/prometheus.ts";

/** One Prometheus, which keeps its own history, and one Alertmanager. */
export const single: Profile = {
  services: [],
  targets: [],
  scrapers: [{ service: prometheus }],
  alertmanagers: [address(alertmanager, "web")],
  samples: address(prometheus, "web", ""),
};
