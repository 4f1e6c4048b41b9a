/** Fetches the jars of a Neo4j Community server with Maven, once per version. */
import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { runProgram } from './programs.ts';

export const NEO4J_VERSION = '5.26.30';
const MAVEN_DEADLINE_MS = 600_000;

const POM = `<?xml version="1.0" encoding="UTF-8"?>
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>local</groupId>
  <artifactId>neo4j-jars</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
  <dependencies>
    <dependency><groupId>org.neo4j.app</groupId><artifactId>neo4j-server</artifactId><version>NEO4J_VERSION</version></dependency>
    <dependency><groupId>org.neo4j</groupId><artifactId>neo4j</artifactId><version>NEO4J_VERSION</version></dependency>
  </dependencies>
</project>
`.replaceAll('NEO4J_VERSION', NEO4J_VERSION);

/**
 * The folder that holds the server's jars. A download that ends early leaves nothing that looks complete: jars are
 * fetched beside and moved into place in one step.
 * @throws Error saying what to install when Maven is missing or cannot fetch them.
 */
export async function provideJars(cacheDir: string, onProgress: (line: string) => void): Promise<string> {
  const jars = path.resolve(cacheDir, `jars-${NEO4J_VERSION}`);
  if (existsSync(jars)) return jars;
  const fetching = path.resolve(cacheDir, `fetching-${NEO4J_VERSION}-${process.pid}`);
  await mkdir(fetching, { recursive: true });
  try {
    await writeFile(path.join(fetching, 'pom.xml'), POM);
    onProgress(`Fetching Neo4j ${NEO4J_VERSION} from Maven Central (about 125 MB, once) ...`);
    const run = await runProgram(
      'mvn',
      ['-q', '-B', '-f', path.join(fetching, 'pom.xml'), 'dependency:copy-dependencies', '-DoutputDirectory=lib'],
      MAVEN_DEADLINE_MS,
    );
    if (run === null)
      throw new Error('Maven is missing: install it (for example apt install maven), or set NEO4J_URI.');
    if (run.exitCode !== 0) throw new Error(`Maven could not fetch the jars of Neo4j:\n${run.output.slice(-2_000)}`);
    await rename(path.join(fetching, 'lib'), jars).catch((error: unknown) => {
      if (!existsSync(jars)) throw error;
    });
  } finally {
    await rm(fetching, { recursive: true, force: true });
  }
  return jars;
}
