import { describe, expect, test } from 'vitest'
import { companyNorm, titleNorm, toFeedPosting } from './normalise.ts'
import { placeFrom } from './paste.ts'
import { payIn, payOffered } from './pay.ts'
import { isIn, placeText, plainPlaces } from './place.ts'
import { postingOf } from './posting.ts'
import { seniorityIn } from './seniority.ts'
import { languagesAskedIn } from './spoken.ts'
import { contractIn, employmentIn, remoteIn } from './terms.ts'

// Strings as postings write them; those that were once read wrongly are among them.

const units = (value: number | null | undefined) => (value === null || value === undefined ? null : value / 100)

describe('pay', () => {
  test.each<[string, number | null, number | null, string, string | null]>([
    ['12-15 LPA', 1_200_000, 1_500_000, 'INR', 'year'],
    ['₹ 8 LPA', 800_000, 800_000, 'INR', 'year'],
    ['INR 6-9 lakhs per annum', 600_000, 900_000, 'INR', 'year'],
    ['₹12,00,000 - ₹18,00,000 per annum', 1_200_000, 1_800_000, 'INR', 'year'],
    ['60-75K€', 60_000, 75_000, 'EUR', 'year'],
    ['50 à 60 K€ brut annuel', 50_000, 60_000, 'EUR', 'year'],
    ['45 000 € brut/an', 45_000, 45_000, 'EUR', 'year'],
    ['1 200 € / mois', 1200, 1200, 'EUR', 'month'],
    ['2 100 € brut mensuel', 2100, 2100, 'EUR', 'month'],
    ['TJM : 450-550 €', 450, 550, 'EUR', 'day'],
    ['550 €/j', 550, 550, 'EUR', 'day'],
    ['400 - 500 € par jour', 400, 500, 'EUR', 'day'],
    ['12,50 € par heure', 12.5, 12.5, 'EUR', 'hour'],
    ['45-55 TEUR', 45_000, 55_000, 'EUR', 'year'],
    ['bis 70 T€ im Jahr', null, 70_000, 'EUR', 'year'],
    ['Stundensatz 85 EUR', 85, 85, 'EUR', 'hour'],
    ['€ 1.800 mtl.', 1800, 1800, 'EUR', 'month'],
    ['2.916 € Bruttomonatsgehalt', 2916, 2916, 'EUR', 'month'],
    ['55.000 Euro Jahresbrutto', 55_000, 55_000, 'EUR', 'year'],
    ['14,53€/Std.', 14.53, 14.53, 'EUR', 'hour'],
    ['€ 2.500,- brutto/Monat', 2500, 2500, 'EUR', 'month'],
    ['CHF 100’000.-', 100_000, 100_000, 'CHF', 'year'],
    ["60'000 – 80'000 CHF p.a.", 60_000, 80_000, 'CHF', 'year'],
    ['CHF 38.50/Std', 38.5, 38.5, 'CHF', 'hour'],
    ['CHF 5500 brutto pro Monat', 5500, 5500, 'CHF', 'month'],
    ['75.000€+', 75_000, null, 'EUR', 'year'],
    ['100k+ USD', 100_000, null, 'USD', 'year'],
    ['A$95k', 95_000, 95_000, 'AUD', 'year'],
    ['C$90,000 - C$110,000', 90_000, 110_000, 'CAD', 'year'],
    ['R$ 8.000 por mês', 8000, 8000, 'BRL', null],
    ['US$150k', 150_000, 150_000, 'USD', 'year'],
    ['£150 - £200 p/d', 150, 200, 'GBP', 'day'],
    ['£32k pro rata', 32_000, 32_000, 'GBP', 'year'],
    ['$120,000 - $150,000 USD', 120_000, 150_000, 'USD', 'year'],
    ['$20 hourly', 20, 20, 'USD', 'hour'],
    ['zł 20 000–25 000 miesięcznie', 20_000, 25_000, 'PLN', 'month'],
    ['15000 PLN/mies.', 15_000, 15_000, 'PLN', 'month'],
    ['ab 3.500 € brutto/Monat, 13. und 14. Gehalt', 3500, null, 'EUR', 'month'],
  ])('%s', (text, min, max, currency, period) => {
    const pay = payIn(text)
    expect([units(pay?.min), units(pay?.max), pay?.currency, pay?.period]).toEqual([min, max, currency, period])
  })

  test.each<[string, number | null, number | null, string]>([
    ['Deine Aufgaben\n- Faire Vergütung von 15–17 €/Stunde', 15, 17, 'hour'],
    ['- Monatliche Vergütung von 1.200-2.160€', 1200, 2160, 'month'],
    ['Ulm | Hybrid (bis 50 % Homeoffice) | 70.000 – 90.000 €', 70_000, 90_000, 'year'],
    ['€75–90k OTE, uncapped', 75_000, 90_000, 'year'],
    ['The salary range for this role is €60,000 to €75,000 per year.', 60_000, 75_000, 'year'],
    ['Salaire : 38 000 à 45 000 € par an', 38_000, 45_000, 'year'],
    ['Budget von 500 € im Jahr\nGehalt: 3.400 € im Monat', 3400, 3400, 'month'],
  ])('that a text offers: %s', (text, min, max, period) => {
    const pay = payOffered(text)
    expect([units(pay?.min), units(pay?.max), pay?.period]).toEqual([min, max, period])
  })

  test.each([
    'Entwickle dich weiter mit einem Studienbudget von 2.000 € pro Jahr!',
    'Die Kunden zahlen dafür bis zu 36.000€.',
    'scale brands beyond the €200k/month ad spend mark',
    'Bilanzsumme von rund CHF 700 Mio.',
    '- 50 € steuerfreie Sachzulage monatlich',
    '- 50€ monatlich für deine Altersvorsorge',
    'Gehalt plus 45,00 € netto im Monat auf der Karte',
    'Our Series B raised $30,000,000; compensation is competitive.',
    'Referral bonus: we pay $2,000 per year',
    'A salary of $1 a year',
    'Wir sind ein Team von 40 Leuten.',
  ])('that nobody is offered: %s', (text) => {
    expect(payOffered(text)).toBeNull()
  })

  test('of a text says that it was parsed, and never replaces what the source states', () => {
    const told = { ...placeholder, description_text: 'Gehalt: 3.400 € im Monat' }
    expect(toFeedPosting(told)).toMatchObject({ salary_min: 340_000, salary_period: 'month', salary_origin: 'parsed' })
    const stated = { min: 4_000_000, max: null, currency: 'EUR', period: 'year', origin: 'stated', raw: null } as const
    expect(toFeedPosting({ ...told, salary: stated })).toMatchObject({ salary_min: 4_000_000, salary_origin: 'stated' })
  })
})

