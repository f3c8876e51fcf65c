// A development aid: serves dist and plays docs/protocol.md with one meeting in memory, so that every
// screen can be seen without the server. It checks almost nothing and counts only heads and area.
//   node dev/mock.mjs [port]      then /mock/as/502 (or staff, observer), /mock/scene/voting …
import { createServer } from 'node:http';
import { readFileSync, existsSync } from 'node:fs';
import { dirname, extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { WebSocketServer } from 'ws';
import { hex, kLabels } from './facts.mjs';
import { Meeting } from './meeting.mjs';
import { meFor, viewFor } from './views.mjs';

const dist = join(dirname(fileURLToPath(import.meta.url)), '../dist');
const port = Number(process.argv[2] ?? 8088);
const kTypes = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};
const kPolicy =
  "default-src 'self'; connect-src 'self' ws: wss:; base-uri 'none'; frame-ancestors 'none'";

const kHead = hex(64);

let meeting = new Meeting();
const sockets = new Set();
const answered = new Map();

const cookie = (request) => /rt_session=(\w+)/.exec(request.headers.cookie ?? '')?.[1] ?? '';

function whoami(who) {
  const demonstration = true;
  const home = 'g-12';
  const meetings = { m1: { title: meeting.view.meeting.title, phase: meeting.view.meeting.phase } };
  if (who === 'staff')
    return {
      kind: 'staff',
      actor: 'a-staff',
      name: '陈主持',
      roles: { 'g-12': { facilitator: true } },
      meetings,
      home,
      demonstration,
    };
  if (who === 'observer') return { kind: 'observer', actor: 'o1', meetings, home, demonstration };
  if (/^\d+$/.test(who))
    return {
      kind: 'resident',
      actor: `h-${who}`,
      head: `h-${who}`,
      units: { [`u-${who}`]: `${who}室` },
      meetings,
      home,
      demonstration,
    };
  return { kind: 'nobody', demonstration };
}

const kGrids = [
  ['31', '上海市', 'city'],
  ['310110', '杨浦区', 'district'],
  ['g-yh', '殷行街道', 'subdistrict'],
  ['g-kl2', '开鲁二村居民区', 'neighbourhood'],
  ['g-12', '12号楼', 'building'],
];

function grid(id) {
  const at = id === 'root' ? 0 : kGrids.findIndex(([one]) => one === id);
  if (at < 0) return null;
  const [gid, name, level] = kGrids[at];
  const child = kGrids[at + 1];
  const { title, phase, scheduled_at, place } = meeting.view.meeting;
  return {
    id: gid,
    name,
    level,
    path: kGrids.slice(0, at).map(([id, name, level]) => ({ id, name, level })),
    children: child
      ? [{ id: child[0], name: child[1], level: child[2], children: at < 3 ? 1 : 0 }]
      : [],
    children_total: child ? 1 : 0,
    meetings_total: at >= 3 ? 1 : 0,
    records_total: at >= 3 ? 1 : 0,
    meetings: at >= 3 ? [{ id: 'm1', title, phase, scheduled_at, place }] : [],
    records:
      at >= 3
        ? [
            {
              id: 'r0',
              number: '〔2026〕2号',
              title: { zh: '关于更换门禁的决定', en: 'On replacing the entrance locks' },
              published_at: scheduled_at,
              outcome: 'passed',
              objection_until: '2026-12-05',
            },
          ]
        : [],
  };
}

function invitation({ token, code }) {
  const key = token ?? code;
  if (key === 'expired') return { kind: 'resident', label: '502室', state: 'expired' };
  if (key !== 'demo502' && key !== '1234567890' && key !== 'staff' && key !== 'used') return null;
  const { title, phase, scheduled_at, place } = meeting.view.meeting;
  return {
    kind: key === 'staff' ? 'staff' : 'resident',
    meeting: { id: 'm1', title, phase, scheduled_at, place, grid_name: '开鲁二村 12号楼' },
    label: key === 'staff' ? undefined : '502室',
    state: key === 'used' ? 'used' : 'ready',
    demonstration: true,
  };
}

