import type { Model } from "../../stacks/model.ts";
import { mail } from "../../stacks/services/mail.ts";
import { quantflowApp } from "../../stacks/services/quantflow-app.ts";
import { basic, type Login } from "../stack/prometheus.ts";
import type { Probe } from "./probe.ts";

/** Whether a probe has arrived; undefined where this machine cannot look (a receiver out in the world). */
export type Arrival = (probe: Probe) => Promise<boolean | undefined>;

const PATIENCE_MILLISECONDS = 5_000;

/** Looks into what stands in for the world here: the mail catcher, and the application's history of alerts. */
export function arrivalIn(platform: Model, login: Login): Arrival {
  const has = (name: string) => platform.services.some((service) => service.name === name);
  return async ({ receiver, id }) => {
    if (receiver.kind === "email" && has(mail.name))
      return (await page(`${platform.publicUrl(mail, "web")}/api/email`, login)).includes(id);
    if (receiver.livesIn?.name === quantflowApp.name)
      return (await page(`${platform.publicUrl(quantflowApp, "http")}/alerts`, login)).includes(id);
    return undefined;
  };
}

/** The page's text; empty while nobody answers, because the next look may find it. */
async function page(url: string, login: Login): Promise<string> {
  const headers = { authorization: basic(login) };
  try {
    const response = await fetch(url, { headers, signal: AbortSignal.timeout(PATIENCE_MILLISECONDS) });
    return response.ok ? await response.text() : "";
  } catch {
    return "";
  }
}
