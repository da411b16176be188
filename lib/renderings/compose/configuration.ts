import type { Service } from "../../services/service.ts";

/** The folder of a service's configuration, beside the Compose file. */
export const configurationFolder = ({ name }: Service): string => `configuration/${name}`;

/** Every configuration file of the services, by its path beside the Compose file. */
export const configurationFiles = (services: readonly Service[]): ReadonlyMap<string, string> =>
  new Map(
    services.flatMap((service) =>
      [...(service.configuration?.files ?? [])].map(([name, text]) => [
        `${configurationFolder(service)}/${name}`,
        text,
      ]),
    ),
  );
