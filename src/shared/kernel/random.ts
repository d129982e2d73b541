/** The only source of chance; handed in by the composition root so that a test can seed it. */
export interface Random {
  /** `length` bytes fit for keys and salts in production. */
  bytes(length: number): Uint8Array;
}
