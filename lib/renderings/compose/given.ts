import type { Secret } from "../../services/secret.ts";
import type { Service } from "../../services/service.ts";

/** What a Compose rendering needs to know beside the services. */
export interface ComposeGiven {
  /** The project's name, before every container's, network's and volume's; `docker compose -p` replaces it. */
  readonly project: string;
  /** The image reference of a name in versions.ts. */
  readonly imageReference: (image: string) => string;
  /** What reads the files that an image of versions.ts keeps: `PostgreSQL 17`; undefined where any version does. */
  readonly dataFormat: (image: string) => string | undefined;
  /** Loopback host port, for ports that a person opens. */
  readonly hostPort: (service: Service, port: string) => number;
  /** False for a secret that a person has not given; the files that need it are left out. */
  readonly hasSecret: (secret: Secret) => boolean;
}
