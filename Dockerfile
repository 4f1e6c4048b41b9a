# The API. Build: `docker compose build`; the graph's seed is inside, the database is not.
FROM node:20-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY tsconfig.json tsconfig.build.json ./
COPY scripts ./scripts
COPY src ./src
RUN npm run build

FROM node:20-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
# With TRACING=on also what OTEL_EXPORTER_OTLP_ENDPOINT needs, in the versions of the lock.
ARG TRACING=off
RUN --mount=from=build,source=/app/node_modules,target=/all \
  npm ci --omit=dev && if [ "$TRACING" = on ]; then cp -rn /all/@opentelemetry node_modules/; fi

FROM node:20-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4000 CACHE_DIR=/tmp/cache
WORKDIR /app
COPY --from=packages /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY package.json schema.graphql LICENSE ./
COPY questions ./questions
COPY seed ./seed
COPY web/playground/dist ./web/playground/dist
COPY web/explorer/dist ./web/explorer/dist
USER node
EXPOSE 4000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/livez').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--expose-gc", "dist/main.js"]
