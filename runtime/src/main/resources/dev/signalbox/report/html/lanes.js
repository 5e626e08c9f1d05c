/* Rows of the timeline: what stands in them, where they stand, and what they draw for a window of time. */

const RING = 26;
const CYCLES = 13;
const GAP = 12;
const TITLE = 18;

/* Jobs of each ring in the order of their start, and of each place of a queue in the order of acceptance. */
function sortIntoLanes(run) {
  const jobs = run.jobs;
  const rings = run.rings.map(() => []);
  const slots = run.queues.map(queue => Array.from({ length: Math.max(1, queue.slots) }, () => []));
  for (let i = 0; i < jobs.count; i++) {
    if (!Number.isNaN(jobs.given[i])) { rings[jobs.ring[i]].push(i); }
    slots[jobs.queue[i]][jobs.slot[i]].push(i);
  }
  rings.forEach(list => list.sort((a, b) => jobs.given[a] - jobs.given[b] || order(jobs, a, b)));
  return { rings, slots, cycles: cyclesByClient(run) };
}

function order(jobs, a, b) {
  const byStart = (Number.isNaN(jobs.start[a]) ? Infinity : jobs.start[a]) - (Number.isNaN(jobs.start[b]) ? Infinity : jobs.start[b]);
  return byStart || a - b;
}

function cyclesByClient(run) {
  const lists = new Map();
  run.cycles.client.forEach((client, i) => {
    if (!lists.has(client)) { lists.set(client, []); }
    lists.get(client).push(i);
  });
  return lists;
}

function layout(run, shown) {
  run.lanes = run.lanes || sortIntoLanes(run);
  const rows = [];
  let y = 0;
  const add = row => { rows.push({ ...row, y }); y += row.height; };
  add({ kind: "title", label: "Rings", height: TITLE });
  run.rings.forEach((ring, i) => {
    if (run.lanes.rings[i].length > 0) { add({ kind: "ring", ring: i, label: ring.name, height: RING }); }
  });
  y += GAP;
  add({ kind: "title", label: "Queues of clients", height: TITLE });
  run.clients.filter(client => shown.has(client.client)).forEach(client => {
    addClient(run, client, add);
    y += GAP / 2;
  });
  return { rows, height: Math.max(80, y) };
}

function addClient(run, client, add) {
  const queues = run.queues.map((queue, i) => ({ ...queue, place: i })).filter(queue => queue.client === client.client);
  const missed = client.periods_missed > 0 ? ", " + client.periods_missed + " of " + client.cycles + " periods missed" : "";
  add({ kind: "cycles", client, label: client.name, note: missed, height: CYCLES + 5 });
  queues.filter(queue => queue.slots > 0).forEach(queue => {
    add({ kind: "queue", client, queue: queue.place, slots: queue.slots, label: queue.name, height: 16 + Math.min(38, 3 * (queue.slots - 1)) });
  });
}

function slotBox(row, slot) {
  const height = (row.height - 3) / row.slots;
  return { y: row.y + 1 + slot * height, height: Math.max(.8, height - (height > 4 ? 1 : 0)) };
}

/* What one row draws; view says which time is where: x(ns), from, to. */
function drawRow(run, row, view) {
  switch (row.kind) {
    case "ring": return drawRing(run, row, view);
    case "queue": return drawQueue(run, row, view);
    case "cycles": return drawCycles(run, row, view);
    default: return [];
  }
}

function wash(row, view) {
  return bars([view.left, view.top + row.y, view.width, row.height - 2], { fill: "#f6f7f9" });
}

function drawRing(run, row, view) {
  const jobs = run.jobs;
  const list = run.lanes.rings[row.ring];
  const solid = new Pile(view.top + row.y + 1, 16);
  const pale = new Pile(view.top + row.y + 18, 5);
  const leaves = i => Number.isNaN(jobs.left[list[i]]) ? Infinity : jobs.left[list[i]];
  for (let i = lowerBound(list.length, leaves, view.from); i < list.length && jobs.given[list[i]] <= view.to; i++) {
    const job = list[i];
    const colour = jobs.status[job] > 0 ? BAD : run.client(job).colour;
    const left = Math.min(leaves(i), run.elapsed);
    const start = Number.isNaN(jobs.start[job]) ? left : jobs.start[job];
    solid.add(colour, view.x(start), view.x(left));
    if (start > jobs.given[job]) { pale.add(colour, view.x(jobs.given[job]), view.x(start)); }
  }
  return [wash(row, view), ...filled(pale, .3), ...filled(solid, 1), bars(strokes(run, row, view), { fill: INCIDENT })];
}

