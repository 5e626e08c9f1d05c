/* Puts the page together: a tab for each run, and what the address says to show of it: #run=rr&from=20&to=60&job=5:1 (ms). */

const wanted = new URLSearchParams(location.hash.slice(1));
const view = { place: Math.max(0, page.runs.findIndex(run => run.name === wanted.get("run"))), timeline: null, window: null, job: null, charts: [] };

function start() {
  document.getElementById("headline").append(...headline(page.headline.split("\n")[0]));
  if (page.runs.length > 1) {
    page.runs.forEach((run, i) => document.getElementById("tabs").append(
      element("button", { role: "tab", onclick: () => show(i) }, run.name)));
  }
  if (wanted.has("from")) { view.window = { from: Number(wanted.get("from")) * 1e6, to: Number(wanted.get("to")) * 1e6 }; }
  show(view.place);
  if (wanted.has("job")) { pickFence(wanted.get("job")); }
  addEventListener("resize", () => { clearTimeout(view.resizing); view.resizing = setTimeout(() => show(view.place), 150); });
}

/* What stands out most is large; a run with many incidents has too much to say for that. */
function headline(text) {
  const end = text.length > 240 ? text.indexOf("; ", 120) : -1;
  return end < 0 ? [text] : [text.slice(0, end), element("span", { class: "more" }, text.slice(end))];
}

function show(place) {
  view.place = place;
  document.querySelectorAll("#tabs button").forEach((button, i) => button.setAttribute("aria-selected", i === place));
  view.charts.forEach(chart => chart.dispose());
  const raw = page.runs[place];
  raw.decoded = raw.decoded || decode(raw);
  draw(raw.decoded);
}

function draw(run) {
  const main = document.getElementById("run");
  const picked = element("div", { class: "picked" });
  const timeline = new Timeline(run, Math.max(760, main.clientWidth), {
    selected: job => { showPicked(picked, run, job); view.job = job < 0 ? null : run.fence(job); remember(run); },
    zoomed: window => { view.window = window; remember(run); }
  });
  view.timeline = timeline;
  view.job = null;
  view.select = job => { timeline.reveal(job); timeline.select(job); timeline.element.scrollIntoView({ block: "nearest" }); };
  const window = view.window || { from: 0, to: run.elapsed };
  const latency = element("section", {}, element("h2", {}, "Latency by client"));
  main.replaceChildren(...heading(run), toolbar(timeline), timeline.element, picked,
    element("section", {}, element("h2", {}, "Rings"), enginesTable(run)), latency, jobsSection(run));
  timeline.build({ from: window.from, to: Math.min(window.to, run.elapsed) });
  const bars = latencyChart(run);
  latency.append(bars.box, clientsTable(run));
  view.charts = [timeline.chart, bars.chart];
  view.charts.forEach(chart => chart.getZr().flush());
  rendered();
}

/* How long it took until something was to be seen: for whoever measures it. */
function rendered() {
  if (!document.documentElement.dataset.renderedMs) {
    document.documentElement.dataset.renderedMs = Math.round(performance.now());
  }
}

function heading(run) {
  const totals = run.summary.jobs;
  const parts = [...decisive(run), "device " + run.device, span(run.summary.elapsed_ns, 3), totals.accepted + " jobs accepted",
    totals.finished + " over (" + totals.failed + " failed)", ...(totals.pending ? [totals.pending + " not over"] : []), ...(totals.refused ? [totals.refused + " refused"] : [])];
  const [first, ...rest] = run.finding.split("\n");
  const finding = [...(page.headline.startsWith(first) ? [] : [first]), ...rest].join("\n");
  const lines = finding ? [element("p", { class: "finding" }, finding)] : [];
  lines.push(element("p", { class: "facts" }, parts.join(" \u00b7 ")));
  if (run.expectations.length > 0) { lines.push(expectations(run)); }
  if (run.summary.races) { lines.push(races(run.summary.races)); }
  if (run.incidents.length > 0) { lines.push(incidents(run)); }
  return lines;
}

/* What decided the run. */
function decisive(run) {
  const config = JSON.parse(run.config);
  const policy = config.ring && config.ring.policy;
  const seeds = [...new Set([...(run.schedule ? [run.schedule.seed] : []), ...run.workloads.map(workload => workload.seed)])];
  return [run.schedule ? "lab" : "live", ...(seeds.length ? ["seed " + seeds.join(", ")] : []), ...(policy ? ["policy " + policy] : []),
    ...(run.outcome && run.outcome !== "COMPLETED" ? [run.outcome.toLowerCase()] : [])];
}

