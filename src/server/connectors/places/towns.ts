import type { Town } from '#domain/places/gazetteer.ts'

// The fields of a town in the file.
const NAME = 2
const COUNTRY = 3
const FEATURE = 7
const REGION = 8
const POPULATION = 9
const LNG = 10
const LAT = 11

// Of GeoNames' kinds of places: a section of a town, and places that are abandoned, destroyed, historical or religious.
const MINOR: ReadonlySet<string> = new Set(['PPLX', 'PPLQ', 'PPLW', 'PPLH', 'PPLCH', 'PPLR'])

/**
 * Reads towns one by one: the package's own reader makes an object of each and keeps them all. The file is a row of protobuf
 * messages, each after its length; coordinates are given as steps from those of the town before, in 1/100,000 of a degree.
 */
export function* townsIn(file: Buffer): Generator<Town> {
  const reader = new Reader(file)
  let lat = 0
  let lng = 0
  while (!reader.atEnd()) {
    const town = { name: '', country: '', region: '', population: 0, minor: false }
    const length = reader.number()
    for (const end = reader.at + length; reader.at < end;) {
      const tag = reader.number()
      const field = Math.floor(tag / 8)
      if (field === NAME) town.name = reader.text()
      else if (field === COUNTRY) town.country = reader.text()
      else if (field === REGION) town.region = reader.text()
      else if (field === FEATURE) town.minor = MINOR.has(reader.text())
      else if (field === POPULATION) town.population = reader.number()
      else if (field === LNG) lng += reader.signed()
      else if (field === LAT) lat += reader.signed()
      else if (tag % 8 === 2) reader.text()
      else reader.number()
    }
    yield { ...town, lat: lat / 1e5, lng: lng / 1e5 }
  }
}

class Reader {
  readonly #bytes: Buffer
  at = 0

  constructor(bytes: Buffer) {
    this.#bytes = bytes
  }

  atEnd(): boolean {
    return this.at >= this.#bytes.length
  }

  number(): number {
    let value = 0
    for (let factor = 1; ; factor *= 128) {
      const byte = this.#bytes[this.at] ?? 0
      this.at += 1
      value += (byte & 0x7f) * factor
      if (byte < 128) return value
    }
  }

  signed(): number {
    const value = this.number()
    return value % 2 === 1 ? -(value + 1) / 2 : value / 2
  }

  text(): string {
    const length = this.number()
    this.at += length
    return this.#bytes.toString('utf8', this.at - length, this.at)
  }
}
