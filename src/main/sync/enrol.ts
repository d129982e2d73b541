/** Makes the counter known to a backend, by a one-time code (design §6 "Keys", docs/protocol/sync.md). */

import type { Clock } from '../../shared/kernel/clock.ts';
import { ok, type Result, refuse } from '../../shared/kernel/result.ts';
import type { Sealer } from '../../shared/kernel/sealer.ts';
import type { SignatureCheck, Signer } from '../../shared/kernel/signer.ts';
import {
  type CounterKind,
  type EnrolAnswer,
  enrolAnswer,
  isSigned,
  keyPrintOf,
  parseEnrolmentCode,
  signStatement,
  syncProtocol,
} from '../../shared/sync/index.ts';
import { sha256 } from '../ledger/ledger.ts';
import { type CallFailure, callBackend, parseBackendUrl } from './call.ts';
import type { Link } from './store.ts';

export interface EnrolParts {
  readonly clock: Clock;
  readonly counter: string;
  readonly kind: CounterKind;
  readonly name: string;
  readonly signer: Signer;
  readonly facility: Signer;
  readonly sealer: Pick<Sealer, 'kid' | 'publicKey'>;
  readonly signatureCheckOf: (publicKey: string) => SignatureCheck;
}

/** Why the counter is not enrolled. Nothing has changed here; only a refusal after the code was taken uses it up. */
export type EnrolFailure =
  | CallFailure
  | { readonly code: 'url-malformed' | 'url-insecure' | 'code-malformed' | 'backend-key-differs' };

const timeoutMs = 20_000;
const answerLimitBytes = 64 * 1024;

/**
 * Asks the backend to take this counter in. The answer is believed only when the key that signed it has the print that
 * stands in the code; a person then sees the facility's name before it is kept.
 */
export async function askToEnrol(
  parts: EnrolParts,
  typed: { readonly url: string; readonly code: string },
  signal: AbortSignal,
): Promise<Result<Link, EnrolFailure>> {
  const url = parseBackendUrl(typed.url);
  if (!url.ok) return refuse({ code: url.reason });
  const code = parseEnrolmentCode(typed.code);
  if (code === null) return refuse({ code: 'code-malformed' });
  const { counter, facility, kind, name, sealer, signer } = parts;
  const vouch = signStatement(facility, 'vouch', {
    counter,
    counterKey: signer.publicKey,
    facilityKey: facility.publicKey,
  });
  const body = signStatement(signer, 'enrol', {
    protocol: syncProtocol,
    secret: code.secret,
    counter,
    kind,
    name,
    counterKey: signer.publicKey,
    facilityKey: facility.publicKey,
    sealingKey: sealer.publicKey,
    sealingKid: sealer.kid,
    vouch,
  });
  const answer = await callBackend(
    parts.clock,
    url.value,
    {
      method: 'POST',
      path: '/v1/enrol',
      body,
      schema: enrolAnswer,
      timeoutMs,
      limitBytes: answerLimitBytes,
    },
    signal,
  );
  if (!answer.ok) return answer;
  if (!isTheBackend(parts, answer.value, code.keyPrint)) return refuse({ code: 'backend-key-differs' });
  const { facility: id, facilityName, backendKey } = answer.value;
  return ok({ url: url.value, facility: id, facilityName, backendKey, feedEpoch: null, cursor: 0 });
}

function isTheBackend(
  { counter, signatureCheckOf }: EnrolParts,
  answer: EnrolAnswer,
  keyPrint: string,
): boolean {
  const { backendKey } = answer;
  if (answer.counter !== counter || keyPrintOf(backendKey, sha256) !== keyPrint) return false;
  return isSigned(signatureCheckOf(backendKey), 'enrolled', answer);
}
