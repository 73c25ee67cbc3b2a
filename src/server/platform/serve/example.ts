import { EXAMPLES } from '#contract/examples.ts'

type Schema = Readonly<Record<string, unknown>>

/**
 * An example of what a JSON Schema describes, composed of its parts, so that it follows each change of them: what the
 * schema itself gives as its example, else what a field of this name holds, else the first thing that fits.
 */
export function exampleOf(schema: Schema, name = ''): unknown {
  if (schema['example'] !== undefined) return schema['example']
  if (schema['const'] !== undefined) return schema['const']
  const usual = EXAMPLES[name]
  if (usual !== undefined && fits(usual, schema)) return usual
  if (Array.isArray(schema['enum'])) return schema['enum'][0]
  const choice = choicesOf(schema).find(({ type }) => type !== 'null')
  if (choice !== undefined) return exampleOf(choice, name)
  if (isSchema(schema['properties'])) return objectOf(schema['properties'])
  if (schema['type'] === 'array') return isSchema(schema['items']) ? [exampleOf(schema['items'], name)] : []
  return plain(schema)
}

function objectOf(properties: Schema): Schema {
  return Object.fromEntries(
    Object.entries(properties).flatMap(([name, part]) => (isSchema(part) ? [[name, exampleOf(part, name)]] : [])),
  )
}

function plain({ type, default: usual, minimum }: Schema): unknown {
  if (usual !== undefined) return usual
  const [first] = [type].flat()
  if (first === 'object') return {}
  if (first === 'boolean') return true
  if (first === 'string') return 'text'
  return first === 'integer' || first === 'number' ? Math.max(1, Number(minimum ?? 1)) : null
}

// A schema that says no type, because something is computed behind it, takes anything.
function fits(value: unknown, schema: Schema): boolean {
  const choices = choicesOf(schema)
  if (choices.length > 0) return choices.some((choice) => fits(value, choice))
  const { type, items, enum: names } = schema
  if (Array.isArray(names)) return names.includes(value)
  if (type === undefined) return true
  if (Array.isArray(value))
    return type === 'array' && value.every((one: unknown) => !isSchema(items) || fits(one, items))
  const kind = value === null ? 'null' : typeof value
  return [type].flat().some((one) => one === kind || (one === 'integer' && Number.isInteger(value)))
}

function choicesOf({ anyOf, oneOf }: Schema): Schema[] {
  const choices = anyOf ?? oneOf
  return Array.isArray(choices) ? choices.filter(isSchema) : []
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null
}
