import { scrypt, timingSafeEqual } from 'node:crypto';
import { invariant } from '../../shared/kernel/assert.ts';
import type { Brand } from '../../shared/kernel/brand.ts';
import type { Random } from '../../shared/kernel/random.ts';
import { ok, type Result, refuse } from '../../shared/kernel/result.ts';

/** Four to eight digits. Digits only, so that a Vietnamese input method cannot change them (facts/domain.md §4.3). */
export type Pin = Brand<string, 'Pin'>;

/** The price of one guess, kept with each verifier so that it can be raised later. Names as in RFC 7914. */
export interface PinParameters {
  /** N: a power of two. Memory is 128 × N × r bytes. */
  readonly cost: number;
  /** r */
  readonly blockSize: number;
  /** p */
  readonly parallelization: number;
}

/** What is kept of a PIN. It lies in `local.db` and nowhere else (design §3). */
export interface PinVerifier {
  readonly parameters: PinParameters;
  readonly salt: Uint8Array;
  readonly key: Uint8Array;
}

/** 32 MiB and about 80 ms a guess on a two-core office machine, off the main thread. */
export const standardPinParameters: PinParameters = { cost: 32_768, blockSize: 8, parallelization: 1 };

/** For a demonstration, whose one PIN stands on its sign-in screen: a dear guess would only cost the machine. */
export const shownPinParameters: PinParameters = { cost: 1_024, blockSize: 8, parallelization: 1 };

const saltBytes = 16;
const keyBytes = 32;
const mostMemoryBytes = 256 * 1024 * 1024;
const mostParallelization = 16;

/** Reads typed digits as a PIN, for comparing. */
export function parsePin(text: string): Result<Pin, 'bad-pin'> {
  return /^[0-9]{4,8}$/.test(text) ? ok(text as Pin) : refuse('bad-pin');
}

/** Whether each digit follows the one before by the same step (−1, 0 or 1), 9 and 0 being neighbours. */
function isRun(digits: readonly number[]): boolean {
  const steps = new Set(digits.slice(1).map((digit, index) => (digit - (digits[index] ?? 0) + 10) % 10));
  const [step] = steps;
  return steps.size === 1 && (step === 0 || step === 1 || step === 9);
}

/** Whether the text is one short piece said twice or more: 1212, 123123. */
function isRepetition(text: string): boolean {
  return [1, 2, 3].some((length) => text === text.slice(0, length).repeat(text.length / length));
}

/**
 * Reads a PIN somebody wants to have from now on. `weak-pin`: the ones tried first, that is one digit repeated,
 * a run up or down (1234, 987654, 8901), a short piece repeated (1212, 123123).
 */
export function chooseNewPin(text: string): Result<Pin, 'bad-pin' | 'weak-pin'> {
  const pin = parsePin(text);
  if (!pin.ok) return pin;
  return isRun(Array.from(text, Number)) || isRepetition(text) ? refuse('weak-pin') : pin;
}

function memoryBytes({ cost, blockSize }: PinParameters): number {
  return 128 * cost * blockSize;
}

function assertParameters(parameters: PinParameters): void {
  const { cost, blockSize, parallelization } = parameters;
  const whole = [cost, blockSize, parallelization].every((value) => Number.isSafeInteger(value) && value > 0);
  invariant(
    whole && cost > 1 && Number.isInteger(Math.log2(cost)),
    'PIN parameters are no scrypt parameters',
  );
  invariant(
    memoryBytes(parameters) <= mostMemoryBytes && parallelization <= mostParallelization,
    'PIN parameters ask for too much memory or time',
  );
}

/** scrypt on the thread pool of libuv; the money thread goes on meanwhile. */
function derive(pin: Pin, salt: Uint8Array, parameters: PinParameters): Promise<Uint8Array> {
  assertParameters(parameters);
  const { cost: N, blockSize: r, parallelization: p } = parameters;
  // Room for the working memory and the blocks of each lane, which Node counts too.
  const maxmem = memoryBytes(parameters) + 1024 * 1024 + 128 * r * p;
  return new Promise((resolve, reject) => {
    scrypt(pin, salt, keyBytes, { N, r, p, maxmem }, (error, key) => {
      if (error) reject(error);
      else resolve(new Uint8Array(key));
    });
  });
}

/** Makes the verifier of a PIN with a fresh salt. */
export async function makeVerifier(
  pin: Pin,
  random: Random,
  parameters: PinParameters,
): Promise<PinVerifier> {
  const salt = random.bytes(saltBytes);
  return { parameters, salt, key: await derive(pin, salt, parameters) };
}

/** Whether this is the PIN the verifier was made of. Takes the same time for every PIN. */
export async function matchesPin(pin: Pin, verifier: PinVerifier): Promise<boolean> {
  invariant(verifier.salt.length >= saltBytes && verifier.key.length === keyBytes, 'a PIN verifier is cut');
  return timingSafeEqual(await derive(pin, verifier.salt, verifier.parameters), verifier.key);
}

/** Whether a guess against this verifier costs less than `parameters` ask; it is made anew at the next right PIN. */
export function isOutdated(verifier: PinVerifier, parameters: PinParameters): boolean {
  const work = ({ cost, blockSize, parallelization }: PinParameters): number =>
    cost * blockSize * parallelization;
  return (
    memoryBytes(verifier.parameters) < memoryBytes(parameters) || work(verifier.parameters) < work(parameters)
  );
}
