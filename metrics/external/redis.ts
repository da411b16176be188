import { gauge } from "../../lib/metrics/definitions.ts";

export const cacheUp = gauge({
  name: "redis_up",
  help: "Information about the Redis instance",
  unit: "boolean",
});
