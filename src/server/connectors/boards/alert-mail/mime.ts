/** What a mail says, as far as postings can be in it. */
export interface Mail {
  readonly html: string
  readonly text: string
}

interface Part {
  readonly headers: ReadonlyMap<string, string>
  readonly body: string
}

const DEEPEST = 6
const MOST_PARTS = 60

/** The texts of a mail as it was saved (RFC 5322, RFC 2045); null for what is no mail. */
export function mailFrom(source: string): Mail | null {
  const whole = partOf(source.replaceAll('\r\n', '\n').replace(/^\n+/, ''))
  if (!whole.headers.has('from') || !(whole.headers.has('subject') || whole.headers.has('date'))) return null
  const parts = leavesOf(whole, 0).slice(0, MOST_PARTS)
  const textsOf = (type: string) =>
    parts.filter((part) => typeOf(part).startsWith(type) && !isAttached(part)).map(decoded)
  return { html: textsOf('text/html').join('\n'), text: textsOf('text/plain').join('\n') }
}

function partOf(source: string): Part {
  const end = source.indexOf('\n\n')
  const head = (end < 0 ? source : source.slice(0, end)).slice(0, 200_000)
  // A line that begins with a space goes on with the one before.
  const lines = head.replaceAll(/\n[ \t]+/g, ' ').split('\n')
  const headers = new Map(
    lines.flatMap((line) => {
      const [, name, value = ''] = /^([!-9;-~]+):(.*)$/.exec(line) ?? []
      return name === undefined ? [] : [[name.toLowerCase(), value.trim()] as const]
    }),
  )
  return { headers, body: end < 0 ? '' : source.slice(end + 2) }
}

function leavesOf(part: Part, depth: number): Part[] {
  const boundary = typeOf(part).startsWith('multipart/') ? parameterOf(part, 'boundary') : null
  if (boundary === null || depth >= DEEPEST) return [part]
  // Before the first boundary stands a word for old programs, after the last one nothing that counts.
  const pieces = `\n${part.body}`.split(`\n--${boundary}`).slice(1, MOST_PARTS)
  const inner = pieces.filter((piece) => !piece.startsWith('--')).map((piece) => partOf(piece.replace(/^[ \t]*\n/, '')))
  return inner.flatMap((each) => leavesOf(each, depth + 1))
}

function typeOf({ headers }: Part): string {
  return (headers.get('content-type') ?? 'text/plain').toLowerCase()
}

function isAttached({ headers }: Part): boolean {
  return /^attachment/i.test(headers.get('content-disposition') ?? '')
}

function parameterOf({ headers }: Part, name: string): string | null {
  const found = new RegExp(`;\\s*${name}=(?:"([^"]*)"|([^;\\s]*))`, 'i').exec(headers.get('content-type') ?? '')
  return found?.[1] ?? found?.[2] ?? null
}

function decoded(part: Part): string {
  switch (part.headers.get('content-transfer-encoding')?.toLowerCase()) {
    case 'base64':
      return textOf(Buffer.from(part.body, 'base64'), part)
    case 'quoted-printable':
      return textOf(unquoted(part.body), part)
    default:
      return part.body
  }
}

function unquoted(body: string): Buffer {
  const joined = body.replaceAll(/=[ \t]*\n/g, '')
  const bytes = Buffer.from(
    joined.replaceAll(/=([0-9a-f]{2})/gi, (_, hex: string) => `\u0000${hex}`),
    'utf8',
  )
  const result: number[] = []
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0
    if (byte === 0) result.push(Number.parseInt(bytes.toString('latin1', at + 1, (at += 2) + 1), 16))
    else result.push(byte)
  }
  return Buffer.from(result)
}

function textOf(bytes: Buffer, part: Part): string {
  const charset = parameterOf(part, 'charset') ?? 'utf-8'
  try {
    return new TextDecoder(charset).decode(bytes)
  } catch {
    return bytes.toString('utf8')
  }
}
