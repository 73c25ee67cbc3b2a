import { describe, expect, test } from 'vitest'
import { skillNamed, skillOf, skillsIn } from './find.ts'
import { SKILLS } from './skills.ts'

const ids = new Set(SKILLS.map((skill) => skill.id))

test('there are many skills, in many fields of work', () => {
  expect(SKILLS.length).toBeGreaterThanOrEqual(800)
  const sizes = Map.groupBy(SKILLS, (skill) => skill.category)
  expect([...sizes].filter(([, skills]) => skills.length < 10)).toEqual([])
})

test('each id and each name stands once', () => {
  expect(ids.size).toBe(SKILLS.length)
  expect(new Set(SKILLS.map((skill) => skill.name.toLowerCase())).size).toBe(SKILLS.length)
  expect(SKILLS.filter(({ id }) => !/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id))).toEqual([])
})

// Ids stand in stored postings, in filters that were saved, and in addresses.
const STORED =
  'javascript typescript python java csharp cpp c go rust ruby php kotlin swift scala r perl elixir haskell ' +
  'clojure dart bash powershell sql plsql abap cobol matlab vba html css sass tailwind react react-native nextjs ' +
  'vue nuxt angular svelte jquery nodejs express nestjs django flask fastapi spring hibernate dotnet rails laravel ' +
  'symfony graphql rest grpc microservices docker kubernetes helm terraform ansible puppet jenkins github-actions ' +
  'gitlab-ci cicd git linux windows-server aws azure gcp openshift cloud serverless prometheus grafana datadog ' +
  'elasticsearch kafka rabbitmq redis postgresql mysql mongodb oracle sql-server cassandra dynamodb neo4j ' +
  'snowflake bigquery redshift databricks spark hadoop flink airflow dbt etl data-warehouse data-modeling ' +
  'data-analysis statistics machine-learning deep-learning nlp llm computer-vision pytorch tensorflow scikit-learn ' +
  'pandas numpy mlops tableau power-bi looker excel ms-office sap sap-s4hana sap-hana salesforce hubspot dynamics ' +
  'servicenow jira confluence agile scrum kanban safe project-management prince2 product-management ' +
  'stakeholder-management requirements business-analysis process-management change-management figma sketch ' +
  'adobe-cc ux ui accessibility design-systems ios android flutter unity embedded plc cad robotics iot testing ' +
  'selenium playwright cypress unit-testing security iso-27001 penetration-testing gdpr networking itil seo sem ' +
  'content-marketing social-media email-marketing copywriting crm sales account-management customer-success ' +
  'customer-support negotiation accounting controlling datev ifrs hgb audit payroll recruiting hr logistics ' +
  'supply-chain procurement lean quality-management nursing first-aid teaching leadership communication ' +
  'presentation'

test('no id that postings were stored with is lost', () => {
  expect(STORED.split(' ').filter((id) => !ids.has(id))).toEqual([])
})

test('each alias names one skill only', () => {
  const aliases = SKILLS.flatMap((skill) => skill.aliases.map(({ text }) => text.toLowerCase()))
  const twice = aliases.filter((alias, at) => aliases.indexOf(alias) !== at)
  expect(twice).toEqual([])
})

test('an alias that counts in one spelling only is one word, and the others are in lower case', () => {
  const aliases = SKILLS.flatMap((skill) => skill.aliases.slice(1))
  const odd = aliases.filter(({ text, rule }) =>
    rule === 'exact' || rule === 'technical' ? /[\s/-]/.test(text) : text !== text.toLowerCase(),
  )
  expect(odd).toEqual([])
  expect(SKILLS.flatMap((skill) => skill.aliases).filter(({ text }) => /[<>~|?=]|^\s|\s$/.test(text))).toEqual([])
})

test('relations lead to skills of the list, and to no skill twice or to itself', () => {
  const wrong = SKILLS.filter(({ id, broader, related }) => {
    const all = [...broader, ...related]
    return all.some((other) => other === id || !ids.has(other)) || new Set(all).size !== all.length
  })
  expect(wrong.map(({ id }) => id)).toEqual([])
})

test('nothing is a kind of itself by a detour', () => {
  const leadsTo = (id: string, wanted: string, passed: readonly string[]): boolean =>
    (skillOf(id)?.broader ?? []).some(
      (next) => next === wanted || (!passed.includes(next) && leadsTo(next, wanted, [...passed, next])),
    )
  expect(SKILLS.filter(({ id }) => leadsTo(id, id, [])).map(({ id }) => id)).toEqual([])
})

test('every skill is found by each of its names, and by its id', () => {
  const lost = SKILLS.filter(
    (skill) => skillNamed(skill.id) === null || skill.aliases.some(({ text }) => skillNamed(text)?.id !== skill.id),
  )
  expect(lost.map(({ id }) => id)).toEqual([])
})

