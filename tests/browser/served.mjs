// `roundtable serve` on a folder of its own; `code` is what its console shows for the first
// administrator.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { binary, newFolder, until } from './support.mjs';

export class Served {
  /** `env`: settings besides. */
  static async start(folder, env = {}) {
    const child = spawn(
      binary,
      ['serve', '--data', join(folder, 'data'), '--listen', '127.0.0.1:0'],
      {
        env: { ...process.env, ROUNDTABLE_HOST_NAMES: 'hall.test', ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    const served = new Served(child, join(folder, 'data'));
    await until(() => served.ended || served.started(), 'the server', 60_000);
    return served;
  }

  constructor(child, data) {
    this.child = child;
    this.data = data;
    this.stdout = '';
    this.stderr = '';
    this.ended = false;
    child.stdout.on('data', (bytes) => (this.stdout += bytes));
    child.stderr.on('data', (bytes) => (this.stderr += bytes));
    this.exit = new Promise((resolve) =>
      child.on('exit', () => {
        this.ended = true;
        resolve();
      }),
    );
  }

  started() {
    return /"server_started","port":(\d+)/.exec(this.stderr)?.[1];
  }

  get code() {
    return /^ {4}(\d{3} \d{3} \d{4})$/m.exec(this.stdout)?.[1];
  }

  at(path, host = '127.0.0.1') {
    return `http://${host}:${this.started()}${path}`;
  }

  stop() {
    if (!this.ended) this.child.kill('SIGTERM');
    return this.exit;
  }
}

export async function withServed(act, env = {}) {
  const { folder, remove } = await newFolder();
  const served = await Served.start(folder, env);
  try {
    await act(served, folder);
  } finally {
    await served.stop();
    await remove();
  }
}
