/**
 * Texts as a Secret's `data`: `stringData` does not work well with server-side apply.
 * Source: kubernetes.io/docs/reference/kubernetes-api/config-and-storage-resources/secret-v1
 */
export const secretData = (texts: readonly (readonly [string, string])[]): Readonly<Record<string, string>> =>
  Object.fromEntries(texts.map(([key, text]) => [key, Buffer.from(text).toString("base64")]));
