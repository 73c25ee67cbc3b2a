/** Where a secret lives; authenticated with it (AES-256-GCM AAD), so that a copied value does not open elsewhere. */
export interface SecretPlace {
  readonly table: string
  readonly row: string
  readonly column: string
}

export interface Secrets {
  /** `v1.<key id>.<nonce>.<ciphertext>.<tag>` in base64url. */
  seal(plain: string, place: SecretPlace): string
  /** Throws when the value was altered, moved, or sealed with a key that is no longer listed. */
  open(sealed: string, place: SecretPlace): string
  /** True when `sealed` was made with another key than the current one. */
  isStale(sealed: string): boolean
  /** A key for one purpose (cursors, JWT, role password), derived from the current secret key; 32 bytes. */
  derive(purpose: string): Buffer
  /** `derive` for every listed key, current first: to verify what an older key signed. */
  deriveAll(purpose: string): readonly Buffer[]
}
