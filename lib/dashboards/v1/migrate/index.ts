export { type Migrated, migrate } from "./migrate.ts";
