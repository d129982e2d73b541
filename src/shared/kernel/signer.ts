/** Signs what leaves the database under this counter's name. The secret key stays inside. */
export interface Signer {
  /** Ed25519 public key, base64url of its 32 raw bytes, as the journal's first entry has it. */
  readonly publicKey: string;
  /** Ed25519 signature, 64 bytes. */
  sign(message: Uint8Array): Uint8Array;
  /** Whether the signature of this message was made with this signer's key. Never throws. */
  verify(message: Uint8Array, signature: Uint8Array): boolean;
}

/** The half of a signer that anybody may have. */
export type SignatureCheck = Pick<Signer, 'verify'>;

/**
 * What a key is for: `counter` signs batches and head records, `facility` vouches for counters (both Ed25519),
 * `sealing` opens private parts (ECDH P-256) (design §6 "Keys").
 */
export type KeyPurpose = 'counter' | 'facility' | 'sealing';

/** A key pair as it is kept in `local.db`. */
export interface KeyPair {
  readonly purpose: KeyPurpose;
  /** RFC 7638 thumbprint of the public key, base64url. */
  readonly kid: string;
  /** Ed25519: the 32-byte seed. P-256: the 32-byte scalar, big-endian. */
  readonly secretKey: Uint8Array;
  /** base64url of the raw public key: 32 bytes for Ed25519, 65 (uncompressed point) for P-256. */
  readonly publicKey: string;
}
