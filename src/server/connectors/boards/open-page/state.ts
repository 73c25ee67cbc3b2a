import { isObject } from '#connectors/boards/json-ld/blocks.ts'

type Data = Readonly<Record<string, unknown>>

const DEEPEST = 14
const MOST = 200_000

/** The data that a script of a page gives a name (`window.crate={…}`); undefined when it is not there or not whole. */
export function stateAfter(scripts: readonly string[], name: string): unknown {
  for (const script of scripts) {
    const at = script.indexOf(name)
    const begin = at < 0 ? -1 : script.slice(at + name.length).search(/[{[]/)
    const data = begin < 0 ? undefined : parsed(literalAt(script, at + name.length + begin))
    if (data !== undefined) return data
  }
  return undefined
}

/** Every object in the data that the test knows, however deep. */
export function objectsIn(data: unknown, isWanted: (object: Data) => boolean): Data[] {
  const found: Data[] = []
  let left = MOST
  const visit = (value: unknown, depth: number) => {
    if (depth > DEEPEST || left <= 0 || typeof value !== 'object' || value === null) return
    left -= 1
    if (isObject(value) && isWanted(value)) found.push(value)
    for (const child of Object.values(value)) visit(child, depth + 1)
  }
  visit(data, 0)
  return found
}

// From a bracket to the one that closes it. Scripts are not JSON: a bare `undefined` stands for nothing.
function literalAt(script: string, begin: number): string {
  let result = ''
  let depth = 0
  let text = false
  for (let at = begin; at < script.length; at += 1) {
    const sign = script.charAt(at)
    if (text) {
      result += sign === '\\' ? sign + script.charAt((at += 1)) : sign
      text = sign !== '"'
      continue
    }
    if (sign === 'u' && script.startsWith('undefined', at)) {
      result += 'null'
      at += 'undefined'.length - 1
      continue
    }
    result += sign
    if (sign === '"') text = true
    else if (sign === '{' || sign === '[') depth += 1
    else if (sign === '}' || sign === ']') depth -= 1
    if (depth === 0) return result
  }
  return ''
}

function parsed(text: string): unknown {
  try {
    const data: unknown = JSON.parse(text)
    return data
  } catch {
    return undefined
  }
}