describe('ordinary prose asks for nothing', () => {
  test.each([
    'We are a young team in the heart of the city and look forward to meeting you.',
    'Turning ideas into products is what drives us, and we excel at it.',
    'Julia from our team will answer your questions. Lua and Bun, our office dogs, say hello.',
    'Our sales, marketing and logistics departments work hand in hand with customers in retail and insurance.',
    'You go the extra mile, express your ideas and spring into action.',
    'All applicants are considered without regard to race, genetics or disability, and with equal strong regard.',
    'We build bridges between people, forge partnerships and rest on Sundays.',
    'Wir sind ein Familienunternehmen mit Sitz in Ulm und suchen dich ab sofort zur Verstärkung unseres Teams.',
    'Unsere Kunden kommen aus Handel, Industrie und Verwaltung, dem Gesundheitswesen und der Gastronomie.',
    'Gemeinsam schmieden wir Pläne, bauen Brücken und treffen den richtigen Ton.',
    'Es erwarten dich flache Hierarchien, ein Obstkorb, guter Kaffee, kostenlose Parkplätze und 30 Tage Urlaub.',
    'Notre entreprise familiale cherche une personne motivée pour rejoindre son équipe à Lyon.',
    'Vous aimez le contact et travaillez volontiers au sein d’une petite équipe dans un cadre agréable.',
  ])('%s', (text) => {
    expect(skillsIn({ title: '', text, tags: [] }).map(({ id }) => id)).toEqual([])
  })
})

describe('what is asked for in many fields of work', () => {
  test.each<[string, string[]]>([
    [
      'Erfahrung in der Kreditoren- und Debitorenbuchhaltung sowie DATEV',
      ['accounts-payable', 'accounts-receivable', 'datev'],
    ],
    ['Sichere Buchhaltungskenntnisse und Abschlüsse nach HGB', ['accounting', 'hgb']],
    ['Expérience en comptabilité et gestion de la paie', ['accounting', 'payroll']],
    ['Staplerschein und Erfahrung in der Kommissionierung', ['forklift', 'order-picking']],
    ['Führerschein Klasse B erforderlich', ['driving-license']],
    ['Schweißkenntnisse (WIG), technische Zeichnungen lesen', ['welding', 'technical-drawing']],
    ['CNC-Fräsen mit Heidenhain-Steuerung', ['cnc', 'heidenhain']],
    ['SPS-Programmierung im TIA Portal', ['plc', 'tia-portal']],
    ['Ausbildung in der Gesundheits- und Krankenpflege, Erfahrung mit Wundmanagement', ['nursing', 'wound-care']],
    ['Zell- und Molekularbiologie, PCR, HPLC', ['molecular-biology', 'pcr', 'chromatography']],
    ['HACCP und Kassenführung', ['haccp', 'cash-handling']],
    ['Bauleitung nach HOAI und VOB', ['construction-management', 'hoai', 'vob']],
    ['Kenntnisse in Vergaberecht und Baurecht', ['public-procurement', 'building-law']],
    ['Experience with Tableau, Power BI and A/B testing', ['tableau', 'power-bi', 'ab-testing']],
    ['Wärmepumpen: Erfahrung in Planung und Inbetriebnahme', ['heat-pumps', 'commissioning']],
    ['Maîtrise du pack Office et de la facturation', ['ms-office', 'invoicing']],
    ['Soziale Arbeit oder Sozialpädagogik, Erfahrung in der Jugendhilfe', ['social-work', 'youth-work']],
    ['Security, operations and data, analysis', []],
    ['Julia and Python for numerical code', ['julia', 'python']],
    ['Redis, Kafka; Terraform/Ansible', ['redis', 'kafka', 'terraform', 'ansible']],
  ])('%s', (text, found) => {
    expect(
      skillsIn({ title: '', text, tags: [] })
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual(found.toSorted())
  })
})

test('what an employer offers or tells of itself is not asked for', () => {
  const text = `Your profile:\n- Python\n\nWhat we offer:\n\n- Coaching\n\n- A stack of Kafka and Kubernetes\n\nHow to apply\n\n- Send us your code in Go or Rust`
  expect(skillsIn({ title: '', text, tags: [] }).map(({ id }) => id)).toEqual(['python', 'go', 'rust'])
})

test('a list of what is only welcome may have blank lines', () => {
  const text = 'Requirements\n\n- SQL\n\nNice to have\n\n- dbt\n\n- Airflow\n\nTasks\n\n- Reporting'
  const found = skillsIn({ title: '', text, tags: [] }).map(({ id, required }) => [id, required])
  expect(found).toEqual([
    ['sql', true],
    ['dbt', false],
    ['airflow', false],
    ['reporting', true],
  ])
})
