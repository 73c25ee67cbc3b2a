// What both Node and browsers have, and the domain may use: pure, without I/O.

export {}

declare global {
  class URL {
    constructor(address: string, base?: string)
    static canParse(address: string, base?: string): boolean
    readonly protocol: string
    readonly host: string
    readonly hostname: string
    readonly pathname: string
    readonly searchParams: URLSearchParams
  }

  class URLSearchParams {
    constructor(init?: string | Iterable<readonly [string, string]>)
    get(name: string): string | null
    toString(): string
    [Symbol.iterator](): IterableIterator<[string, string]>
  }
}
