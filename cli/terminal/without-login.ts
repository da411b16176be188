/** An address as it may be shown: without user and password, however they are written. */
export const withoutLogin = (text: string): string => text.replace(/\/\/\S*@/, "//").replace(/^[^\s/]*@/, "");