const placeholder = postingOf({
  board_id: 'feed',
  external_id: '1',
  source_url: 'https://feed.example/1',
  title: 'Baker',
  company: 'Acme',
})

describe('a title', () => {
  test.each([
    ['Privatkundenberater/in (m,w,d)', 'privatkundenberater'],
    ['Conseiller à la clientèle (f/h)', 'conseiller a la clientele'],
    ['Développeur (H/F)', 'developpeur'],
    ['Chef de projet F/H', 'chef de projet'],
    ['Conseiller/ère clientèle', 'conseiller clientele'],
    ['Conseiller-ère clientèle entreprises', 'conseiller clientele entreprises'],
    ['Infirmier·ère', 'infirmier'],
    ['Ingénieur(e) logiciel', 'ingenieur logiciel'],
    ['Firmenkundenberater/in 80% - 100%', 'firmenkundenberater'],
    ['Koch 60-80%', 'koch'],
    ['Pflegefachperson HF 80–100 %', 'pflegefachperson hf'],
    ['Sales Manager (all genders)', 'sales manager'],
    ['Engineer (gn)', 'engineer'],
    ['Entwickler*innen', 'entwickler'],
    ['Elektriker (w|m|d)', 'elektriker'],
    ['Lehrer (m/w/d/k.A.)', 'lehrer'],
    ['Data Engineer m/w/divers', 'data engineer'],
    ['Verkäufer_in', 'verkaufer'],
    ['Kaufmann/-frau', 'kaufmann'],
    ['Barista - ab sofort', 'barista'],
    ['Videograf & Cutter (m/w/d) gesucht!', 'videograf cutter'],
    ['Buchhalter (m/w/d) - Ref. 12345', 'buchhalter'],
    ['R&D Engineer', 'r d engineer'],
    ['C/C++ Developer', 'c c++ developer'],
    ['Systems Engineer H/W', 'systems engineer h w'],
    ['Fahrer Klasse C/E', 'fahrer klasse c e'],
  ])('%s is %s', (title, plain) => {
    expect(titleNorm(title)).toBe(plain)
  })
})

