/** What the board of one employer is called, by the employer's name in its address: "Acme Labs (Greenhouse)". */
export function employerSourceName(tenant: string, board: string): string {
  const words = tenant.replaceAll(/[-_.]+/g, ' ').trim()
  return `${words.replaceAll(/(^|\s)\p{L}/gu, (letter) => letter.toUpperCase())} (${board})`
}
