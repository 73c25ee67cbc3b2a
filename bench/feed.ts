/** A feed in the shape of Arbeitnow's, made up and the same every time: texts of 2 to 3 kB in English and German, every tenth opening listed twice. */

const ROLES =
  'Data Engineer,Software Engineer,Backend Developer,Frontend Developer,Product Manager,Buchhalter,Steuerfachangestellte,Pflegefachkraft,Elektroniker,Projektleiter,Account Manager,UX Designer,DevOps Engineer,Machine Learning Engineer,Verkäufer,Koch,Lagerist,Personalreferent,Marketing Manager,Architekt,Bauleiter,Erzieher,Controller,Sales Representative,System Administrator,Test Engineer,Scrum Master,Business Analyst,Support Specialist,Logistikplaner'.split(
    ',',
  )
const LEVELS = ['', 'Senior ', 'Junior ', 'Lead ', '']
const FIELDS =
  'Payments,Logistics,Energy,Health,Insurance,Retail,Mobility,Security,Cloud,Robotics,Food,Travel,Media,Games,Education,Housing'.split(
    ',',
  )
const CITIES =
  'Berlin,Hamburg,Munich,Cologne,Frankfurt,Stuttgart,Düsseldorf,Leipzig,Dresden,Hannover,Nürnberg,Bremen,Essen,Dortmund,Kassel,Mannheim,Karlsruhe,Augsburg,Wiesbaden,Bonn,Münster,Bielefeld,Rostock,Kiel,Mainz,Freiburg,Erfurt,Potsdam,Ulm,Regensburg'.split(
    ',',
  )
const SKILLS =
  'TypeScript,React,PostgreSQL,Python,Kubernetes,AWS,Java,Figma,SQL,Docker,Go,Terraform,Kafka,Excel,SAP,Salesforce,Linux,Spark,Angular,Jira'.split(
    ',',
  )
const ENGLISH =
  'you build and run services that many people rely on every day,you talk to the people who use what you make and learn from them,you care for tests and for texts that somebody else can read,you plan the work of a small team and keep what was promised,we meet twice a week and write down what we decide,you bring some years of practice and like to explain what you know,we look after each other and go home in time,you find out why numbers differ and put them right,you write offers and follow them up until they are signed,we pay for what you want to learn and give you the time for it'.split(
    ',',
  )
const GERMAN =
  'du baust und betreibst Dienste auf die sich viele Menschen verlassen,du sprichst mit denen die deine Arbeit nutzen und lernst daraus,du planst die Arbeit einer kleinen Gruppe und hältst was versprochen ist,wir treffen uns zweimal in der Woche und schreiben auf was wir beschließen,du bringst einige Jahre Erfahrung mit und erklärst gern was du weißt,wir achten aufeinander und gehen pünktlich nach Hause,du findest heraus warum Zahlen abweichen und bringst sie in Ordnung,du schreibst Angebote und verfolgst sie bis zur Unterschrift,wir bezahlen was du lernen willst und geben dir die Zeit dafür,du betreust unsere Anlagen und hältst sie instand'.split(
    ',',
  )

const pick = (list: readonly string[], hash: number) => list[hash % list.length] ?? ''

/** The answer to a request for one page. */
export function feedPage(from: number, count: number, now: number): string {
  return JSON.stringify({
    data: Array.from({ length: count }, (_, index) => row(from + index, now)),
    links: { next: null },
    meta: { current_page: 1 },
  })
}

function row(n: number, now: number) {
  // Every tenth is the one before it, under an address of its own.
  const of = n % 10 === 9 ? n - 1 : n
  const hash = mix(of)
  const german = hash % 3 === 0
  const title = `${pick(LEVELS, hash >>> 3)}${pick(ROLES, hash >>> 5)} ${pick(FIELDS, hash >>> 9)}${german ? ' (m/w/d)' : ''}`
  return {
    slug: `made-up-${n}`,
    company_name: `${pick(FIELDS, mix(of + 1))} ${(mix(of + 2) % 8000).toString(36)} GmbH`,
    title,
    description: text(of, german),
    remote: hash % 5 === 0,
    url: `https://www.arbeitnow.com/jobs/companies/made-up/made-up-${n}`,
    tags: [pick(FIELDS, hash >>> 11)],
    job_types: ['Full-time permanent'],
    location: pick(CITIES, hash >>> 13),
    created_at: Math.floor((now - (of % 10_000) * 600_000) / 1000),
  }
}

function text(n: number, german: boolean): string {
  const sentences = german ? GERMAN : ENGLISH
  const lines = Array.from({ length: 24 }, (_, line) => {
    const hash = mix(n * 31 + line)
    const words = pick(sentences, hash).split(' ')
    // A text has words of its own in every few others.
    const own = words.flatMap((word, at) => (at % 4 === 1 ? [word, name(mix(hash + at))] : [word]))
    return `<li>${own.join(' ')}, ${pick(SKILLS, hash >>> 7)}</li>`
  })
  const heads = german ? ['Deine Aufgaben', 'Dein Profil'] : ['Your tasks', 'Your profile']
  return `<h3>${heads[0]}</h3><ul>${lines.slice(0, 12).join('')}</ul><h3>${heads[1]}</h3><ul>${lines.slice(12).join('')}</ul>`
}

const SYLLABLES = 'ba,no,ki,ler,tan,mo,dur,ves,pil,gor,sta,rim,ul,fen,har,zo'.split(',')
const name = (hash: number) => [0, 4, 8].map((by) => pick(SYLLABLES, (hash >>> by) & 15)).join('')

function mix(value: number): number {
  let hash = Math.imul(value + 0x9e_37_79, 0x85_eb_ca_6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2_b2_ae_35)
  return (hash ^ (hash >>> 16)) >>> 0
}
