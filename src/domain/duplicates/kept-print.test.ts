import { expect, it } from 'vitest'
import type { Fingerprint } from './fingerprint.ts'
import { keptPrint, printOfKept } from './kept-print.ts'

const PRINT: Fingerprint = {
  ...{ company: 'acme', title: ['cook'], cities: [], countries: ['DE'], is_remote: false, level: null },
  ...{ requisition_id: null, pay: null, language: 'en', posted_ms: 0 },
  text: {
    whole: { hashes: [0, 1, 65_536, 2_147_483_648, 4_294_967_295], size: 9 },
    lead: { hashes: [], size: 0 },
    words: 'AAAA',
  },
}

it('a fingerprint comes back from its row as it was', () => {
  expect(printOfKept(keptPrint(PRINT))).toEqual(PRINT)
  expect(printOfKept(JSON.parse(JSON.stringify(keptPrint(PRINT))))).toEqual(PRINT)
  expect(printOfKept(keptPrint({ ...PRINT, text: null }))).toEqual({ ...PRINT, text: null })
})

it('a fingerprint that was kept with numbers is read as it is', () => expect(printOfKept(PRINT)).toEqual(PRINT))
