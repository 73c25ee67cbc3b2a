import type { Schema } from './document.ts'

/** Values for fields whose meaning a schema cannot say. */
export type Hints = Readonly<Record<string, unknown>>

const FORMATS: Readonly<Record<string, string>> = {
  uuid: '01939d6c-7f00-7000-8000-00000000dead',
  'date-time': '2026-10-23T09:30:00Z',
  date: '2026-10-23',
  email: 'somebody@example.org',
  uri: 'https://example.org/jobs/42',
}

/** A value that fits the schema: all fields, or only the required ones. */
export function sample(schema: Schema, hints: Hints, all: boolean, name = ''): unknown {
  if (name in hints) return hints[name]
  if (schema.const !== undefined) return schema.const
  if (schema.enum !== undefined) return schema.enum[0]
  if (schema.example !== undefined) return schema.example
  const [choice] = (schema.anyOf ?? schema.oneOf ?? []).filter((part) => part.type !== 'null')
  if (choice !== undefined) return sample(choice, hints, all, name)
  if (schema.allOf !== undefined)
    return Object.assign({}, ...schema.allOf.map((part) => sample(part, hints, all, name)))
  const type = typeof schema.type === 'string' ? schema.type : schema.type?.find((one) => one !== 'null')
  if (type === 'object' || schema.properties !== undefined) return sampleObject(schema, hints, all)
  if (type === 'array') return sampleArray(schema, hints, all, name)
  if (type === 'boolean') return true
  if (type === 'number' || type === 'integer') return Math.min(schema.maximum ?? 3, Math.max(schema.minimum ?? 3, 3))
  return sampleText(schema, name)
}

function sampleObject(schema: Schema, hints: Hints, all: boolean): Record<string, unknown> {
  const fields = Object.entries(schema.properties ?? {}).filter(([name]) => {
    const required = schema.required?.includes(name) === true
    // An optional reference is left out unless a real id is known; a version is what the person saw.
    return required || name in hints || (all && name !== 'version' && !name.endsWith('_id'))
  })
  return Object.fromEntries(fields.map(([name, part]) => [name, sample(part, hints, all, name)]))
}

function sampleArray(schema: Schema, hints: Hints, all: boolean, name: string): unknown[] {
  return schema.items === undefined ? [] : [sample(schema.items, hints, all, name.replace(/s$/, ''))]
}

function sampleText(schema: Schema, name: string): string {
  const formatted = FORMATS[schema.format ?? '']
  if (formatted !== undefined) return formatted
  if (/time_?zone/.test(name)) return 'Europe/Berlin'
  const text = `A private ${name === '' ? 'word' : name.replaceAll('_', ' ')} of nobody else`
  return text.slice(0, schema.maxLength ?? 200).padEnd(schema.minLength ?? 0, 'x')
}
