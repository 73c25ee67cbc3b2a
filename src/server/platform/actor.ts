export type Role = 'owner' | 'admin' | 'coach' | 'member'

/** Who acts. Made at the edge from a session, a JWT or a personal token; everything inside trusts it. */
export interface Actor {
  readonly user_id: string
  readonly firm_id: string
  /** The role in the active firm. */
  readonly role: Role
  /** `session`: a browser that signed in; `jwt`: a bearer of `access_token`; `token`: a personal API token. */
  readonly via: 'session' | 'jwt' | 'token'
  readonly session_id: string | null
  /** Personal tokens: what they may do. Null: everything that the person may do. */
  readonly scopes: readonly string[] | null
}

/** The cache tag of what is remembered of a person for requests: name, roles, firms. Expire it after changing one. */
export function userTag(user_id: string): string {
  return `user:${user_id}`
}
