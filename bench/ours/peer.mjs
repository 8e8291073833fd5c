// Coopol as a peer of the harness: the real server, made ready by its own admin commands. COOPOL_BENCH names the program
// that prepares it and that plays the laptops.
import net from 'node:net';
import path from 'node:path';
import { execFileSync, spawn } from 'node:child_process';
import { du, sleep } from '../lib/util.mjs';

const freePort = () =>
  new Promise((done) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });

const answers = async (port) => {
  for (let tries = 0; tries < 200; tries++) {
    try {
      if ((await fetch(`http://127.0.0.1:${port}/readyz`)).ok) return;
    } catch {
      // Not yet.
    }
    await sleep(25);
  }
  throw new Error('coopol-server does not answer');
};

export default () => ({
  name: 'ours',
  client: 'ours/client.mjs',
  env: {},
  async start(dir) {
    const folder = path.join(dir, 'server');
    const port = await freePort();
    const prepared = execFileSync(process.env.COOPOL_BENCH, ['prepare', folder, `127.0.0.1:${port}`]);
    const { program, arguments: words, codes } = JSON.parse(prepared);
    const server = spawn(program, words, { stdio: 'ignore' });
    await answers(port);
    return {
      pids: [server.pid],
      info: { server: `http://127.0.0.1:${port}`, codes },
      async stop() {
        server.kill('SIGTERM');
        await Promise.race([new Promise((done) => server.once('exit', done)), sleep(4000)]);
        if (server.exitCode === null) server.kill('SIGKILL');
      },
      disk: () => du(folder),
    };
  },
});
