import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's own folder: schema.graphql, seed/, questions/ and web/ lie in it, whether src or dist is running. */
export const PACKAGE_ROOT = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));
