/** The value without NUL and half characters, which no database of texts keeps. */
export function storable<Value>(value: Value): Value {
  if (isStorable(value)) return value
  return JSON.parse(JSON.stringify(value), (_, part: unknown) =>
    typeof part === 'string' ? part.replaceAll('\u0000', '').toWellFormed() : part,
  )
}

function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\u0000')
  return typeof value !== 'object' || value === null || Object.values(value).every(isStorable)
}

/** Whether a value can be stored as it is, by its JSON: what cannot be stands there as an escape. No: `storable` will tell. */
export function isPlainlyStorable(json: string): boolean {
  return !json.includes('\\u')
}
