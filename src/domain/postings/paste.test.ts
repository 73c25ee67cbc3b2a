import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fromText, readHead } from './paste.ts'

describe('the head of a pasted text', () => {
  test.each<[string, string | null, string | null, string | null]>([
    [
      'Stellenbezeichnung: Koch (m/w/d)\nArbeitgeber: Gasthof Linde\nArbeitsort: Ulm',
      'Koch (m/w/d)',
      'Gasthof Linde',
      'Ulm',
    ],
    ['**Title:** Cook', 'Cook', null, null],
    ['# Backend Engineer | Kestrel Oy | Tampere', 'Backend Engineer', 'Kestrel Oy', 'Tampere'],
    ['Backend Engineer @ Kestrel', 'Backend Engineer', 'Kestrel', null],
    ['Backend Engineer at Kestrel Inc.', 'Backend Engineer', 'Kestrel Inc.', null],
    ['Pflegefachkraft (m/w/d) bei Haus Abendrot, Celle', 'Pflegefachkraft (m/w/d)', 'Haus Abendrot', 'Celle'],
    [
      'Kestrel GmbH\nSachbearbeiter Einkauf (w/m/d)\nWir freuen uns.',
      'Sachbearbeiter Einkauf (w/m/d)',
      'Kestrel GmbH',
      null,
    ],
    ['Wir sind die Kestrel GmbH und suchen dich', null, null, null],
    ['We are hiring an engineer at our office.', null, null, null],
    ['', null, null, null],
    // A plain first line.
    ['Wick Trimmer\nCoast GmbH\nHamburg\n\nYou trim wicks.', 'Wick Trimmer', 'Coast GmbH', 'Hamburg'],
    ['Wick Trimmer\nCoast GmbH · 89073 Ulm · Vollzeit\n\nYou trim wicks.', 'Wick Trimmer', 'Coast GmbH', '89073 Ulm'],
    [
      'Wick Trimmer (m/w/d)\nCoast GmbH\nKappeln, Deutschland',
      'Wick Trimmer (m/w/d)',
      'Coast GmbH',
      'Kappeln, Deutschland',
    ],
    ['Wick Trimmer (m/w/d)\nReading\nWe trim.', 'Wick Trimmer (m/w/d)', null, null],
    ['\n# Bäcker\n\nArbeitgeber: Ofen\n\nFrüh aufstehen.', 'Bäcker', 'Ofen', null],
    ['3D Artist (Unreal, Maya)\n\nMake worlds.', '3D Artist (Unreal, Maya)', null, null],
    ['Barista\nWe pour coffee.', 'Barista', null, null],
    // An other line is better.
    ['Kestrel\nSachbearbeiter Einkauf (w/m/d)', 'Sachbearbeiter Einkauf (w/m/d)', null, null],
    // A first line that is none.
    ['Wick Trimmer', null, null, null],
    ['Coast GmbH\nHamburg\nLamps need wicks.', null, 'Coast GmbH', 'Hamburg'],
    ['Dear Mara\nPlease apply.', null, null, null],
    ['Lamps need wicks, and wicks need you.\nCome!', null, null, null],
    ['Kestrel is growing\nCome!', null, null, null],
    ['About the company\nKestrel trims wicks', null, null, null],
    ['Job description\nTrim wicks', null, null, null],
    ['Hamburg, Germany\nTrim wicks', null, null, 'Hamburg, Germany'],
    ['https://kestrel.example/jobs\nTrim wicks', null, null, null],
    ['21 November 2026\nTrim wicks', null, null, null],
    ['trim wicks\nand lamps', null, null, null],
  ])('%j', (text, title, company, location) => {
    expect(readHead(text)).toEqual({ title, company, location })
  })

  test('no text makes it fail, and what it finds stands in the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const plain = text.replaceAll(/\*\*|__/g, '').replaceAll(/\s+/g, ' ')
        for (const found of Object.values(readHead(text))) {
          expect(found === null || plain.includes(found)).toBe(true)
        }
      }),
      { seed: 2026 },
    )
  })
})

describe('a posting of a pasted text', () => {
  const of = (text: string, title = 'Data Engineer', location: string | null = null) =>
    fromText(text, { title, company: 'Kestrel', location }, { url: null, id: '1' })

  test('takes pay, hours, contract, place and level from what it says', () => {
    const text = 'Unbefristet, Vollzeit. Hybrid. 60.000 – 70.000 € im Jahr.'
    expect(of(text, 'Senior Data Engineer', 'Hamburg, Germany')).toMatchObject({
      salary: { min: 6_000_000, max: 7_000_000, currency: 'EUR', period: 'year', origin: 'parsed' },
      employment: ['full_time'],
      contract: 'permanent',
      remote: { kind: 'hybrid' },
      seniority: 'senior',
      locations: [{ city: 'Hamburg', country: 'DE' }],
    })
  })

  test.each<[string, number | null]>([
    ['You own a marketing budget of €5,000,000.', null],
    ['Verantwortung für ein Jahresbudget von 500.000 €', null],
    ['Unser Umsatz lag bei € 500 Millionen im Jahr.', null],
    ['Wir verwalten 45.000.000 € im Jahr.', null],
    ['You answer for a salary budget of 3,000,000 EUR a year.', null],
    ['You own a budget of €2,000,000. We pay €60,000 a year.', 6_000_000],
    ['Budget: 250.000 €\nWir zahlen 4.000 € im Monat', 400_000],
    ['4.500 € brutto im Monat, dazu ein Budget für Weiterbildung', 450_000],
    ['45.000 €', 4_500_000],
  ])('takes what the work pays and no other money: %s', (text, min) => {
    expect(of(text).salary?.min ?? null).toBe(min)
  })

  test('takes a finished apprenticeship that is asked for for no apprenticeship', () => {
    expect(of('Du hast eine abgeschlossene Ausbildung oder ein Studium.').contract).toBeNull()
    expect(of('', 'Ausbildung zur Köchin').contract).toBe('apprentice')
  })

  test('believes the title and the place before the text', () => {
    expect(of('Our on-site canteen', 'Engineer (remote)').remote.kind).toBe('remote')
    expect(of('', 'Engineer', 'Remote (EU)')).toMatchObject({ remote: { kind: 'remote' }, locations: [{ city: null }] })
  })

  test('knows no date, no language and no link that nobody told', () => {
    expect(of('Come and work with us.')).toMatchObject({
      posted_at: null,
      language: null,
      apply_url: null,
      source_url: '',
    })
  })
})
