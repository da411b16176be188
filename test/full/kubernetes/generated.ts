import { gunzipSync } from "node:zlib";
import type { Api, ApiObject } from "./api.ts";

/** What the operator makes of custom resources: the texts that its pods read, by file name. */
type Files = ReadonlyMap<string, string>;

/** A custom resource that the operator runs, by its own name. */
export interface Managed {
  readonly namespace: string;
  readonly name: string;
}

interface Keeping extends ApiObject {
  readonly data?: Readonly<Record<string, string>>;
}

/** prometheus.yml, as the pods of a Prometheus read it. */
export const generatedPrometheus = async (api: Api, { namespace, name }: Managed): Promise<string> =>
  unpacked(await secret(api, namespace, `prometheus-${name}`), "prometheus.yaml.gz");

/** Certificates and keys that it names, as under /etc/prometheus/certs. */
export const tlsAssets = async (api: Api, { namespace, name }: Managed): Promise<Files> =>
  decoded(await secret(api, namespace, `prometheus-${name}-tls-assets-0`));

/** The rule files, as under /etc/prometheus/rules. */
export async function generatedRules(api: Api, { namespace, name }: Managed): Promise<Files> {
  const labelled = encodeURIComponent(`prometheus-name=${name}`);
  const maps = await api.list<Keeping>(`/api/v1/namespaces/${namespace}/configmaps?labelSelector=${labelled}`);
  return new Map(
    maps.flatMap(({ metadata, data = {} }) =>
      Object.entries(data).map(([file, text]): [string, string] => [`${metadata.name}/${file}`, text]),
    ),
  );
}

/** alertmanager.yml, as the pods of an Alertmanager read it. */
export const generatedAlertmanager = async (api: Api, { namespace, name }: Managed): Promise<string> =>
  unpacked(await secret(api, namespace, `alertmanager-${name}-generated`), "alertmanager.yaml.gz");

const secret = (api: Api, namespace: string, name: string): Promise<Keeping> =>
  api.get<Keeping>(`/api/v1/namespaces/${namespace}/secrets/${name}`);

function unpacked({ data = {}, metadata }: Keeping, key: string): string {
  const packed = data[key];
  if (packed === undefined) throw new Error(`${metadata.name} has no ${key}, only ${Object.keys(data).join(", ")}`);
  return gunzipSync(Buffer.from(packed, "base64")).toString("utf8");
}

const decoded = ({ data = {} }: Keeping): Files =>
  new Map(Object.entries(data).map(([name, value]) => [name, Buffer.from(value, "base64").toString("utf8")]));
