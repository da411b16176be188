import { referenceOf } from "../../stacks/images.ts";
import type { Model } from "../../stacks/model.ts";
import type { Context } from "../command.ts";
import { type PushResult, pushSecrets } from "../secrets/push.ts";
import { tracked } from "../terminal/progress.ts";
import type { Site } from "./site.ts";

/** Brings the instance's secret volumes up to date. */
export const pushTo = (
  { run, progress }: Pick<Context, "run" | "progress">,
  { store, names }: Site,
  { services, resolution }: Model,
): Promise<PushResult> =>
  tracked(progress, "hand over secrets", () =>
    pushSecrets({
      run,
      services,
      store,
      image: referenceOf("toolbox", resolution.imageSource),
      volumeName: names.secrets,
    }),
  );
