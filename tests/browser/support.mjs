// What the tests against the running program share: starting it on a folder of its own, joining with
// a demonstration link, a plain protocol client. Loopback only; every wait has an end.
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { randomBytes } from 'node:crypto';
import { after, before } from 'node:test';
import WebSocket from 'ws';

export const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
export const binary = process.env.ROUNDTABLE_BIN ?? join(root, 'build/asan/src/roundtable');
/** How a test checks its own folder, whose key nobody else has had: without one it would be code 3. */
export const verifyCall = (data) => ['verify', '--data', data, '--key', join(data, 'signing.pub')];
const kStartMs = 60_000;
const kAnswerMs = 30_000;

export const newId = () => randomBytes(13).toString('hex');

/** Waits until `probe` gives something; a condition, never a fixed time. `what`: words, or a function
    that finds them when it was in vain. */
export async function until(probe, what, limit = kAnswerMs) {
  const end = Date.now() + limit;
  for (;;) {
    const found = await probe();
    if (found) return found;
    if (Date.now() > end) {
      const told = typeof what === 'function' ? await what() : what;
      throw new Error(`waited ${limit} ms in vain for ${told}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export async function newFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'roundtable-'));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** A running `roundtable demo` (or another program that takes the same arguments), with the part of the
    city its matters are in: all of it takes many times as long to start. */
export class Demo {
  static async start(
    folder,
    {
      program = binary,
      env = {},
      listen = '127.0.0.1:0',
      args = [],
      output = 'ignore',
      wholeCity = false,
    } = {},
  ) {
    const links = join(folder, 'links.json');
    await rm(links, { force: true });
    const child = spawn(
      program,
      [
        ...['demo', '--data', join(folder, 'data'), '--listen', listen, '--links', links],
        ...(wholeCity ? [] : ['--small']),
        ...args,
      ],
      {
        env: { ...process.env, ROUNDTABLE_HOST_NAMES: 'hall.test', ...env },
        stdio: ['ignore', output, 'pipe'],
      },
    );
    const demo = new Demo(child, folder);
    await until(() => existsSync(links) || demo.ended, 'the links file', kStartMs);
    if (demo.ended && !existsSync(links)) return demo;
    demo.links = JSON.parse(await readFile(links, 'utf8'));
    demo.port = Number(new URL(demo.links.base).port);
    return demo;
  }

  constructor(child, folder) {
    this.child = child;
    this.folder = folder;
    this.stdout = '';
    this.stderr = '';
    this.ended = null;
    child.stdout?.on('data', (bytes) => (this.stdout += bytes));
    this.outputEnded = new Promise((resolve) => child.stdout?.on('close', resolve));
    child.stderr.on('data', (bytes) => (this.stderr += bytes));
    this.exit = new Promise((resolve) =>
      child.on('exit', (code, signal) => resolve((this.ended = { code, signal }))),
    );
  }

  get data() {
    return join(this.folder, 'data');
  }

  at(path) {
    return `http://127.0.0.1:${this.port}${path}`;
  }

  async stop() {
    if (!this.ended) this.child.kill('SIGTERM');
    return this.exit;
  }

  /** Joins with a demonstration link as a browser would and returns the session's cookie. */
  async cookie(link) {
    const token = new URL(link).pathname.split('/').pop();
    const response = await fetch(this.at('/api/v1/join'), {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'idempotency-key': newId(),
      },
      body: JSON.stringify({ token }),
    });
    if (!response.ok) throw new Error(`join: ${response.status} ${await response.text()}`);
    return response.headers.get('set-cookie').split(';')[0];
  }

  async client(link) {
    return Client.open(this.port, link ? await this.cookie(link) : undefined);
  }
}

/** A demonstration in a folder of its own, ended and removed whatever becomes of the test. */
export async function withDemo(act, options) {
  const { folder, remove } = await newFolder();
  const demo = await Demo.start(folder, options);
  try {
    await act(demo);
  } finally {
    await demo.stop();
    await remove();
  }
}

/** One demonstration for all tests of a file, which keep out of each other's way. */
export function oneDemo(options) {
  let demo;
  let remove;
  before(async () => {
    const made = await newFolder();
    remove = made.remove;
    demo = await Demo.start(made.folder, options);
  });
  after(async () => {
    await demo?.stop();
    await remove?.();
  });
  return (act) => act(demo);
}

/** A protocol client that keeps the newest view and every answer. */
export class Client {
  static async open(port, cookie) {
    const headers = cookie ? { cookie } : {};
    const socket = new WebSocket(`ws://127.0.0.1:${port}/ws`, ['roundtable.v1'], { headers });
    const client = new Client(socket);
    await new Promise((resolve, reject) => {
      socket.once('open', resolve);
      socket.once('error', reject);
    });
    return client;
  }

  constructor(socket) {
    this.socket = socket;
    this.frames = [];
    this.answers = new Map();
    this.waiting = new Map();
    this.closed = null;
    socket.on('message', (bytes) => this.take(JSON.parse(bytes)));
    socket.on('close', (code) => {
      this.closed = code;
      for (const { reject } of this.waiting.values()) reject(new Error('connection closed'));
      this.waiting.clear();
    });
    socket.on('error', () => {});
  }

  take(frame) {
    this.frames.push(frame);
    if (frame.op === 'snapshot') {
      this.view = frame.view;
      this.me = frame.me;
      this.seq = frame.seq;
    } else if (frame.op === 'patch') {
      this.view = merge(this.view, frame.patch);
      if (frame.me) this.me = frame.me;
      this.seq = frame.seq;
    } else if (['done', 'refused', 'unknown'].includes(frame.op)) {
      if (frame.place) this.place = frame.place;
      this.answers.set(frame.id, frame);
      this.onAnswer?.(frame);
      this.waiting.get(frame.id)?.resolve(frame);
      this.waiting.delete(frame.id);
    }
  }

  send(frame) {
    this.socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame));
  }

  async join(meeting, extra = {}) {
    this.send({ op: 'join', meeting, ...extra });
    await until(() => this.view, 'a snapshot');
    return this.view;
  }

  /** Sends a command and waits for its answer; rejects when the connection ends first. */
  give(meeting, command, id = newId()) {
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.send({ op: 'do', id, meeting, command });
    });
  }

  async done(meeting, command, id) {
    const answer = await this.give(meeting, command, id);
    if (answer.op !== 'done') throw new Error(`${command.type}: ${JSON.stringify(answer)}`);
    return answer;
  }

  close() {
    this.socket.close();
  }
}

/** RFC 7396. */
export function merge(target, patch) {
  if (patch === null || typeof patch !== 'object' || Array.isArray(patch)) return patch;
  const out = target && typeof target === 'object' && !Array.isArray(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete out[key];
    else out[key] = merge(out[key], value);
  }
  return out;
}

/** Brings the announced demonstration meeting to an open ballot; returns the ballot's id. */
export async function openBallot(chair, meeting, extra = {}) {
  await chair.done(meeting, { type: 'meeting.open' });
  await chair.done(meeting, { type: 'meeting.start' });
  await chair.join(meeting);
  const item = Object.entries(chair.view.agenda).find(([, one]) => one.kind === 'decision')[0];
  await chair.done(meeting, { type: 'agenda.start', item });
  const answer = await chair.done(meeting, {
    type: 'ballot.open',
    item,
    question: '同意按方案二加装电梯吗？',
    detail: '方案二：室外贯通门厅，每层停靠；净费用 42.00 万元，一楼不分摊。',
    rule: 'elevator-building',
    scope: { kind: 'building', building: '12', stair: '' },
    secrecy: 'named',
    counts: 'live',
    ...extra,
  });
  return answer.result.ballot;
}
