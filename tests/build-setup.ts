import { spawnSync } from 'node:child_process';

/** Tests that start the product as a process start what `npm start` starts: the build, made fresh once per run. */
export function setup(): void {
  const { status } = spawnSync(process.execPath, ['scripts/build-if-stale.mjs'], { stdio: 'inherit' });
  if (status !== 0) throw new Error('The build failed; its messages are above.');
}
