/** A violation to plant, and what has to be said about it. */
export interface Planted {
  readonly fact: string
  readonly path: string
  readonly text: string
  readonly rule: string
  /** Words of the message: the reason, not only the rule. */
  readonly says: string
}

/** A file whose one sin is an import. */
export const imports = (fact: string, path: string, from: string, says: string): Planted => ({
  fact,
  path,
  text: `import { thing } from '${from}'\n\nexport const used = thing\n`,
  rule: 'eslint(no-restricted-imports)',
  says,
})
/** A file whose sin is in its code. */
export const code = (fact: string, path: string, text: string, rule: string, says: string): Planted => ({
  fact,
  path,
  text: `${text}\n`,
  rule,
  says,
})

export const slice = 'src/server/features/planted'
