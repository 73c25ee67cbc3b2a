import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Collection } from './collection.ts'
import type { RealCaldav } from './servers.ts'

const run = promisify(execFile)

/** One side of a pair. */
export interface Side {
  readonly server: RealCaldav
  readonly collection: Collection
}

/** A pair of calendars that vdirsyncer keeps the same, with what it remembers of them. */
export interface VdirsyncerPair {
  discover(): Promise<void>
  sync(): Promise<void>
  close(): Promise<void>
}

export async function makePair(one: Side, other: Side): Promise<VdirsyncerPair> {
  const folder = await mkdtemp(join(tmpdir(), 'career-copilot-vdirsyncer-'))
  const config = join(folder, 'config')
  const collections = JSON.stringify([['pair', one.collection.name, other.collection.name]])
  await writeFile(
    config,
    [
      `[general]\nstatus_path = ${JSON.stringify(join(folder, 'status'))}\n`,
      `[pair calendars]\na = "one"\nb = "other"\ncollections = ${collections}\nconflict_resolution = null\n`,
      storage('one', one),
      storage('other', other),
    ].join('\n'),
  )
  const vdirsyncer = async (command: string) => void (await run('vdirsyncer', ['-c', config, command]))
  return {
    discover: () => vdirsyncer('discover'),
    sync: () => vdirsyncer('sync'),
    close: () => rm(folder, { recursive: true, force: true }),
  }
}

function storage(name: string, { server: { username, password }, collection: { url } }: Side): string {
  const home = JSON.stringify(new URL('../', url).href)
  return `[storage ${name}]\ntype = "caldav"\nurl = ${home}\nusername = "${username}"\npassword = "${password}"\n`
}
