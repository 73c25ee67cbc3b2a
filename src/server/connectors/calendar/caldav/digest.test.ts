import { expect, test } from 'vitest'
import { digestAuthorization, digestChallenge } from './digest.ts'

// The worked examples of RFC 7616 §3.9.1 and RFC 2617 §3.5.
const ASKING = { username: 'Mufasa', method: 'GET', uri: '/dir/index.html', count: 1 }

const EXAMPLES: readonly (readonly [string, string, string, string, string, string])[] = [
  [
    'SHA-256',
    'http-auth@example.org',
    '7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v',
    'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ',
    'Circle of Life',
    '753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1',
  ],
  [
    'MD5',
    'testrealm@host.com',
    'dcd98b7102dd2f0e8b11d0f600bfb0c093',
    '0a4f113b',
    'Circle Of Life',
    '6629fae49393a05397450978507c4ef1',
  ],
]

test.each(EXAMPLES)('The answer to a challenge by %s is that of the standard', (...example) => {
  const [algorithm, realm, nonce, cnonce, password, response] = example
  const header = `Digest realm="${realm}", qop="auth, auth-int", algorithm=${algorithm}, nonce="${nonce}", opaque="5c,=x"`
  const challenge = digestChallenge(header)
  expect(challenge).toMatchObject({ realm, nonce, algorithm, qop: 'auth', opaque: '5c,=x' })
  const said = challenge === null ? '' : digestAuthorization(challenge, { ...ASKING, password, cnonce })
  expect(said).toContain(`response="${response}"`)
  expect(said).toContain('nc=00000001')
})

test.each([
  undefined,
  'Basic realm="x"',
  'Digest realm="x", nonce="y", Basic realm="x"',
  'Digest realm="x"',
  'Digest realm="x", nonce="y", algorithm=SHA-512-256',
  'Digest realm="x", nonce="y", qop="auth-int"',
  'Bearer realm="digest"',
])('%j is no challenge that is answered so', (header) => {
  expect(digestChallenge(header)).toBeNull()
})
