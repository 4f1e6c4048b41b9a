/** The settings of a Neo4j server for development and tests. */

/** Text of `neo4j.conf`: Bolt on loopback only, nothing reported, nothing imported, bounded transactions. */
export function neo4jConf(port: number): string {
  return [
    `server.bolt.listen_address=127.0.0.1:${port}`,
    `server.bolt.advertised_address=127.0.0.1:${port}`,
    'server.http.enabled=false',
    'server.https.enabled=false',
    'dbms.usage_report.enabled=false',
    'server.directories.import=import',
    'dbms.security.allow_csv_import_from_file_urls=false',
    'db.transaction.timeout=10s',
    'db.transaction.monitor.check.interval=500ms',
    'db.memory.transaction.max=256m',
    'db.tx_log.rotation.retention_policy=1 files',
    'db.tx_log.preallocate=false',
    'server.memory.pagecache.size=64m',
    // Else a stop waits ten seconds for idle connections.
    'internal.server.bolt.thread_pool_shutdown_wait_time=0s',
    '',
  ].join('\n');
}
