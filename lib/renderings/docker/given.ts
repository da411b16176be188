import type { Service } from "../../services/service.ts";
import type { Names } from "./names.ts";

/** What a Docker rendering needs to know beside the services. */
export interface DockerGiven {
  readonly names: Names;
  /** The image reference of a name in versions.ts. */
  readonly imageReference: (image: string) => string;
  /** What reads the files that an image of versions.ts keeps: `PostgreSQL 17`; undefined where any version does. */
  readonly dataFormat: (image: string) => string | undefined;
  /** Image with a shell, `cp`, `mv` and `rm`; it carries configuration files into volumes. */
  readonly toolbox: string;
  /** Loopback host port, for ports that a person opens. */
  readonly hostPort: (service: Service, port: string) => number;
}
