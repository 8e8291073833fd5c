// A laptop of Coopol for the harness: its commands, as lines of JSON to the headless program over the real core.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import path from 'node:path';
import { COPIES, nowMs, round, serve } from '../lib/util.mjs';

const folder = path.join(process.env.PEER_DIR, process.env.PEER_NAME);
const device = spawn(process.env.COOPOL_BENCH, ['device'], { stdio: ['pipe', 'pipe', 'inherit'] });
const waiting = new Map();
let asked = 0;
let offset = 0;

createInterface({ input: device.stdout }).on('line', (line) => {
  const told = JSON.parse(line);
  if (told.event) return process.send({ ev: 'edit', n: told.n, at: told.at + offset });
  const { done, failed } = waiting.get(told.id);
  waiting.delete(told.id);
  return told.error ? failed(new Error(told.error)) : done(told.ok);
});
process.on('exit', () => device.kill('SIGKILL'));

const ask = (what, more = {}) =>
  new Promise((done, failed) => {
    asked += 1;
    waiting.set(asked, { done, failed });
    device.stdin.write(`${JSON.stringify({ id: asked, do: what, ...more })}\n`);
  });

// The two clocks, by the quickest of some questions.
const agree = async () => {
  let best = Infinity;
  for (let tries = 0; tries < 40; tries++) {
    const before = nowMs();
    const { at } = await ask('ping');
    const after = nowMs();
    if (after - before < best) {
      best = after - before;
      offset = (before + after) / 2 - at;
    }
  }
};

const enrol = async ({ server, codes }) => {
  await agree();
  await ask('enrol', { folder, server, code: codes[process.env.PEER_NAME === 'A' ? 0 : 1] });
};
const seconds = (ms) => round(ms / 1000, 3);
const bytes = (came) => ({ in: came, out: 0 });

serve({
  async upload(info) {
    await enrol(info);
    await ask('sync');
    const { n, local_ms: local, push_ms: push } = await ask('upload', { first: 0, copies: COPIES });
    return { n, local_s: seconds(local), push_s: seconds(push) };
  },
  async firstSync(info) {
    await enrol(info);
    const begun = nowMs();
    const { bytes: came, sealed } = await ask('sync');
    const s = seconds(nowMs() - begun);
    // What a first synchronisation leaves for later, as the window does it.
    await ask('audit');
    return { n: sealed, s, bytes: bytes(came) };
  },
  async live() {
    await ask('live');
  },
  async edit(n) {
    const { at, local_ms: local } = await ask('edit', { n });
    return { t0: at + offset, local_ms: local };
  },
  async flush() {
    await ask('flush');
  },
  async catchUp(info, n) {
    await agree();
    const begun = nowMs();
    await ask('open', { folder });
    const { bytes: came } = await ask('sync');
    return { n, s: seconds(nowMs() - begun), bytes: bytes(came) };
  },
  async close() {
    await ask('close');
  },
});
