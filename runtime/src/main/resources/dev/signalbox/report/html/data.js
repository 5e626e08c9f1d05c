"use strict";

/* The data of the page: columns of differences become columns of times, in nanoseconds since the run began. */

const page = JSON.parse(document.getElementById("data").textContent);
const PALETTE = ["#3b6fb6", "#c2702d", "#4f8f5b", "#8a5aa8", "#3d8f97", "#a8833a", "#6d7fae", "#8f5d4a", "#5b7f3a", "#7a7f87"];
const BAD = "#c23b3b";
const INCIDENT = "#1f2933";
const FONT = getComputedStyle(document.body).fontFamily;

function sums(differences) {
  const times = new Float64Array(differences.length);
  let time = 0;
  differences.forEach((difference, i) => { times[i] = time += difference; });
  return times;
}

/* NaN stands for what has not happened. */
function later(differences, ...since) {
  const times = new Float64Array(differences.length);
  for (let i = 0; i < times.length; i++) {
    const base = since.find(column => !Number.isNaN(column[i]));
    times[i] = differences[i] === null ? NaN : base[i] + differences[i];
  }
  return times;
}

function decodeJobs(raw) {
  const accepted = sums(raw.accepted);
  const queued = later(raw.queued, accepted);
  const given = later(raw.given, queued, accepted);
  const start = later(raw.start, given, accepted);
  const end = later(raw.end, accepted);
  const left = later(raw.left, end, accepted);
  return { count: accepted.length, accepted, queued, given, start, end, left, queue: raw.queue, seqno: raw.seqno, slot: raw.slot,
    tag: raw.tag, credits: raw.credits, work: raw.work, ring: raw.ring, status: raw.status, errors: raw.errors,
    on: raw.on, fences: raw.fences, first: offsets(raw.waits) };
}

function offsets(counts) {
  const first = new Int32Array(counts.length + 1);
  counts.forEach((count, i) => { first[i + 1] = first[i] + count; });
  return first;
}

function decode(run) {
  const elapsed = Math.max(1, run.summary.elapsed_ns);
  const jobs = decodeJobs(run.jobs);
  const began = sums(run.cycles.began);
  const cycles = { client: run.cycles.client, cycle: run.cycles.cycle, missed: run.cycles.missed, began,
    ended: later(run.cycles.ended, began) };
  const depths = run.depths.map(depth => ({ time: sums(depth.time), jobs: depth.jobs }));
  const clients = run.summary.clients.map((client, i) => ({ ...client, colour: PALETTE[i % PALETTE.length] }));
  const byNumber = new Map(clients.map(client => [client.client, client]));
  const when = sums(run.incidents.time);
  const incidents = run.incidents.text.map((text, i) => ({ text, time: when[i], ring: run.incidents.ring[i], kind: run.incidents.kind[i], fence: run.incidents.job[i] }));
  const decoded = { ...run, elapsed, jobs, cycles, depths, clients, byNumber, incidents };
  decoded.client = job => byNumber.get(run.queues[jobs.queue[job]].client);
  decoded.fence = job => (run.queues[jobs.queue[job]].context + 1) + ":" + jobs.seqno[job];
  return decoded;
}

/* What a job has to wait for: other jobs, whether for their start only, and fences of no job. */
function waitsFor(run, job) {
  const jobs = run.jobs;
  const found = [];
  if (!jobs.outside) {
    let zeros = 0;
    jobs.outside = Int32Array.from(jobs.on, on => on === 0 ? zeros++ : -1);
  }
  for (let i = jobs.first[job]; i < jobs.first[job + 1]; i++) {
    const on = jobs.on[i];
    found.push(on === 0 ? { fence: jobs.fences[jobs.outside[i]] } : { job: job - (on >> 1), toStart: (on & 1) === 1 });
  }
  return found;
}

/* Which jobs wait for a job; worked out for all jobs when it is first asked for. */
function waiters(run, job) {
  if (!run.waiters) {
    run.waiters = new Map();
    for (let i = 0; i < run.jobs.count; i++) {
      waitsFor(run, i).filter(wait => wait.job !== undefined).forEach(wait => {
        const list = run.waiters.get(wait.job) || [];
        list.push({ job: i, toStart: wait.toStart });
        run.waiters.set(wait.job, list);
      });
    }
  }
  return run.waiters.get(job) || [];
}

/* Until when it waited, and whether its engine took it up before it was over: as JobSpan has it. */
function ran(jobs, i) {
  return !Number.isNaN(jobs.start[i]) && !(jobs.start[i] > jobs.end[i]);
}

function waitedUntil(run, i) {
  const jobs = run.jobs;
  const until = ran(jobs, i) ? jobs.start[i] : jobs.end[i];
  return Number.isNaN(until) ? run.elapsed : until;
}

function endOf(run, i) {
  return Number.isNaN(run.jobs.end[i]) ? run.elapsed : run.jobs.end[i];
}

function status(jobs, i) {
  return jobs.status[i] === null ? "not over" : jobs.status[i] === 0 ? "ok" : jobs.errors[jobs.status[i] - 1];
}

/* A span for reading, in the largest unit of which there is at least one. */
function span(ns, decimals = 1) {
  const size = Math.abs(ns);
  if (Number.isNaN(ns)) { return "-"; }
  if (ns === 0) { return "0"; }
  if (size < 1e3) { return Math.round(ns) + " ns"; }
  if (size < 1e6) { return (ns / 1e3).toFixed(decimals) + " \u00b5s"; }
  return size < 1e9 ? (ns / 1e6).toFixed(decimals) + " ms" : (ns / 1e9).toFixed(Math.max(decimals, 3)) + " s";
}

function micros(ns) {
  return ns === null || Number.isNaN(ns) ? "-" : (ns / 1e3).toFixed(1);
}
