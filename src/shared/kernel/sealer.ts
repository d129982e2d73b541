/** Seals texts so that only the facility's counters can read them, and opens such seals (design §3 "Two parts"). */
export interface Sealer {
  /** Thumbprint of the key that is sealed to. */
  readonly kid: string;
  /** P-256 public key, base64url of the uncompressed point. */
  readonly publicKey: string;
  /**
   * Begins a run of seals (docs/decisions/0010-push-in-flight.md): one key agreement for all of them, a content key of
   * its own for each subject. Gives a function that makes the compact JWE of a text; `subject` stands in its protected
   * header and ties it to one thing. No subject twice in one run.
   */
  begin(): (subject: string, text: string) => string;
  /** The text, or null: not sealed to this facility, for another subject, or changed. Never rejects. */
  open(subject: string, sealed: string): Promise<string | null>;
}
