import { spawnSync } from 'node:child_process';

// svelte-check has been seen to pass everything in silence when its versions do not match. A component with two
// faults, a wrong type and a message without its argument, must be refused for both.
const { status, stdout } = spawnSync(
  process.execPath,
  ['node_modules/svelte-check/bin/svelte-check', '--tsconfig', 'tests/checker/tsconfig.json', '--output', 'machine'],
  { encoding: 'utf8' },
);
const found = stdout.match(/ ERROR "[^"]*Wrong\.svelte"/gu)?.length ?? 0;
if (status === 0 || found !== 2) {
  process.stderr.write(`svelte-check found ${found} of 2 faults in tests/checker/Wrong.svelte\n${stdout}`);
  process.exit(1);
}
