/** By its name: volumes that begin with `configuration-` or `secrets-` are filled again from elsewhere. */
export const holdsData = (name: string): boolean => !/^(?:configuration|secrets)-/.test(name);
