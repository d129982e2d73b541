/** References of the bills of one part, from the thread that makes them to the one that compares: in shared memory. */
import { invariant } from '../../shared/kernel/assert.ts';
import { referenceLength } from './references.ts';

export interface SharedRefs {
  /** 1 as soon as all are there. */
  readonly made: Int32Array;
  /** One after the other, each of {@link referenceLength} letters. */
  readonly letters: Uint8Array;
}

/** Room for so many references. */
export function roomForRefs(bills: number): SharedRefs {
  return {
    made: new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)),
    letters: new Uint8Array(new SharedArrayBuffer(bills * referenceLength)),
  };
}

/** Hands them over. */
export function shareRefs({ made, letters }: SharedRefs, refs: readonly string[]): void {
  const written = Buffer.from(letters.buffer).write(refs.join(''), 'latin1');
  invariant(written === letters.byteLength, 'every bill has a reference');
  Atomics.store(made, 0, 1);
}

/** Whether they were handed over. */
export function areRefsShared({ made }: SharedRefs): boolean {
  return Atomics.load(made, 0) === 1;
}

/** Gives the references one after the other. Only when they were handed over. */
export function sharedRefs({ letters }: SharedRefs): () => string {
  const text = Buffer.from(letters.buffer).toString('latin1');
  let at = 0;
  return () => {
    invariant(at < text.length, 'there is a reference for every bill');
    at += referenceLength;
    return text.slice(at - referenceLength, at);
  };
}
