import type { PrometheusAccess } from "../../lib/dashboards/preview/server/index.ts";
import type { Model } from "../../stacks/model.ts";
import { prometheus } from "../../stacks/services/prometheus.ts";
import { adminLogin, type Site } from "../stack/site.ts";
import { withoutLogin } from "../terminal/without-login.ts";
import { unusableUrl } from "./preview-errors.ts";

/** The Prometheus that was named, else the running instance's, which is asked as the administrator. */
export const prometheusFor = (site: Site, model: Model, named: string | undefined): PrometheusAccess =>
  named === undefined ? { url: model.publicUrl(prometheus, "web"), login: adminLogin(site) } : accessTo(named);

/** `http://user:password@host:9090`; a login is no part of an address that is shown or logged. */
export function accessTo(text: string): PrometheusAccess {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const login = url && loginIn(url);
  if (!url || !login || !["http:", "https:"].includes(url.protocol)) throw unusableUrl(withoutLogin(text));
  const { user, password } = login;
  const address = `${url.origin}${url.pathname}`.replace(/\/$/, "");
  return user === "" ? { url: address } : { url: address, login: { user, password } };
}

/** Undefined where it is no text in percent signs, or a password without a user. */
function loginIn({ username, password }: URL): { readonly user: string; readonly password: string } | undefined {
  if (username === "" && password !== "") return undefined;
  try {
    return { user: decodeURIComponent(username), password: decodeURIComponent(password) };
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}
