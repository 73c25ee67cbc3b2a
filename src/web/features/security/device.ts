/** What a User-Agent says in words: `Firefox on Windows`. Good enough to recognise one's own device by. */
export function deviceOf(agent: string): { name: string; kind: 'computer' | 'phone' | 'program' } {
  const browser = firstOf(agent, [
    ['Edg/', 'Edge'],
    ['OPR/', 'Opera'],
    ['Firefox/', 'Firefox'],
    ['Chrome/', 'Chrome'],
    ['Safari/', 'Safari'],
  ])
  const system = firstOf(agent, [
    ['iPhone', 'iPhone'],
    ['iPad', 'iPad'],
    ['Android', 'Android'],
    ['Windows', 'Windows'],
    ['Mac OS X', 'macOS'],
    ['CrOS', 'ChromeOS'],
    ['Linux', 'Linux'],
  ])
  if (browser === null) return { name: agent.split(/[\s/]/)[0] || 'A program', kind: 'program' }
  const phone = system !== null && ['iPhone', 'iPad', 'Android'].includes(system)
  return { name: system === null ? browser : `${browser} on ${system}`, kind: phone ? 'phone' : 'computer' }
}

function firstOf(agent: string, words: readonly (readonly [string, string])[]): string | null {
  return words.find(([part]) => agent.includes(part))?.[1] ?? null
}
