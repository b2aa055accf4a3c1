/** `node dev/serve.mjs [port]`: the built pages with the simulated district, for looking at. */

import { fillAggregation } from './aggregation.mjs';
import { fillDuties } from './duties.mjs';
import { startFakeGateway, WALL_TOKEN } from './fake-gateway.mjs';
import { fillEvening } from './fill.mjs';
import { fillChargers } from './fill-chargers.mjs';
import { fillTickets } from './fill-tickets.mjs';
import { fillRoster } from './roster.mjs';
import { fillSlopes } from './slopes.mjs';

const gateway = await startFakeGateway({ port: Number(process.argv[2] ?? 0) });
fillEvening(gateway.world);
fillDuties(gateway.world);
fillRoster(gateway.world);
fillSlopes(gateway.world);
fillChargers(gateway.world);
fillTickets(gateway.world);
fillAggregation(gateway.world);
console.log(`${gateway.url}/wall#token=${WALL_TOKEN}`);
console.log(`${gateway.url}/desk (chen / right)`);
