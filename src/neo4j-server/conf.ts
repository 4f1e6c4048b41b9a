/** The settings of a Neo4j server for development and tests. */

/** What the API relies on at every Neo4j it uses: the last net under its deadlines, and no reading of the server's files. */
export const SERVER_BOUNDS: Readonly<Record<string, string>> = {
  'db.transaction.timeout': '10s',
  'db.transaction.monitor.check.interval': '500ms',
  'db.memory.transaction.max': '256m',
  'dbms.security.allow_csv_import_from_file_urls': 'false',
};

/** The same bounds as the official image takes them: environment variables. */
export function boundsForImage(): Readonly<Record<string, string>> {
  const variable = (setting: string): string => `NEO4J_${setting.replaceAll('_', '__').replaceAll('.', '_')}`;
  return Object.fromEntries(Object.entries(SERVER_BOUNDS).map(([setting, value]) => [variable(setting), value]));
}

/** Text of `neo4j.conf`: Bolt on loopback only, nothing reported, nothing imported, bounded transactions. */
export function neo4jConf(port: number, pageCacheMb: number): string {
  return [
    `server.bolt.listen_address=127.0.0.1:${port}`,
    `server.bolt.advertised_address=127.0.0.1:${port}`,
    'server.http.enabled=false',
    'server.https.enabled=false',
    'dbms.usage_report.enabled=false',
    'server.directories.import=import',
    ...Object.entries(SERVER_BOUNDS).map(([setting, value]) => `${setting}=${value}`),
    'db.tx_log.rotation.retention_policy=1 files',
    'db.tx_log.preallocate=false',
    `server.memory.pagecache.size=${pageCacheMb}m`,
    // Else a stop waits ten seconds for idle connections.
    'internal.server.bolt.thread_pool_shutdown_wait_time=0s',
    '',
  ].join('\n');
}