function expectations(run) {
  return table("Expectations", [["expectation", "text wide", each => each.what], ["", "bad", each => each.met ? "ok" : "not met"],
    ["expected", "text wide", each => each.expected], ["found", "text wide", each => each.actual]], run.expectations);
}

/* The first hundred pairs of jobs that race. */
function races(found) {
  const first = found.pairs.slice(0, 100);
  const job = each => each.job + " (client " + each.client + ", " + each.engine + ") " + (each.writes ? "writes" : "reads");
  const part = each => (each.pages === 1 ? "page " + each.first_page : "pages " + each.first_page + "-" + (each.first_page + each.pages - 1)) +
    " of " + (each.buffer ? "buffer " + each.buffer : "the memory");
  const more = first.length < found.count ? " (the first " + first.length + " of " + found.count + ")" : "";
  return table("Data races" + more, [["data race" + more, "text wide", pair => job(pair.jobs[0])], ["", "text wide", pair => job(pair.jobs[1])],
    ["", "text wide", pair => pair.parts.map(part).join(", ")]], first);
}

/* The first hundred: a run in which there are more is not read line by line. */
function incidents(run) {
  const first = run.incidents.slice(0, 100);
  return table("Incidents" + (first.length < run.incidents.length ? " (the first " + first.length + " of " + run.incidents.length + ")" : ""),
    [["time", "text", each => span(each.time, 3)], ["what", "text", each => each.kind], ["", "text wide", each => each.text]], first);
}

function toolbar(timeline) {
  const chips = element("div", { class: "chips" });
  const choose = shown => {
    timeline.shown = new Set(shown.map(client => client.client));
    chips.replaceChildren(...timeline.run.clients.map(client => chip(timeline, client)));
  };
  choose(timeline.run.clients);
  const button = (text, title, act) => element("button", { title, onclick: act }, text);
  const arrows = element("label", { class: "chip", title: "The first 400 jobs that start in the window" },
    element("input", { type: "checkbox", onchange: event => { timeline.allArrows = event.target.checked; timeline.redraw(); } }), "dependencies");
  const many = timeline.run.clients.length > 6 ? [
    button("every client", "Show all clients", () => { choose(timeline.run.clients); timeline.build(); }),
    button("no client", "Hide all clients, to pick a few", () => { choose([]); timeline.build(); })] : [];
  return element("div", { class: "bar" }, chips, ...many, element("span", { class: "space" }), arrows,
    button("+", "Zoom in (also Ctrl and the wheel; drag to pan)", () => timeline.zoomBy(.5)), button("\u2212", "Zoom out", () => timeline.zoomBy(2)),
    button("all", "Show the whole run", () => timeline.zoom(0, timeline.run.elapsed)));
}

function chip(timeline, client) {
  const mark = element("i");
  mark.style.background = client.colour;
  const box = element("input", { type: "checkbox", onchange: event => {
    if (event.target.checked) { timeline.shown.add(client.client); } else { timeline.shown.delete(client.client); }
    timeline.build();
  } });
  box.checked = timeline.shown.has(client.client);
  return element("label", { class: "chip" }, box, mark, client.name);
}

function showPicked(box, run, job) {
  box.replaceChildren();
  if (job < 0) { return; }
  const links = (name, list) => element("div", {}, element("b", {}, name), ...(list.length ? list.slice(0, 40).map(wait =>
    wait.job === undefined ? element("div", {}, wait.fence + ", a fence of no job") :
      element("div", {}, element("button", { class: "link", onclick: () => view.select(wait.job) }, title(run, wait.job)), wait.toStart ? " (its start)" : "")) : ["nothing"]));
  box.append(element("div", {}, element("b", {}, title(run, job)), pairs(facts(run, job))),
    links("waits for", waitsFor(run, job)), links("is waited for by", waiters(run, job)));
}

function jobsSection(run) {
  return element("section", {}, element("h2", {}, "Jobs"),
    folded("All " + run.jobs.count + " jobs, with their times", () => new JobsTable(run, job => view.select(job)).element));
}

function pickFence(fence) {
  const run = view.timeline.run;
  for (let i = 0; i < run.jobs.count; i++) {
    if (run.fence(i) === fence) { view.select(i); return; }
  }
}

function remember(run) {
  clearTimeout(view.remembering);
  view.remembering = setTimeout(() => {
    const hash = new URLSearchParams({ run: run.name });
    if (view.window) {
      hash.set("from", (view.window.from / 1e6).toFixed(4));
      hash.set("to", (view.window.to / 1e6).toFixed(4));
    }
    if (view.job) { hash.set("job", view.job); }
    history.replaceState(null, "", "#" + hash.toString().replace("%3A", ":"));
  }, 200);
}

start();
