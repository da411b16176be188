type Files = ReadonlyMap<string, string>;

/** The files with a folder before their names. */
export const under = (folder: string, files: Files): Files =>
  new Map([...files].map(([name, text]) => [`${folder}/${name}`, text]));