describe('a company', () => {
  test.each([
    'Acme GmbH',
    'Acme S.A.',
    'Acme S.à r.l.',
    'Acme Sàrl',
    'Acme S.p.A.',
    'Acme, Inc.',
    'ACME Ltd.',
    'Acme sp. z o.o.',
    'Acme B.V.',
    'Acme A/S',
    'Acme AB',
    'Acme Oy',
    'Acme gGmbH',
    'Acme e. V.',
    'Acme e.V.',
    'Acme GmbH & Co. KG',
    'Acme UG (haftungsbeschränkt)',
    'Acme PBC',
    'Acme Pty Ltd',
    'Acme SE & Co. KGaA',
    'Acme AöR',
  ])('%s is Acme', (name) => {
    expect(companyNorm(name)).toBe('acme')
  })

  test.each(['Acme Schweiz AG', 'Acme & Söhne', 'Acmea', 'Pacme GmbH'])('%s is not', (name) => {
    expect(companyNorm(name)).not.toBe('acme')
  })
})

describe('a place', () => {
  test.each([
    ['Frankfurt (Main)', 'Frankfurt am Main'],
    ['Frankfurt/M.', 'Frankfurt'],
    ['Köln/Bonn', 'Bonn'],
    ['Genf', 'Genève'],
    ['Bruxelles, Belgique', 'Brüssel'],
    ['D-80331 München', 'Munich'],
    ['CH-8001 Zürich', 'Zurich'],
    ['75008 Paris', 'Paris'],
    ['Paris (75)', 'Paris'],
    ['Wien, Österreich', 'Austria'],
    ['New York, NY', 'NYC'],
    ['Nuremberg', 'Nürnberg'],
    ['Warszawa', 'Warsaw'],
    ['Cracow', 'Krakau'],
    ['Kobenhavn', 'Kopenhagen'],
    ['Goteborg', 'Gothenburg'],
    ['Milano', 'Mailand'],
    ['Lisboa', 'Lissabon'],
    ['Bucuresti', 'Bukarest'],
    ['Kyiv', 'Kiew'],
    ['Bale', 'Basel'],
    ['Lucerne', 'Luzern'],
    ['Strasbourg', 'Straßburg'],
    ['Luxembourg', 'Luxemburg'],
    ['London, England', 'United Kingdom'],
    ['The Netherlands', 'Niederlande'],
  ])('%s is found by %s', (raw, wanted) => {
    expect(isIn(placeText(plainPlaces([placeFrom(raw)]), []), wanted)).toBe(true)
  })
})

