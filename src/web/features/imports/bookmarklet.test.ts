import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { bookmarkletOf } from './bookmarklet.ts'

const code = (address: string) => decodeURIComponent(address.slice('javascript:'.length))

describe('the address of the bookmark', () => {
  it('is one that may stand in an attribute, a bookmark and a line of text', () => {
    const address = bookmarkletOf({ origin: 'https://jobs.example.org', token: 'cc_abc-DEF_123' })
    expect(address).toMatch(/^javascript:[\w\-.!~*'()%]+$/)
    expect(address.length).toBeLessThan(20_000)
  })

  it('is a program that names where to send to, and the token', () => {
    const address = bookmarkletOf({ origin: 'https://jobs.example.org', token: 'cc_abc' })
    expect(code(address)).toContain('({"address":"https://jobs.example.org/import/receive","token":"cc_abc"})')
  })

  it.each(['"', "'", '\\', '`${alert(1)}`', '</script>', '"})||alert(1)||({"', '%22', '\u2028', '*/', '//', '日本'])(
    'carries %j as text, whatever it would mean in a program',
    (token) => {
      const program = code(bookmarkletOf({ origin: 'https://jobs.example.org', token }))
      // The first thing that it does is to read the address: what it was given is seen there.
      const given: unknown[] = []
      class Address {
        origin = 'https://jobs.example.org'
        constructor(address: unknown) {
          given.push(address)
        }
      }
      const location = { origin: 'https://site.example', href: 'https://site.example/jobs/1' }
      const opened: unknown[] = []
      const page = { querySelectorAll: () => [], outerHTML: '<html></html>' }
      runInNewContext(program, {
        URL: Address,
        location,
        document: { implementation: { createHTMLDocument: () => ({ importNode: () => page }) } },
        addEventListener: () => {},
        setInterval: () => 1,
        matchMedia: () => ({ matches: false }),
        window: { open: (address: unknown) => opened.push(address) },
      })
      expect(given).toEqual(['https://jobs.example.org/import/receive'])
      expect(opened).toEqual([`https://jobs.example.org/import/receive#${token}`])
    },
  )
})
