import { type Clone, cloneTree } from "../../e2e/clone.ts";
import { type Platform, platformOf } from "../../e2e/platform.ts";
import { type Member, member } from "./alertmanager.ts";
import { type Answers, answers } from "./answers.ts";

/** An instance of the environment `scale`, and what of it the tests speak to. */
export interface Running {
  readonly clone: Clone;
  readonly platform: Platform;
  readonly answers: Answers;
  readonly members: readonly Member[];
  /** The name of a service's container. */
  container(service: string): string;
}

/** Starts one of its own. It is ended by `clone.destroy()`. */
export async function running(): Promise<Running> {
  const clone = await cloneTree({ instance: "full-scale", environment: "scale" });
  const { code, stderr } = await clone.quantflow(["up"]);
  if (code !== 0) {
    await clone.destroy();
    throw new Error(`up ended with ${code}:\n${stderr}`);
  }
  const platform = platformOf(clone);
  const { model, login } = platform;
  const { alertmanagers, samples } = model.environment.profile;
  const container = (service: string) => `${clone.prefix}-${service}`;
  return {
    clone,
    platform,
    container,
    answers: answers(model.publicUrl(samples.service, samples.port), login),
    members: alertmanagers.map(({ service, port }) =>
      member(container(service.name), model.publicUrl(service, port), login),
    ),
  };
}
