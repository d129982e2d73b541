/** Thrown when something that must always hold does not; it stops the money path and stays on in production. */
export class InvariantBroken extends Error {
  override readonly name = 'InvariantBroken';
}

/** Asserts an invariant. Never used for what a person, a file or a device may get wrong. */
export function invariant(condition: unknown, what: string): asserts condition {
  if (!condition) throw new InvariantBroken(what);
}

/** Marks a `switch` as exhaustive: a new member of the union fails to compile here. */
export function unreachable(value: never): never {
  throw new InvariantBroken(`not handled: ${JSON.stringify(value)}`);
}
