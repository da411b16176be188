import { configurationName } from "../alertmanager.ts";
import type { Tls } from "../place.ts";
import { tlsConfig } from "../scraping.ts";
import { RELEASE_LABEL, stackNames } from "../stack.ts";
import type { ChartGiven } from "./given.ts";
import { type Setting, setting, under } from "./setting.ts";
import { operated, volumeClaim, webTls } from "./shared.ts";

/** `alertmanager.alertmanagerSpec`: what becomes the Alertmanager resource. */
export const alertmanagerSettings = (given: ChartGiven): readonly Setting[] =>
  under("alertmanager.alertmanagerSpec", [
    ...operated(given.alertmanager),
    setting("useExistingSecret", true, "the configuration is an object of its own, so that Helm need not know it"),
    setting(
      "configSecret",
      configurationName(given.stack),
      "our routes word for word; an AlertmanagerConfig adds a matcher to each",
    ),
    setting("secrets", [given.alertmanager.secret], "the files that the configuration reads"),
    setting("alertmanagerConfigSelector", NOBODYS, "picks none: a route of others would stand before ours, unproved"),
    setting("retention", "120h", "Alertmanager's own, as on Docker"),
    setting("storage", volumeClaim(given.alertmanager, given), "silences, and what has been notified, outlive its pod"),
    setting("automountServiceAccountToken", false, "it asks the API server for nothing"),
    setting("web", webTls(given), "alerts are handed over to the one that is meant, and in secret"),
    setting("scheme", "https", "how Prometheus hands alerts over"),
    setting("tlsConfig", tlsConfig(handingOver(given)), "whom Prometheus takes for Alertmanager"),
  ]);

/** The chart takes an absent selector for one that picks everything. */
const NOBODYS = {
  matchExpressions: [
    { key: RELEASE_LABEL, operator: "Exists" },
    { key: RELEASE_LABEL, operator: "DoesNotExist" },
  ],
};

const handingOver = ({ authority, stack }: ChartGiven): Tls => ({
  authority,
  serverName: stackNames(stack).hosts.alertmanager,
});