function api(request, path, body, respond) {
  const who = cookie(request);
  if (path === '/cookie') return respond(200, { came: true });
  if (path === '/me') return respond(200, whoami(who));
  const found = /^\/grids\/([\w-]+)$/.exec(path);
  if (found)
    return grid(found[1]) ? respond(200, grid(found[1])) : respond(404, { code: 'grid.unknown' });
  if (path === '/checkpoint') return respond(200, { number: 812, hash: kHead });
  if (path === '/meetings/m1/people') return respond(200, { person: meeting.admit(body.name) });
  if (path === '/meetings/m1') return respond(200, { ...meeting.view.meeting });
  if (path === '/invitations/look') {
    const one = invitation(body);
    return one ? respond(200, one) : respond(404, { code: 'invitation.unknown' });
  }
  if (path === '/join') {
    const as = body.observe ? 'observer' : body.token === 'staff' ? 'staff' : '502';
    const kind = whoami(as).kind;
    return respond(200, { meeting: 'm1', kind }, `rt_session=${as}; Path=/; SameSite=Lax`);
  }
  if (path === '/sign-in') {
    return body.password === 'demo'
      ? respond(200, {}, 'rt_session=staff; Path=/')
      : respond(401, { code: 'sign_in.wrong' });
  }
  if (path === '/sign-out') return respond(200, {}, 'rt_session=; Path=/; Max-Age=0');
  return respond(404, { code: 'http.failed' });
}

function control(path, response) {
  const as = /^\/mock\/as\/(\w+)$/.exec(path);
  const scene = /^\/mock\/scene\/(\w+)$/.exec(path);
  const headers = {};
  if (as) headers['Set-Cookie'] = `rt_session=${as[1]}; Path=/; SameSite=Lax`;
  if (scene) {
    meeting = new Meeting(scene[1]);
    broadcast();
  }
  if (path === '/mock/drop') for (const socket of sockets) socket.terminate();
  response.writeHead(200, headers).end('ok');
}

const server = createServer((request, response) => {
  const url = new URL(request.url, 'http://mock');
  const respond = (status, value, setCookie) => {
    const headers = { 'Content-Type': 'application/json' };
    if (setCookie) headers['Set-Cookie'] = setCookie;
    response.writeHead(status, headers).end(JSON.stringify(value));
  };
  if (url.pathname.startsWith('/mock/')) return control(url.pathname, response);
  if (url.pathname.startsWith('/api/v1')) {
    let text = '';
    request.on('data', (part) => (text += part));
    request.on('end', () =>
      api(request, url.pathname.slice(7), text ? JSON.parse(text) : {}, respond),
    );
    return undefined;
  }
  const asked = join(dist, normalize(url.pathname));
  const file = existsSync(asked) && extname(asked) ? asked : join(dist, 'index.html');
  if (!existsSync(file)) return response.writeHead(503).end('not built');
  const type = `${kTypes[extname(file)] ?? 'application/octet-stream'}; charset=utf-8`;
  return response
    .writeHead(200, { 'Content-Type': type, 'Content-Security-Policy': kPolicy })
    .end(readFileSync(file));
});

const wire = new WebSocketServer({ server, path: '/ws', handleProtocols: () => 'roundtable.v1' });
wire.on('connection', (socket, request) => {
  const who = cookie(request);
  const send = (frame) => socket.send(JSON.stringify(frame));
  sockets.add(socket);
  socket.on('close', () => sockets.delete(socket));
  send({ op: 'clock', now: Date.now() * 1000 });
  socket.show = () => {
    const hall = socket.as === 'hall';
    send({
      op: 'snapshot',
      meeting: 'm1',
      seq: meeting.seq,
      view: viewFor(meeting, hall ? '' : who),
      me: meFor(meeting, hall ? '' : who),
    });
    send({
      op: 'live',
      meeting: 'm1',
      presence: { online: sockets.size },
      labels: { ...kLabels, ...meeting.guests },
    });
  };
  socket.on('message', (data) => {
    const frame = JSON.parse(data);
    if (frame.op === 'join') {
      if (frame.meeting !== 'm1')
        return send({ op: 'error', code: 'meeting.unknown', meeting: frame.meeting });
      socket.as = frame.as;
      return socket.show();
    }
    if (frame.op === 'clock') return send({ op: 'clock', now: Date.now() * 1000 });
    if (frame.op !== 'do') return undefined;
    const answer = answered.get(frame.id) ?? meeting.command(frame.command, who);
    if (!answer.code) answered.set(frame.id, answer);
    if (answer.code)
      return send({ op: 'refused', id: frame.id, code: answer.code, fields: answer.fields ?? {} });
    send({
      op: 'done',
      id: frame.id,
      seq: meeting.seq,
      result: answer.result ?? {},
      receipt: { version: meeting.seq, hash: answer.hash },
    });
    return broadcast();
  });
});

function broadcast() {
  for (const socket of sockets) if (socket.readyState === 1 && socket.show) socket.show();
}

server.listen(port, '127.0.0.1', () => console.log(`mock on http://127.0.0.1:${port}`));
