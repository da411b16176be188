export { type History, type Statistics, statisticsOf } from "./statistics.ts";
