import { TextDecoder } from 'node:util'

const FALLBACK = 'windows-1252'

/** Decodes a body with the charset that its bytes, its header or its first line declare; UTF-8 otherwise. */
export function decodeBody(body: Uint8Array, contentType: string | undefined): string {
  const label = byteOrderMark(body) ?? charsetOf(contentType) ?? declaredInside(body) ?? 'utf-8'
  const decoder = decoderFor(label) ?? new TextDecoder('utf-8')
  const text = decoder.decode(body)
  // Servers that say UTF-8 and send Latin-1 are common. A stray bad byte in real UTF-8 is too: that one stays U+FFFD.
  if (decoder.encoding !== 'utf-8' || !text.includes('\uFFFD')) return text
  return brokenShare(text) > 0.5 ? new TextDecoder(FALLBACK).decode(body) : text
}

function charsetOf(contentType: string | undefined): string | null {
  return /charset\s*=\s*"?([^\s;"]+)/i.exec(contentType ?? '')?.[1] ?? null
}

function byteOrderMark(body: Uint8Array): string | null {
  if (body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf) return 'utf-8'
  if (body[0] === 0xff && body[1] === 0xfe) return 'utf-16le'
  if (body[0] === 0xfe && body[1] === 0xff) return 'utf-16be'
  return null
}

// `<?xml encoding="…"?>` or `<meta charset="…">` within the first kilobyte, as HTML prescribes.
function declaredInside(body: Uint8Array): string | null {
  const head = new TextDecoder('latin1').decode(body.subarray(0, 1024))
  if (!head.trimStart().startsWith('<')) return null
  const named =
    /<\?xml[^>]+encoding\s*=\s*["']([\w-]+)/i.exec(head)?.[1] ??
    /<meta[^>]+charset\s*=\s*["']?([\w-]+)/i.exec(head)?.[1] ??
    null
  // Who could read that name in single bytes is not reading UTF-16 (HTML: "prescan a byte stream").
  return named !== null && /^utf-?16/i.test(named) ? 'utf-8' : named
}

function decoderFor(label: string): TextDecoder | null {
  try {
    return new TextDecoder(label)
  } catch {
    return null
  }
}

// Of everything beyond ASCII, the share that could not be read.
function brokenShare(text: string): number {
  let broken = 0
  let beyond = 0
  for (const character of text) {
    if (character === '\uFFFD') broken += 1
    if (character > '\x7F') beyond += 1
  }
  return broken / beyond
}
