import { basename } from "node:path";
import { parse } from "yaml";

/** How a job is scraped, said alike for a prometheus.yml of Docker and one that the operator generated. */
export interface ScrapeSettings {
  readonly interval: string;
  /** Whose secret is shown: `bearer metrics-token`, `prometheus scrape-password`; absent where nobody asks. */
  readonly credential?: string;
  readonly limits: Readonly<Record<string, unknown>>;
}

interface ScrapeConfig {
  readonly job_name: string;
  readonly scrape_interval?: string;
  readonly static_configs?: readonly { readonly labels?: Readonly<Record<string, string>> }[];
  readonly relabel_configs?: readonly { readonly target_label?: string; readonly replacement?: string }[];
  readonly authorization?: { readonly credentials?: string; readonly credentials_file?: string };
  readonly basic_auth?: { readonly username: string; readonly password?: string; readonly password_file?: string };
  readonly [field: string]: unknown;
}

const LIMITS = ["sample_limit", "label_limit", "label_name_length_limit", "label_value_length_limit", "target_limit"];

/** Every job's settings. A job that the operator made is named by its last relabeling. */
export function settingsByJob(text: string): ReadonlyMap<string, ScrapeSettings> {
  const { global, scrape_configs } = parse(text) as {
    readonly global: { readonly scrape_interval: string };
    readonly scrape_configs: readonly ScrapeConfig[];
  };
  return new Map(scrape_configs.map((one) => [jobOf(one), settings(one, global.scrape_interval)]));
}

const jobOf = ({ job_name, relabel_configs = [] }: ScrapeConfig): string =>
  relabel_configs.findLast(({ target_label }) => target_label === "job")?.replacement ?? job_name;

function settings(config: ScrapeConfig, interval: string): ScrapeSettings {
  const credential = credentialOf(config);
  const own = config.static_configs?.[0]?.labels?.["__scrape_interval__"];
  return {
    interval: config.scrape_interval ?? own ?? interval,
    ...(credential !== undefined && { credential }),
    limits: Object.fromEntries(LIMITS.map((limit) => [limit, config[limit]])),
  };
}

function credentialOf({ authorization, basic_auth }: ScrapeConfig): string | undefined {
  if (basic_auth) return `${basic_auth.username} ${basename(basic_auth.password ?? basic_auth.password_file ?? "")}`;
  if (authorization) return `bearer ${basename(authorization.credentials ?? authorization.credentials_file ?? "")}`;
  return undefined;
}
