import { writeFile } from 'node:fs/promises'
import { cpus, totalmem } from 'node:os'
import { resolve } from 'node:path'
import { measure as calendar } from './calendar.ts'
import { measure as duplicates } from './duplicates.ts'
import { measure as http } from './http.ts'
import { measure as postings } from './postings.ts'
import { ratioOf, reaches } from './row.ts'
import type { Row } from './row.ts'
import { measure as start } from './start.ts'
import { measure as web } from './web.ts'

const BENCHES: Readonly<Record<string, () => Promise<Row[]>>> = { http, start, web, duplicates, postings, calendar }

const wanted = process.argv.slice(2)
const rows: Row[] = []
for (const [name, measure] of Object.entries(BENCHES)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  console.log(`# ${name}`)
  rows.push(...(await measure()))
}

const number = (value: number) => (value >= 100 ? Math.round(value).toString() : value.toPrecision(3))
const cells = rows.map((row) => {
  const ratio = ratioOf(row)
  const bar = row.bar === null ? '' : 'at_least' in row.bar ? `>= ${row.bar.at_least}` : `<= ${row.bar.at_most}`
  return [
    row.what,
    `${number(row.ours)} ${row.unit}`,
    row.reference === null ? '' : `${number(row.reference.value)} ${row.unit} (${row.reference.name})`,
    ratio === null ? '' : `${ratio.toFixed(2)}x`,
    ratio === null || bar === '' ? bar : `${bar}x`,
    row.bar === null ? '' : reaches(row) ? 'yes' : 'NO',
  ]
})
const table = [['what', 'ours', 'reference', 'ratio', 'bar', 'reached'], ...cells]
const widths = table[0]?.map((_, column) => Math.max(...table.map((line) => line[column]?.length ?? 0))) ?? []
for (const line of table) console.log(line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '))

if (wanted.length === 0) {
  const machine = {
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    cpus: cpus().length,
    memory_gb: Math.round(totalmem() / 2 ** 30),
  }
  const measured = rows.map((row) => ({ ...row, ratio: ratioOf(row), reached: reaches(row) }))
  const file = resolve(import.meta.dirname, 'results.json')
  await writeFile(
    file,
    `${JSON.stringify({ measured_on: new Date().toISOString().slice(0, 10), machine, rows: measured }, null, 2)}\n`,
  )
}
process.exitCode = rows.every(reaches) ? 0 : 1
