/** Joins a facility of this backend to the one above it, and opens sessions there. */
import { ok, type Result } from '../../shared/kernel/result.ts';
import {
  challengeAnswer,
  isSigned,
  keyPrintOf,
  parseEnrolmentCode,
  relayJoinAnswer,
  sessionAnswer,
  signStatement,
  syncProtocol,
} from '../../shared/sync/index.ts';
import { type Backend, type Refused, refused } from '../backend.ts';
import { sha256, signatureCheckOf } from '../crypto.ts';
import type { FacilityScope } from '../data/scope.ts';
import { type AskFailure, ask } from './ask.ts';

const timeoutMs = 20_000;
const limitBytes = 64 * 1024;

/**
 * Makes this backend the facility's own at the upper one, by a code made there. The answer is believed only when the key
 * that signed it has the print that stands in the code; that key is pinned.
 */
export async function joinUpstream(
  { clock, db, signer, upstreamUrl }: Backend,
  { facility }: FacilityScope,
  typed: string,
): Promise<Result<{ upperFacility: string; upperName: string }, Refused>> {
  if (upstreamUrl === null) return refused('not-found');
  const code = parseEnrolmentCode(typed);
  if (code === null) return refused('code-unknown');
  const statement = { protocol: syncProtocol, secret: code.secret, relayKey: signer.publicKey };
  const body = signStatement(signer, 'relay-join', statement);
  const question = { path: '/v1/relay/join', body, schema: relayJoinAnswer, timeoutMs, limitBytes };
  const answer = await ask(clock, upstreamUrl, question, AbortSignal.timeout(timeoutMs));
  if (!answer.ok)
    return refused(answer.reason.is === 'refused' ? answer.reason.refusal.refused : 'not-ready');
  const { backendKey, facility: upper_facility, facilityName: upper_name, relayKey } = answer.value;
  const isTheirs =
    relayKey === signer.publicKey &&
    keyPrintOf(backendKey, sha256) === code.keyPrint &&
    isSigned(signatureCheckOf(backendKey), 'relay-joined', answer.value);
  if (!isTheirs) return refused('signature-wrong');
  const now = clock.now();
  const joined = { upper_facility, upper_name, upper_key: backendKey, joined_at: now, heard_at: now };
  const anew = { feed_epoch: null, cursor: 0, stop: null, stop_at: null };
  await db
    .insertInto('upstream_link')
    .values({ facility, ...joined, ...anew })
    .onConflict((same) => same.column('facility').doUpdateSet({ ...joined, ...anew }))
    .execute();
  return ok({ upperFacility: upper_facility, upperName: upper_name });
}

/** A bearer token of the upper backend and how long it holds. */
export async function openUpperSession(
  { clock, signer }: Backend,
  url: string,
  upperFacility: string,
  signal: AbortSignal,
): Promise<Result<{ token: string; expiresInMs: number }, AskFailure>> {
  const limits = { timeoutMs, limitBytes };
  const challenge = await ask(
    clock,
    url,
    { path: '/v1/challenge', schema: challengeAnswer, ...limits },
    signal,
  );
  if (!challenge.ok) return challenge;
  const body = signStatement(signer, 'relay-session', {
    ...{ protocol: syncProtocol, facility: upperFacility, challenge: challenge.value.challenge },
  });
  return await ask(clock, url, { path: '/v1/relay/session', body, schema: sessionAnswer, ...limits }, signal);
}
