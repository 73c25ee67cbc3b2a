import { describe, expect, it } from 'vitest'
import { pastedBody, receivedFrom, tokenIn } from './received-page.ts'

const SITE = 'https://www.linkedin.com'
const message = (url: string, html = '<h1>Data engineer</h1>') => ({ kind: 'career-copilot:page', html, url })

describe('a page that the bookmarklet sends', () => {
  it('is taken with its address where that belongs to the site that sent it', () => {
    const url = `${SITE}/jobs/view/1`
    expect(receivedFrom(message(url), SITE)).toEqual({
      kind: 'page',
      html: '<h1>Data engineer</h1>',
      url,
      site: 'www.linkedin.com',
    })
  })

  it.each([
    'https://www.stepstone.de/jobs/1',
    'http://www.linkedin.com/jobs/view/1',
    'https://www.linkedin.com.evil.example/jobs/view/1',
    'https://www.linkedin.com@evil.example/',
    'https://www.linkedin.com:8443/',
    'javascript:alert(1)',
    '',
  ])('is not taken when it says to be %j', (url) => {
    expect(receivedFrom(message(url), SITE)).toEqual({ kind: 'foreign' })
  })

  it('has no address when it comes from no site', () => {
    expect(receivedFrom(message('https://www.linkedin.com/jobs/view/1'), 'null')).toMatchObject({
      kind: 'page',
      url: undefined,
      site: null,
    })
  })

  it('is read without its address when that is longer than an address of a posting may be', () => {
    const url = `${SITE}/?q=${'x'.repeat(3000)}`
    expect(receivedFrom(message(url), SITE)).toMatchObject({ kind: 'page', url: undefined })
  })

  it('is not taken when it is empty or too large', () => {
    expect(receivedFrom(message(`${SITE}/`, ' \n'), SITE)).toEqual({ kind: 'empty' })
    expect(receivedFrom(message(`${SITE}/`, 'x'.repeat(5_000_001)), SITE)).toEqual({ kind: 'too_large' })
  })

  it.each([null, 'career-copilot:page', 7, {}, { kind: 'other', html: '', url: '' }, { kind: 'career-copilot:page' }])(
    'is told from other messages: %j',
    (data) => {
      expect(receivedFrom(data, SITE)).toBeNull()
    },
  )
})

describe('what is pasted', () => {
  it('is a page when it has tags, else a text', () => {
    expect(pastedBody('<!-- saved from url=(0020)https://a.example/ --><p>x')).toHaveProperty('html')
    expect(pastedBody('Data engineer\nLumen, pay > 50k and < 60k')).toHaveProperty('text')
  })
})

describe('the token in the address', () => {
  it('is one of ours, or none', () => {
    expect(tokenIn(`#cc_${'a'.repeat(86)}`)).toBe(`cc_${'a'.repeat(86)}`)
    for (const hash of ['', '#', '#cc_', '#cc_short', `#Bearer ${'a'.repeat(50)}`, `#cc_${'a'.repeat(300)}`])
      expect(tokenIn(hash)).toBeNull()
  })
})
