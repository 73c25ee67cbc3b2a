import { fold } from '#domain/postings/fold.ts'
import { regionCode } from './gazetteer.ts'

// States and provinces by country: the code that the list of towns has for each, and what postings call it.
const REGIONS: Readonly<Record<string, string>> = {
  US: `AL Alabama;AK Alaska;AZ Arizona;AR Arkansas;CA California;CO Colorado;CT Connecticut;DE Delaware;DC District of Columbia|D.C.;FL Florida;GA Georgia;
    HI Hawaii;ID Idaho;IL Illinois;IN Indiana;IA Iowa;KS Kansas;KY Kentucky;LA Louisiana;ME Maine;MD Maryland;MA Massachusetts;MI Michigan;MN Minnesota;
    MS Mississippi;MO Missouri;MT Montana;NE Nebraska;NV Nevada;NH New Hampshire;NJ New Jersey;NM New Mexico;NY New York;NC North Carolina;ND North Dakota;
    OH Ohio;OK Oklahoma;OR Oregon;PA Pennsylvania;RI Rhode Island;SC South Carolina;SD South Dakota;TN Tennessee;TX Texas;UT Utah;VT Vermont;VA Virginia;
    WA Washington;WV West Virginia;WI Wisconsin;WY Wyoming`,
  CA: `01 Alberta|AB;02 British Columbia|BC;03 Manitoba|MB;04 New Brunswick|NB;05 Newfoundland and Labrador|NL;07 Nova Scotia|NS;08 Ontario|ON;
    09 Prince Edward Island|PE;10 Québec|Quebec|QC;11 Saskatchewan|SK`,
  DE: `01 Baden-Württemberg|BW;02 Bayern|Bavaria|BY;03 Bremen|HB;04 Hamburg|HH;05 Hessen|Hesse|HE;06 Niedersachsen|Lower Saxony|NI;
    07 Nordrhein-Westfalen|North Rhine-Westphalia|NRW|NW;08 Rheinland-Pfalz|Rhineland-Palatinate|RP;09 Saarland|SL;10 Schleswig-Holstein|SH;11 Brandenburg|BB;
    12 Mecklenburg-Vorpommern|MV;13 Sachsen|Saxony|SN;14 Sachsen-Anhalt|Saxony-Anhalt|ST;15 Thüringen|Thuringia|TH;16 Berlin|BE`,
  AT: `01 Burgenland;02 Kärnten|Carinthia;03 Niederösterreich|Lower Austria;04 Oberösterreich|Upper Austria;05 Salzburg;06 Steiermark|Styria;07 Tirol|Tyrol;
    08 Vorarlberg;09 Wien|Vienna`,
  GB: 'ENG England;SCT Scotland;WLS Wales;NIR Northern Ireland',
}

const BY_COUNTRY = new Map(
  Object.entries(REGIONS).map(([country, list]) => {
    const regions = list.split(';').map((each) => {
      const [, code = '', names = ''] = /^\s*(\w+) (.+)$/s.exec(each) ?? []
      return { code, names: names.split('|') }
    })
    return [country, regions] as const
  }),
)

/** The number of a region in the list of towns; null where the name is none that we know in this country. */
export function regionNamed(country: string, name: string): number | null {
  const wanted = fold(name)
  const found = BY_COUNTRY.get(country)?.find(({ code, names }) =>
    [code, ...names].some((each) => fold(each) === wanted),
  )
  if (found !== undefined) return regionCode(found.code)
  // Cantons, and the other countries whose codes people write.
  return /^[A-Z]{2,3}$/.test(name) ? regionCode(name) : null
}

/** What a region is called, for telling towns of one name apart. */
export function regionName(country: string, region: number): string | null {
  const found = BY_COUNTRY.get(country)?.find(({ code }) => regionCode(code) === region)
  return found?.names[0] ?? null
}
