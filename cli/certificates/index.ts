export { type Ensuring, ensureCertificates, issue, RENEWED_DAYS, requireUsable } from "./ensure.ts";
