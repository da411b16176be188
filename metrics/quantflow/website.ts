import { gauge } from "../../lib/metrics/definitions.ts";

export const websiteClients = gauge({
  name: "quantflow_website_clients",
  help: "Browsers that follow the desk over a WebSocket.",
  unit: "items",
});
