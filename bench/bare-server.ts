import fastify from 'fastify'

// The reference: Fastify with one route and nothing else, which answers the given bytes.
const body = Buffer.from(process.env['BODY'] ?? '', 'base64').toString()
const server = fastify({ logger: false })
server.get('/', async (_, reply) => reply.type('application/json; charset=utf-8').send(body))
console.log(await server.listen({ port: 0, host: '127.0.0.1' }))
process.once('SIGTERM', () => void server.close())
