/** Seals texts so that only the facility's counters can read them, and opens such seals (design §3 "Two parts"). */
export interface Sealer {
  /** Thumbprint of the key that is sealed to. */
  readonly kid: string;
  /** P-256 public key, base64url of the uncompressed point. */
  readonly publicKey: string;
  /** Compact JWE of the text; `subject` stands in its protected header and ties it to one thing. */
  seal(subject: string, text: string): Promise<string>;
  /** The text, or null: not sealed to this facility, for another subject, or changed. Never rejects. */
  open(subject: string, sealed: string): Promise<string | null>;
}
