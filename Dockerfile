# Career Copilot in a container: `docker build -t career-copilot .`, then see docs/operate/containers.md.
FROM node:24-bookworm-slim AS build
WORKDIR /app
# The packages first: this layer is made again only when they change. `prepare` finds no web to build yet.
COPY package.json package-lock.json .npmrc ./
COPY scripts/prepare.mjs ./scripts/prepare.mjs
RUN npm ci
COPY . .
RUN node scripts/build-web.ts

FROM node:24-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY scripts/prepare.mjs ./scripts/prepare.mjs
# The image has a Node already, so the one that npm brings stays out.
RUN npm ci --omit=dev \
  && rm -rf node_modules/node-linux-* node_modules/node-win-* node_modules/.bin/node

FROM node:24-bookworm-slim
# tini reaps what PostgreSQL leaves behind when it is killed, and passes signals on.
RUN apt-get update \
  && apt-get install -y --no-install-recommends tini \
  && rm -rf /var/lib/apt/lists/* \
  && useradd --system --uid 10001 --create-home --home-dir /home/copilot copilot \
  && mkdir /data && chown copilot:copilot /data
WORKDIR /app
COPY --from=packages /app/node_modules ./node_modules
COPY --from=build /app/dist/web ./dist/web
COPY package.json ./
COPY bin ./bin
COPY migrations ./migrations
COPY scripts/check-node.mjs ./scripts/check-node.mjs
COPY src ./src
# What Node compiled is kept there from one start of the container to the next; all else stays root's.
RUN mkdir -p node_modules/.cache/career-copilot \
  && chown copilot:copilot node_modules/.cache/career-copilot
# PostgreSQL refuses root; so do we.
USER copilot
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/ready`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["tini", "--", "node", "bin/career-copilot.mjs"]
CMD ["start"]
