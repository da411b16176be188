// A file, a reference that the reader resolves itself, or nothing.
const REFERENCE = /^(?:$|\/|\.{1,2}\/|file:|\$|%\(|<secret>|null$|~$|true$|false$)/;

/** Whether a value is given as it is, and not as a place where it is found. */
export const isLiteral = (value: string): boolean => !REFERENCE.test(value.trim());

/** A private key in PEM. */
export const holdsPrivateKey = (text: string): boolean => /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/.test(text);
