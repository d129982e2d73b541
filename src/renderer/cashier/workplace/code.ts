/** A code with the word that says whose it is ("BN 25001834"), unless the code itself begins with it (BN26004251). */
export function prefixedCode(prefix: string, code: string): string {
  return beginsWith(prefix, code) ? code : `${prefix} ${code}`;
}

/** Whether a code begins with its own prefix, in either case. */
export function beginsWith(prefix: string, code: string): boolean {
  return code.toLocaleUpperCase('vi').startsWith(prefix.toLocaleUpperCase('vi'));
}
