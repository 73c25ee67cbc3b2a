// Runs on any Node: says what to do when this one is too old for the program.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 22 || (major === 22 && minor < 12)) {
  console.error(
    [
      `This is Node ${process.versions.node}; Career Copilot needs 22.12 or later, and brings 24 along on Linux and Windows.`,
      'Run `npm ci` (without --omit=optional), then start it with `npm start`, which uses the Node that came with it.',
      'Elsewhere, for example on macOS, install Node 24 from https://nodejs.org first.',
    ].join('\n'),
  )
  process.exit(1)
}
