/** What sealing takes from the environment, by who needs it. */
export const SEAL_KEY = "QUANTFLOW_SEAL_KEY";
export const SEAL_PUBLIC_KEYS = "QUANTFLOW_SEAL_PUBLIC_KEYS";
export const PLAN_SECRET = "QUANTFLOW_PLAN_SECRET";

/** The variables without those of sealing: a provider that read them could seal a plan of its own. */
export function withoutSealing(variables: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { [SEAL_KEY]: _key, [SEAL_PUBLIC_KEYS]: _public, [PLAN_SECRET]: _secret, ...others } = variables;
  return others;
}
