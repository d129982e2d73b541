/** Plain texts under the seals, and what their protected headers say (design §3 "Two parts"). */
import { z } from 'zod';

/** Algorithms of every seal: compact JWE, one recipient. */
export const sealAlgorithms = { alg: 'ECDH-ES', enc: 'A256GCM' } as const;

/**
 * Protected header of a seal. `kid` is the thumbprint of the facility's sealing key; `sub` the id of what the seal
 * belongs to (entry, credit, bill version), so that one seal cannot be put in the place of another.
 */
export const sealHeader = z.object({
  alg: z.literal(sealAlgorithms.alg),
  enc: z.literal(sealAlgorithms.enc),
  kid: z.string().min(1).max(64),
  sub: z.string().min(1).max(128),
});

/**
 * Plain text under the seal of an entry's private part, as JSON: the salt (base64url of 32 bytes) and the canonical text
 * of the private part. Whoever opens it recomputes SHA-256(salt ‖ text) and refuses what differs from `private_digest`.
 */
export const sealedPrivatePart = z.strictObject({
  salt: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  text: z
    .string()
    .min(2)
    .max(96 * 1024),
});
