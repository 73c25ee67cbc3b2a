import { z } from 'zod'

type Schema = z.core.JSONSchema.BaseSchema
type Part = Schema | boolean

const known = new WeakMap<z.ZodType, Schema>()

// The JSON Schema of a request's body, in which no object takes a field that it does not name.
function bodySchema(body: z.ZodType): Schema {
  const before = known.get(body)
  if (before !== undefined) return before
  const { $schema: _, ...open } = z.toJSONSchema(body, {
    ...{ io: 'input', unrepresentable: 'any', target: 'draft-2020-12', reused: 'inline' },
    override: ({ jsonSchema }) => close(jsonSchema),
  })
  known.set(body, open)
  return open
}

/** Every field of a body that nobody declared, as a path (`skills.0.nmae`): it is ignored, and who sent it is told. */
export function unknownFields(body: z.ZodType, sent: unknown): readonly string[] {
  return unknownIn(bodySchema(body), sent, '')
}

function close(schema: Schema): void {
  const parts = schema.allOf?.filter((part) => typeof part === 'object' && part.properties !== undefined) ?? []
  if (parts.length > 0 && parts.length === schema.allOf?.length) join(schema, parts)
  if (schema.properties !== undefined) schema.additionalProperties ??= false
}

// Of two objects that are both closed, each would refuse the fields of the other.
function join(schema: Schema, parts: readonly Part[]): void {
  const objects = parts.filter((part) => typeof part === 'object')
  delete schema.allOf
  schema.type = 'object'
  schema.properties = Object.assign({}, ...objects.map(({ properties }) => properties))
  schema.required = objects.flatMap(({ required = [] }) => required)
}

function unknownIn(schema: Part | undefined, sent: unknown, at: string): readonly string[] {
  if (typeof schema !== 'object' || typeof sent !== 'object' || sent === null) return []
  const choices = schema.anyOf ?? schema.oneOf
  if (choices !== undefined) return unknownInAll(choices, sent, at)
  const below = (name: string | number) => (at === '' ? String(name) : `${at}.${name}`)
  if (Array.isArray(sent)) {
    const { items } = schema
    return Array.isArray(items) ? [] : sent.flatMap((item, index) => unknownIn(items, item, below(index)))
  }
  const { additionalProperties, properties = {} } = schema
  return Object.entries(sent).flatMap(([name, value]) => {
    if (Object.hasOwn(properties, name)) return unknownIn(properties[name], value, below(name))
    return additionalProperties === false ? [below(name)] : unknownIn(additionalProperties, value, below(name))
  })
}

// What no choice that may be meant knows; where several may be, the one that knows most.
function unknownInAll(choices: readonly Part[], sent: object, at: string): readonly string[] {
  const lists = choices.filter((choice) => mayMean(choice, sent)).map((choice) => unknownIn(choice, sent, at))
  return lists.toSorted((a, b) => a.length - b.length)[0] ?? []
}

function mayMean(choice: Part, sent: object): boolean {
  if (typeof choice !== 'object' || choice.type !== (Array.isArray(sent) ? 'array' : 'object')) return false
  return Object.entries(choice.properties ?? {}).every(
    ([name, part]) => typeof part !== 'object' || part.const === undefined || Reflect.get(sent, name) === part.const,
  )
}
