import { DATA } from './list/data.ts'
import { EDUCATION, HEALTH } from './list/care-and-teaching.ts'
import { ENGINEERING } from './list/engineering.ts'
import { FINANCE, HR, LAW } from './list/finance-and-people.ts'
import { HOSPITALITY, RETAIL, TRADES } from './list/trades-and-service.ts'
import { INFRASTRUCTURE } from './list/infrastructure.ts'
import { LOGISTICS, MANUFACTURING } from './list/industry.ts'
import { MARKETING, SALES } from './list/marketing-and-sales.ts'
import { DESIGN, PRODUCT } from './list/product-and-design.ts'
import { OFFICE, TRAITS } from './list/office.ts'
import { ENERGY, PUBLIC, SCIENCE } from './list/science-and-public.ts'
import { SOFTWARE } from './list/software.ts'

/**
 * The curated skills, by the field of work that they belong to. A line is
 * `id: Name | alias | alias < broader, broader ~ related, related`; what the signs before an alias mean is at `AliasRule`.
 */
const LISTS = {
  software: SOFTWARE,
  data: DATA,
  infrastructure: INFRASTRUCTURE,
  design: DESIGN,
  product: PRODUCT,
  marketing: MARKETING,
  sales: SALES,
  finance: FINANCE,
  hr: HR,
  law: LAW,
  health: HEALTH,
  education: EDUCATION,
  logistics: LOGISTICS,
  manufacturing: MANUFACTURING,
  engineering: ENGINEERING,
  trades: TRADES,
  hospitality: HOSPITALITY,
  retail: RETAIL,
  science: SCIENCE,
  energy: ENERGY,
  public: PUBLIC,
  office: OFFICE,
  traits: TRAITS,
}

export type SkillCategory = keyof typeof LISTS

/**
 * When an alias counts. `free`: wherever it stands, in any case. `asked` (written `?sales`): only where the sentence asks
 * for something, because texts also name the field as a department, a customer or a trade. `exact` (`=Excel`): only in
 * this spelling, where the everyday word is not meant. `technical` (`+Julia`): likewise, and only among words of software.
 */
export type AliasRule = 'free' | 'asked' | 'exact' | 'technical'

export interface SkillAlias {
  readonly text: string
  readonly rule: AliasRule
}

export interface ListedSkill {
  /** Stands in stored postings: it never changes. */
  readonly id: string
  readonly name: string
  readonly category: SkillCategory
  /** The name itself comes first. */
  readonly aliases: readonly SkillAlias[]
  /** Ids of what it is a kind of: who knows PostgreSQL knows SQL. */
  readonly broader: readonly string[]
  /** Ids of what is learned quickly by who knows this. */
  readonly related: readonly string[]
}

const RULES: Readonly<Record<string, AliasRule>> = { '?': 'asked', '=': 'exact', '+': 'technical' }

/** The curated skills. */
export const SKILLS: readonly ListedSkill[] = Object.entries(LISTS).flatMap(([category, list]) =>
  list
    .trim()
    .split('\n')
    .flatMap((line) => (isCategory(category) ? [parse(line, category)] : [])),
)

function isCategory(name: string): name is SkillCategory {
  return name in LISTS
}

function parse(line: string, category: SkillCategory): ListedSkill {
  const colon = line.indexOf(': ')
  const [rest = '', related = ''] = line.slice(colon + 2).split(' ~ ')
  const [names = '', broader = ''] = rest.split(' < ')
  const aliases = names.split(' | ').map(aliasOf)
  const ids = (list: string) => list.split(', ').filter((id) => id !== '')
  return {
    id: line.slice(0, colon),
    name: aliases[0]?.text ?? '',
    category,
    aliases,
    broader: ids(broader),
    related: ids(related),
  }
}

function aliasOf(written: string): SkillAlias {
  const rule = RULES[written.charAt(0)]
  return rule === undefined ? { text: written, rule: 'free' } : { text: written.slice(1), rule }
}
