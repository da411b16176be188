import type { Service } from "../../services/service.ts";
import type { ComposeGiven } from "./given.ts";

/** Names the folder that `quantflow secrets export` filled: a folder a service, a file a secret file. */
export const SECRETS_VARIABLE = "QUANTFLOW_SECRETS";

const FOLDER = `\${${SECRETS_VARIABLE}:?must name the folder that npx quantflow secrets export has filled}`;

/** The secret files of a service that there are, in their order. */
const secretFiles = ({ secrets }: Service, { hasSecret }: ComposeGiven): readonly string[] =>
  Object.entries(secrets ?? {}).flatMap(([file, { needs }]) => (needs.every(hasSecret) ? [file] : []));

const nameOf = ({ name }: Service, file: string): string => `${name}-${file}`;

/** What a service is granted; a target without a slash stands under /run/secrets. */
export const grantedSecrets = (service: Service, given: ComposeGiven) =>
  secretFiles(service, given).map((file) => ({ source: nameOf(service, file), target: file }));

/** Where each file of the services stands on the machine; the rendering holds no value. */
export const declaredSecrets = (services: readonly Service[], given: ComposeGiven) =>
  Object.fromEntries(
    services.flatMap((service) =>
      secretFiles(service, given).map((file) => [nameOf(service, file), { file: `${FOLDER}/${service.name}/${file}` }]),
    ),
  );