describe('the level', () => {
  test.each([
    ['Regionalleiter Vertrieb', 'lead'],
    ['Filialleiterin (m/w/d)', 'lead'],
    ['Stationsleitung Pflege', 'lead'],
    ['Schichtleiter Produktion', 'lead'],
    ['Lehrstelle als Kaufmann', 'intern'],
    ['Apprenti boulanger', 'intern'],
    ['Alternance – Développeur', 'intern'],
    ['Stagiaire marketing', 'intern'],
    ['Développeur confirmé', 'senior'],
    ['Ingénieur débutant', 'junior'],
    ['Directrice marketing', 'director'],
    ['Directeur des ventes', 'director'],
    ['Bauleiter Hochbau', null],
    ['Projektleiterin IT', null],
    ['Chef de projet', null],
  ])('of %s is %s', (title, level) => {
    expect(seniorityIn(title)).toBe(level)
  })
})

describe('where the work is done', () => {
  test.each([
    ['Hybrid (bis 50 % Homeoffice)', 'hybrid'],
    ['teilweise im Home-Office', 'hybrid'],
    ['anteilige Homeoffice-Möglichkeit', 'hybrid'],
    ['Hybridmodell mit ca. 50% Präsenz', 'hybrid'],
    ['2 jours de télétravail par semaine', 'hybrid'],
    ['télétravail partiel', 'hybrid'],
    ['Home office 2-3 days a week', 'hybrid'],
    ['100% télétravail', 'remote'],
    ['Teleworking', 'remote'],
    ['WFH', 'remote'],
    ['présentiel', 'onsite'],
    ['kein Remote', 'onsite'],
    ['mobiles Arbeiten', null],
  ])('%s: %s', (text, kind) => {
    expect(remoteIn(text)).toBe(kind)
  })
})

describe('hours and contract', () => {
  test.each([
    ['Vollzeit, unbefristet', ['full_time'], 'permanent'],
    ['CDI temps plein', ['full_time'], 'permanent'],
    ['CDD 6 mois', [], 'fixed'],
    ['520-Euro-Basis', ['mini_job'], null],
    ['geringfügige Beschäftigung', ['mini_job'], null],
    ['Aushilfe im Verkauf', ['temporary'], null],
    ['Themen Scout (im Ehrenamt)', ['volunteer'], null],
    ['Elternzeitvertretung in Teilzeit', ['part_time'], 'fixed'],
    ['Trainer auf Honorarbasis', [], 'freelance'],
    ['Freie Mitarbeit', [], 'freelance'],
    ['Intérimaire', [], 'temp'],
    ['Zeitarbeit', [], 'temp'],
    ['Interim Manager', [], null],
    ['Alternance – Développeur', [], 'apprentice'],
    ['Lehrstelle als Koch', [], 'apprentice'],
  ])('%s: %j, %s', (text, hours, contract) => {
    expect([employmentIn(text), contractIn(text)]).toEqual([hours, contract])
  })
})

describe('languages', () => {
  test.each([
    ['Sehr gutes Deutsch, gutes Englisch', ['en B2', 'de C1']],
    ['Ausgezeichnete Deutschkenntnisse', ['de C1']],
    ['stilsichere Deutschkenntnisse', ['de C1']],
    ['Du kannst Dich gut in Deutsch und Englisch ausdrücken', ['en B2', 'de B2']],
    ['English (fluent), German (B1)', ['en C1', 'de B1']],
    ['Français langue maternelle', ['fr C2']],
    ['Anglais courant', ['en C1']],
    ['Niveau d’allemand B2', ['de B2']],
    ['Portugiesischkenntnisse erforderlich', ['pt null']],
    ['Gute Kenntnisse in Türkisch', ['tr B2']],
    ['Russian speaker required', ['ru null']],
    ['Conversational Spanish', ['es B2']],
    ['Dutch C1', ['nl C1']],
    ['Our Japanese customers', []],
    ['Chinesische Investoren', []],
  ])('%s: %j', (text, asked) => {
    expect(languagesAskedIn(text).map(({ code, level }) => `${code} ${level}`)).toEqual(asked)
  })
})
