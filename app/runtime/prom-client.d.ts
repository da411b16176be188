/** prom-client types its list of default metrics as a whole only; each is a function of the registry. */
declare module "prom-client/lib/metrics/*.js" {
  import type { Registry } from "prom-client";

  const collect: (registry: Registry) => void;
  export default collect;
}