/* An incident is a stroke across its ring, or across all rings when it is about the whole device. */
function strokes(run, row, view) {
  return run.incidents.filter(each => (each.ring === row.ring || each.ring < 0) && each.time >= view.from && each.time <= view.to)
    .flatMap(each => [view.x(each.time) - 1, view.top + row.y, 2, row.height - 2]);
}

function filled(pile, opacity) {
  pile.flush();
  return [...pile.boxes].map(([fill, boxes]) => bars(boxes, { fill, opacity }));
}

function drawQueue(run, row, view) {
  const pale = [];
  const solid = [];
  const bad = [];
  run.lanes.slots[row.queue].forEach((list, slot) => {
    const box = slotBox(row, slot);
    const strips = [pale, solid, bad].map(boxes => new Strip(boxes, view.top + box.y, box.height));
    const first = lowerBound(list.length, i => endOf(run, list[i]), view.from);
    for (let i = first; i < list.length && run.jobs.accepted[list[i]] <= view.to; i++) {
      const job = list[i];
      const until = waitedUntil(run, job);
      const failed = run.jobs.status[job] > 0;
      strips[0].add(view.x(run.jobs.accepted[job]), view.x(until));
      if (ran(run.jobs, job) || failed) {
        strips[failed ? 2 : 1].add(view.x(until), Math.max(view.x(until) + (failed ? 1.5 : 0), view.x(endOf(run, job))));
      }
    }
    strips.forEach(strip => strip.flush());
  });
  const fill = row.client.colour;
  return [wash(row, view), bars(pale, { fill, opacity: .25 }), bars(solid, { fill }), bars(bad, { fill: BAD })];
}

/* Cycles that were in time are thin lines, those that missed their period are red ones. */
function drawCycles(run, row, view) {
  const list = run.lanes.cycles.get(row.client.client) || [];
  const cycles = run.cycles;
  const met = new Strip([], view.top + row.y + 8, 3);
  const missed = new Strip([], view.top + row.y + 6, 7);
  for (let i = lowerBound(list.length, each => cycles.ended[list[each]], view.from); i < list.length && cycles.began[list[i]] <= view.to; i++) {
    const from = view.x(cycles.began[list[i]]);
    const to = view.x(cycles.ended[list[i]]);
    (cycles.missed[list[i]] ? missed : met).add(from, to - from > 4 ? to - 1 : to);
  }
  met.flush();
  missed.flush();
  return [bars(met.boxes, { fill: "#c3cad3" }), bars(missed.boxes, { fill: BAD })];
}

/* The job at a place of the timeline, or -1; slack is how far off, in nanoseconds, still counts. */
function jobAt(run, rows, time, y, slack) {
  const row = rows.find(each => y >= each.y && y < each.y + each.height);
  if (!row || (row.kind !== "ring" && row.kind !== "queue")) { return -1; }
  const jobs = run.jobs;
  if (row.kind === "ring") {
    const list = run.lanes.rings[row.ring];
    const i = lowerBound(list.length, each => Number.isNaN(jobs.left[list[each]]) ? Infinity : jobs.left[list[each]], time - slack);
    return i < list.length && jobs.given[list[i]] <= time + slack ? list[i] : -1;
  }
  const slot = Math.min(row.slots - 1, Math.max(0, Math.floor((y - row.y - 1) / ((row.height - 3) / row.slots))));
  const list = run.lanes.slots[row.queue][slot];
  const i = lowerBound(list.length, each => endOf(run, list[each]), time - slack);
  return i < list.length && jobs.accepted[list[i]] <= time + slack ? list[i] : -1;
}

/* Where a job stands among its queue's bars; null when its client is not shown. */
function placeOf(run, rows, job) {
  const row = rows.find(each => each.kind === "queue" && each.queue === run.jobs.queue[job]);
  return row ? slotBox(row, run.jobs.slot[job]) : null;
}
