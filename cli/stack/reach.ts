import { referenceOf } from "../../stacks/images.ts";
import type { Model } from "../../stacks/model.ts";
import type { Context } from "../command.ts";
import { type Engine, isRemote } from "../engine/index.ts";
import { type Door, throughDoors } from "./doors.ts";
import type { Site } from "./site.ts";

/**
 * Does work that speaks to services. They listen on the loopback interface of the engine's host; where that is another
 * machine, the same ports of this one lead there meanwhile, through the engine itself: whatever way `docker` has to it,
 * TLS or SSH, is the only one that is needed.
 */
export function whileReached<T>(
  context: Pick<Context, "variables" | "terminal">,
  engine: Engine,
  { site, platform }: { readonly site: Pick<Site, "names">; readonly platform: Model },
  work: () => Promise<T>,
): Promise<T> {
  return isRemote(engine) ? throughDoors(doorsTo(site, platform), context, work) : work();
}

/** One for every port that a person opens. */
export function doorsTo({ names }: Pick<Site, "names">, platform: Model): readonly Door[] {
  const { services, hostPort, resolution } = platform;
  const image = referenceOf("toolbox", resolution.imageSource);
  return services.flatMap((service) =>
    Object.entries(service.ports)
      .filter(([port]) => service.opens?.includes(port))
      .map(
        ([port, inside]): Door => ({
          service: service.name,
          port: hostPort(service, port),
          relay: ["docker", ...netcat(image, names.container(service), inside)],
        }),
      ),
  );
}

/**
 * In the container's own network, so that it needs no port of the host; without any right, as it only carries bytes. The
 * image came with the platform: a registry has no part in reaching it.
 */
const netcat = (image: string, container: string, port: number): readonly string[] => [
  ...["run", "--rm", "--interactive", "--pull=never", "--log-driver=none", `--network=container:${container}`],
  ...["--user=65534:65534", "--read-only", "--cap-drop=ALL", "--security-opt=no-new-privileges"],
  ...["--entrypoint=nc", image, "127.0.0.1", `${port}`],
];
