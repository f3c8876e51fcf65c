// Broadcasts stamped frames to its followers with Node's `ws`, as its documentation shows it, and
// reports the CPU time of doing so. Arguments: followers, payload bytes, frames, interval in ms.
// Prints the port, then (when all is sent) microseconds of CPU.
import process from 'node:process';
import { WebSocketServer } from 'ws';

const [followers, bytes, frames, intervalMs] = process.argv.slice(2).map(Number);
const server = new WebSocketServer({ host: '127.0.0.1', port: 0, path: '/ws', backlog: 4096 });
server.on('listening', () => console.log(server.address().port));
server.on('connection', (socket) => {
  socket.on('error', () => {});
  if (server.clients.size === followers) start();
});

function stampedPayload() {
  return String(process.hrtime.bigint()).padStart(20, '0').padEnd(bytes, 'x');
}

function start() {
  const before = process.cpuUsage();
  let sent = 0;
  const timer = setInterval(() => {
    if (sent++ === frames) {
      const { user, system } = process.cpuUsage(before);
      console.log(user + system);
      clearInterval(timer);
      process.exit(0);
    }
    const payload = stampedPayload();
    for (const client of server.clients) client.send(payload);
  }, intervalMs);
}
