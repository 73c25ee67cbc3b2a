/** Both directions of `OUTBOUND_REWRITE`: from the address that callers know to the one that is asked, and back. */
export interface Rewrite {
  /** The URL to really ask. `null` when no rule is meant for its origin. */
  out(url: URL): URL | null
  /** A URL that an answer named, as callers know it. */
  back(url: URL): URL
}

interface Rule {
  readonly origin: string
  /** For `https://*.example.com`: what comes before and after the star. */
  readonly star: { readonly before: string; readonly after: string } | null
  readonly base: string
}

/**
 * Rules from origin to base URL. An origin may begin with one star label (`https://*.jobs.example.com`);
 * a star in its base then stands for what the star matched.
 */
export function makeRewrite(rules: Readonly<Record<string, string>>): Rewrite {
  const list = Object.entries(rules).map(([origin, base]) =>
    ruleOf(origin.replace(/\/+$/, ''), base.replace(/\/+$/, '')),
  )
  return {
    out(url) {
      for (const rule of list) {
        const base = baseFor(rule, url.origin)
        if (base !== null) return new URL(`${base}${url.pathname}${url.search}`)
      }
      return null
    },
    back(url) {
      for (const rule of list) {
        const known = knownAs(rule, url)
        if (known !== null) return known
      }
      return url
    },
  }
}

function ruleOf(origin: string, base: string): Rule {
  const at = origin.indexOf('*')
  if (at < 0) return { origin: new URL(origin).origin, star: null, base }
  return { origin, star: { before: origin.slice(0, at), after: origin.slice(at + 1) }, base }
}

function baseFor(rule: Rule, origin: string): string | null {
  if (rule.star === null) return rule.origin === origin ? rule.base : null
  const { before, after } = rule.star
  if (!origin.startsWith(before) || !origin.endsWith(after)) return null
  const label = origin.slice(before.length, origin.length - after.length)
  return /^[a-z0-9-]+$/.test(label) ? rule.base.replace('*', label) : null
}

function knownAs(rule: Rule, url: URL): URL | null {
  const [before = '', after] = rule.base.split('*')
  if (after === undefined)
    return startsUnder(url.href, rule.base) ? new URL(`${rule.origin}${pathAfter(url.href, rule.base.length)}`) : null
  if (!url.href.startsWith(before)) return null
  const label = /^[a-z0-9-]+/.exec(url.href.slice(before.length))?.[0]
  const base = label === undefined ? null : `${before}${label}${after}`
  if (label === undefined || base === null || !startsUnder(url.href, base)) return null
  return new URL(`${rule.origin.replace('*', label)}${pathAfter(url.href, base.length)}`)
}

function startsUnder(href: string, base: string): boolean {
  return href === base || href.startsWith(`${base}/`) || href.startsWith(`${base}?`)
}

function pathAfter(href: string, length: number): string {
  const rest = href.slice(length)
  return rest.startsWith('/') ? rest : `/${rest}`
}
