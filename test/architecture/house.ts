import { code, slice } from './plant.ts'
import type { Planted } from './plant.ts'

/** What the check of the house has to catch. */
export const HOUSE: readonly Planted[] = [
  code('today is asked for', `${slice}/today.ts`, 'export const today = new Date()', 'no-clock', 'ctx.clock'),
  code(
    'Temporal is asked for now',
    `${slice}/temporal.ts`,
    'export const now = Temporal.Now.instant()',
    'no-clock',
    'ctx.clock',
  ),
  code(
    'a cast goes through unknown',
    `${slice}/double-cast.ts`,
    'export const x = (y: number) => y as unknown as string',
    'no-double-cast',
    'Parse at the edge',
  ),
  code(
    'a type error is silenced',
    `${slice}/silenced.ts`,
    '// @ts-ignore\nexport const x = 1',
    'no-double-cast',
    'Parse at the edge',
  ),
  code(
    'a test mocks a module',
    `${slice}/planted.test.ts`,
    "vi.mock('#platform/clock.ts')",
    'no-module-mocks',
    'through ctx',
  ),
  code('a test hides the others', `${slice}/only.test.ts`, "it.only('x', () => {})", 'no-focused-tests', 'hides'),
  code(
    'an exception gives no reason',
    `${slice}/unreasoned.ts`,
    '// oxlint-disable-next-line no-console\nexport const x = 1',
    'reasoned-exception',
    'why',
  ),
  code(
    'a path of one machine is written down',
    `${slice}/machine.ts`,
    "export const at = '/home/somebody/data'",
    'no-machine-paths',
    'one machine',
  ),
  code('a file is called utils', `${slice}/utils.ts`, 'export const x = 1', 'telling-names', 'Name the idea'),
  code('a folder is called shared', 'src/web/shared/thing.ts', 'export const x = 1', 'telling-names', 'Name the idea'),
  code('a file is called types', `${slice}/types.ts`, 'export type X = 1', 'telling-names', 'Name the idea'),
  code('a slice grows a subfolder', `${slice}/deep/thing.ts`, 'export const x = 1', 'flat-slices', 'two slices'),
  code(
    'a slice has no public face',
    'src/server/features/faceless/store.ts',
    'export const x = 1',
    'public-face',
    'index.ts',
  ),
  code('a file has 301 lines', `${slice}/three-hundred-one.ts`, '// one\n'.repeat(300), 'small-files', 'two ideas'),
  code('a migration leaves a gap', 'migrations/0003-gap.sql', 'SELECT 1;', 'gap-free', '2 is due'),
  code('a migration number is used twice', 'migrations/0001-again.sql', 'SELECT 1;', 'gap-free', 'used once'),
]
