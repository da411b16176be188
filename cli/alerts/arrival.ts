import type { Model } from "../../stacks/model.ts";
import { alertmanager } from "../../stacks/services/alertmanager.ts";
import { mail } from "../../stacks/services/mail.ts";
import { quantflowApp } from "../../stacks/services/quantflow-app.ts";
import { askTrusting } from "../stack/ask.ts";
import { basic, type Login } from "../stack/prometheus.ts";
import { type Deliveries, deliveriesOf } from "./deliveries.ts";
import type { Probe } from "./probe.ts";

/** `accepted`: a receiver out in the world took a message; its content cannot be seen from here. */
export type Look = "arrived" | "accepted" | "not yet";
export type Arrival = (probe: Probe) => Promise<Look>;

const PATIENCE_MILLISECONDS = 5_000;

/** Looks into what stands in for the world here: the mail catcher, and the application's history of alerts. */
export function arrivalIn(platform: Model, login: Login): Arrival {
  const has = (name: string) => platform.services.some((service) => service.name === name);
  const accepted = acceptance(deliveriesOf(platform.publicUrl(alertmanager, "web"), login));
  return async (probe) => {
    const { receiver, id } = probe;
    if (receiver.kind === "email" && has(mail.name))
      return seen(await page(`${platform.publicUrl(mail, "web")}/api/email`, login), id);
    if (receiver.livesIn?.name === quantflowApp.name)
      return seen(await page(`${platform.publicUrl(quantflowApp, "http")}/alerts`, login), id);
    return accepted(probe);
  };
}

/** Compares with how many Alertmanager had delivered when it was first asked; receivers of one kind are counted together. */
export function acceptance(deliveries: Deliveries): Arrival {
  const first = new Map<string, number>();
  return async ({ receiver: { kind } }) => {
    const count = await deliveries(kind);
    if (count === undefined) return "not yet";
    const before = first.get(kind) ?? count;
    first.set(kind, before);
    return count > before ? "accepted" : "not yet";
  };
}

const seen = (text: string, id: string): Look => (text.includes(id) ? "arrived" : "not yet");

/** The page's text; empty while nobody answers, because the next look may find it. */
async function page(url: string, login: Login): Promise<string> {
  const headers = { authorization: basic(login) };
  try {
    const response = await askTrusting(login.authority)(url, {
      headers,
      signal: AbortSignal.timeout(PATIENCE_MILLISECONDS),
    });
    return response.ok ? await response.text() : "";
  } catch {
    return "";
  }
}
