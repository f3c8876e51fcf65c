// The peer of the benchmarks: a server with Node's `ws`, used as its documentation shows it. Answers
// every message with one of ANSWER_BYTES (its argument) and stores nothing. Speaks the lines of
// bench/rig.hpp on standard input and output, and ends with its standard input.
import process from 'node:process';
import { createInterface } from 'node:readline';
import { WebSocketServer } from 'ws';

const answer = 'x'.repeat(Number(process.argv[2]));
const server = new WebSocketServer({ host: '127.0.0.1', port: 0, path: '/ws', backlog: 4096 });
let awaited = null;

server.on('listening', () => console.log(server.address().port));
server.on('connection', (socket) => {
  // A crowd that ends may leave something unread, which resets its connections.
  socket.on('error', (error) => error.code === 'ECONNRESET' || console.error(error));
  socket.on('message', () => socket.send(answer));
  saySettled();
});

function saySettled() {
  if (awaited === null || server.clients.size < awaited) return;
  awaited = null;
  globalThis.gc(); // what is garbage is no cost of the sockets
  console.log('settled');
}

function stampedPayload(bytes) {
  return String(process.hrtime.bigint()).padStart(20, '0').padEnd(bytes, 'x');
}

function broadcast(bytes, frames, intervalMs) {
  let left = frames;
  const send = () => {
    const payload = stampedPayload(bytes);
    for (const client of server.clients) client.send(payload);
    if (--left === 0) clearInterval(timer);
  };
  const timer = setInterval(send, intervalMs);
}

const orders = createInterface({ input: process.stdin });
orders.on('line', (line) => {
  const [name, ...numbers] = line.split(' ');
  if (name === 'settle') {
    awaited = Number(numbers[0]);
    saySettled();
  } else if (name === 'broadcast') {
    broadcast(...numbers.map(Number));
  }
});
orders.on('close', () => process.exit(0));
