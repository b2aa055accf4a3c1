/**
 * A gateway that is not one: serves the built pages and speaks the outside interface with a small
 * simulated district, so that browser tests can press, break and cut at will. Input simulation for
 * tests only; nothing of this folder is shipped.
 */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { WebSocketServer } from 'ws';
import { createDistrict, districtOf } from './district.mjs';
import { World } from './world.mjs';

const DIST = fileURLToPath(new URL('../dist/', import.meta.url));
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.png': 'image/png',
  '.opus': 'audio/ogg',
};
const BEAT_MS = 2_000;
export const WALL_TOKEN = 'wall-token-for-tests';

const json = (response, status, body) => {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(body === undefined ? '' : JSON.stringify(body));
};

async function bodyOf(request) {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text ? JSON.parse(text) : {};
}

/** Starts on a free port of the loopback; `base`: a GeoJSON file instead of the made-up district. */
export async function startFakeGateway({
  port = 0,
  role = 'admin',
  base = process.env.CITYWALL_BASE,
} = {}) {
  const district = base ? districtOf(JSON.parse(await readFile(base, 'utf8'))) : createDistrict();
  const world = new World(district.sites);
  const sessions = new Map();
  const accounts = new Set();

  const me = (request) => {
    const bearer = request.headers.authorization?.replace('Bearer ', '');
    if (bearer === WALL_TOKEN)
      return { name: 'wall:1', displayName: '大屏一', role: 'viewer', place: '' };
    const session = /citywall_session=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1];
    return accounts.has(session)
      ? { name: 'chen', displayName: '陈值班', role, place: '' }
      : undefined;
  };

  const api = {
    'GET /me/pages': (_request, response) => json(response, 200, { items: world.pages }),
    'GET /me': (_request, response, who) => json(response, 200, who),
    'GET /map/base.geojson': (_request, response) => json(response, 200, district.collection),
    'GET /sites': (_request, response) => json(response, 200, { items: world.siteList() }),
    'GET /places': (_request, response) => json(response, 200, { items: world.placeList() }),
    'GET /registry/fire-points': (_request, response) =>
      json(response, 200, { items: world.firePoints() }),
    'GET /devices': (_request, response) => json(response, 200, { items: world.registry }),
    'GET /fire/coverage': (_request, response) => json(response, 200, world.coverage()),
    'GET /quarantine': (_request, response) => json(response, 200, { items: world.quarantine }),
    'GET /alerts': (_request, response) => json(response, 200, { items: world.closed }),
    'POST /wall-tokens': (_request, response) =>
      json(response, 201, { id: 'w1', token: WALL_TOKEN }),
  };

  const server = createServer(async (request, response) => {
    const [path, search] = (request.url ?? '/').split('?');
    const query = new URLSearchParams(search ?? '');
    if (!path.startsWith('/api/v1')) return serveFile(path, response);
    const route = path.slice('/api/v1'.length);
    if (route === '/login') {
      const { username, password } = await bodyOf(request);
      if (username !== 'chen' || password !== 'right')
        return json(response, 401, { title: 'Unauthorized' });
      accounts.add('s1');
      response.setHeader('set-cookie', 'citywall_session=s1; HttpOnly; SameSite=Strict; Path=/');
      return json(response, 200, {});
    }
    if (route === '/logout') {
      accounts.delete('s1');
      return json(response, 204);
    }
    const who = me(request);
    if (!who) return json(response, 401, { title: 'Unauthorized', detail: 'no session' });
    const body = /^\/(fire|devices|slopes|chargers|ticket|rules|standing|oncall)/.test(route)
      ? await bodyOf(request)
      : {};
    const duty = world.duties.answer(request.method, route, body, who);
    if (duty) return json(response, ...duty);
    const rota = world.roster.answer(request.method, route, body, who, query);
    if (rota) return json(response, ...rota);
    const slope = world.slopes.answer(request.method, route, body, who, query);
    if (slope) return json(response, ...slope);
    const charger = world.chargers.answer(request.method, route, body, who, query);
    if (charger) return json(response, ...charger);
    const ticket = world.tickets.answer(request.method, route, body, who, query);
    if (ticket) return json(response, ...ticket);
    const rules = world.aggregation.answer(request.method, route, body, who, query);
    if (rules) return json(response, ...rules);
    const photo = /^\/alerts\/([\w-]+)\/photos(?:\/([\w-]+))?$/.exec(route);
    if (photo) return servePhoto(request, response, world, photo, who);
    const command = /^\/alerts\/([\w-]+)\/commands$/.exec(route);
    if (command) return json(response, ...world.command(command[1], await bodyOf(request), who));
    const report = /^\/alerts\/([\w-]+)\/report119$/.exec(route);
    if (report && request.method === 'POST') {
      const { commandId, text } = await bodyOf(request);
      const form = { commandId, action: 'report-119', reason: text };
      return json(response, ...world.command(report[1], form, who));
    }
    if (report) {
      const alert = world.detail(report[1]);
      if (!alert) return json(response, 404, { title: 'Not found' });
      const text = `${alert.placeName ?? ''}发生火灾报警，请求出警。\n报警人：${who.displayName}。`;
      return json(response, 200, { alertId: alert.id, rev: alert.rev, text, missing: ['contact'] });
    }
    const told = /^\/alerts\/([\w-]+)\/notifications$/.exec(route);
    if (told) {
      const alert = world.detail(told[1]);
      return json(response, 200, { items: alert ? world.roster.told(alert) : [] });
    }
    const one = /^\/alerts\/([\w-]+)$/.exec(route);
    if (one) {
      const alert = world.detail(one[1]);
      return alert ? json(response, 200, alert) : json(response, 404, { title: 'Not found' });
    }
    const handler = api[`${request.method} ${route}`];
    return handler ? handler(request, response, who) : json(response, 404, { title: 'Not found' });
  });

  const sockets = new WebSocketServer({
    server,
    path: '/ws',
    handleProtocols: () => 'citywall.v1',
  });
  sockets.on('connection', (socket, request) => {
    const session = {
      socket,
      topics: new Set(),
      messages: [],
      authenticated: Boolean(me(request)),
    };
    sessions.set(socket, session);
    socket.on('close', () => sessions.delete(socket));
    socket.on('message', (data) => {
      const message = JSON.parse(String(data));
      session.messages.push(message);
      if (message.op === 'auth') session.authenticated = message.token === WALL_TOKEN;
      if (!session.authenticated) return socket.close(4401);
      if (message.op === 'subscribe') subscribe(session, message.topics);
    });
  });

  const send = (session, message) => session.socket.send(JSON.stringify(message));
  const beat = () => ({ t: 'beat', serverTime: world.serverTime(), canary: world.canary() });
  function subscribe(session, topics) {
    send(session, {
      t: 'hello',
      epoch: world.epoch,
      serverTime: world.serverTime(),
      beatMs: BEAT_MS,
    });
    const wanted = topics.includes('alerts') ? [...topics, 'signals'] : topics;
    for (const topic of wanted) {
      session.topics.add(topic);
      send(session, {
        t: 'snapshot',
        topic,
        offset: world.offset(topic),
        items: world.items(topic),
      });
    }
    send(session, beat());
  }
  world.onDelta = (delta) => {
    for (const session of sessions.values())
      if (session.topics.has(delta.topic)) send(session, delta);
  };
  const beats = setInterval(() => {
    world.touchHealth();
    for (const session of sessions.values()) send(session, beat());
  }, BEAT_MS);

  await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    world,
    /** Everything that clients said since the start. */
    heard: (op) => [...sessions.values()].flatMap((s) => s.messages.filter((m) => m.op === op)),
    /** Ends all connections as a gateway that dies does. */
    cut: () => {
      for (const { socket } of sessions.values()) socket.terminate();
    },
    /** Stops and starts listening: connections are refused meanwhile. */
    refuse: () => {
      server.close();
      for (const { socket } of sessions.values()) socket.terminate();
      server.closeAllConnections();
    },
    accept() {
      const { port: same } = new URL(this.url);
      return new Promise((resolve) => server.listen(Number(same), '127.0.0.1', resolve));
    },
    async stop() {
      clearInterval(beats);
      for (const { socket } of sessions.values()) socket.terminate();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function servePhoto(request, response, world, [, alertId, id], who) {
  const all = world.photos.get(alertId) ?? [];
  if (!id) return json(response, 200, { items: all.map(({ bytes, ...photo }) => photo) });
  if (request.method === 'PUT') {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    return json(response, world.photo(alertId, id, Buffer.concat(chunks), who), { id });
  }
  const found = all.find((photo) => photo.id === id);
  if (!found) return json(response, 404, { title: 'Not found' });
  if (request.method === 'DELETE') {
    world.photos.set(
      alertId,
      all.filter((photo) => photo !== found),
    );
    return json(response, 204);
  }
  response.writeHead(200, { 'content-type': 'image/jpeg' });
  response.end(found.bytes);
}

/** As the gateway's page of an action link: whole in itself, and never from a worker. */
function servePlain(response) {
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
  response.end('<!doctype html><title>link</title><p id="link">接收</p>');
}

async function serveFile(path, response) {
  if (path.startsWith('/m/a/')) return servePlain(response);
  const name = path === '/' ? 'wall.html' : /^\/\w+$/.test(path) ? `${path}.html` : path;
  try {
    const file = await readFile(join(DIST, normalize(name)));
    response.writeHead(200, { 'content-type': TYPES[extname(name)] ?? 'application/octet-stream' });
    response.end(file);
  } catch {
    response.writeHead(404);
    response.end();
  }
}
