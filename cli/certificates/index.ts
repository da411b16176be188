export { type Ensuring, ensureCertificates, issue, RENEWED_DAYS } from "./ensure.ts";
