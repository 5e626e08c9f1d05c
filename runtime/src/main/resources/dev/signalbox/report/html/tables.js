/* Tables and the small things that they are made of. Text is always set as text, never as markup. */

function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  Object.entries(attributes).forEach(([name, value]) => {
    if (name.startsWith("on")) { made.addEventListener(name.slice(2), value); } else { made.setAttribute(name, value); }
  });
  made.append(...children);
  return made;
}

/* Columns are [heading, class of the cell, text of a row]; pick hears which row was clicked. */
function table(caption, columns, rows, pick) {
  const body = element("tbody");
  rows.forEach(row => {
    const line = element("tr", pick ? { class: "pick", onclick: () => pick(row) } : {});
    columns.forEach(([, kind, text]) => {
      const value = text(row);
      const bad = kind === "bad" && value !== "0" && value !== "ok";
      line.append(element("td", { class: kind === "bad" ? (bad ? "bad" : "") : kind }, value));
    });
    body.append(line);
  });
  const head = element("tr", {}, ...columns.map(([name, kind]) => element("th", { class: kind.startsWith("text") ? kind : "", scope: "col" }, name)));
  return element("div", { class: "scroll" }, element("table", { "aria-label": caption }, element("thead", {}, head), body));
}

function folded(title, make) {
  const details = element("details", {}, element("summary", {}, title));
  details.addEventListener("toggle", () => {
    if (details.open && details.childElementCount === 1) { details.append(make()); }
  });
  return details;
}

function clientsTable(run) {
  const ms = ns => (ns / 1e6).toFixed(3);
  return table("Clients", [
    ["client", "text", client => client.client + " " + client.name],
    ["cycles", "", client => String(client.cycles)],
    ["per second", "", client => client.cycles_per_s.toFixed(3)],
    ["missed", "bad", client => String(client.periods_missed)],
    ["jobs", "", client => String(client.jobs_finished)],
    ["failed", "bad", client => String(client.jobs_failed)],
    ...["wait", "run", "cycle"].flatMap(kind => ["p50", "p95", "p99"].map(part =>
      [kind + " " + part + " ms", "", client => ms(client[kind + "_" + part + "_ns"])]))
  ], run.clients);
}

function enginesTable(run) {
  return table("Engines", [
    ["ring", "text", engine => engine.name],
    ["jobs", "", engine => String(engine.jobs)],
    ["busy", "", engine => engine.busy_percent.toFixed(1) + " %"],
    ["credits", "", engine => String(engine.credits)],
    ["queued, most", "", engine => String(engine.depth.most)],
    ["at", "", engine => span(engine.depth.at, 3)],
    ["queued, mean", "", engine => engine.depth.mean.toFixed(2)]
  ], run.summary.engines.map(engine => ({ ...engine, credits: run.rings[engine.ring].credits, depth: depthOf(run, engine.ring) })));
}

function depthOf(run, ring) {
  const depth = run.depths[ring];
  let most = 0;
  let at = 0;
  let area = 0;
  for (let i = 0; i < depth.time.length; i++) {
    const until = i + 1 < depth.time.length ? depth.time[i + 1] : run.elapsed;
    area += depth.jobs[i] * (until - depth.time[i]);
    if (depth.jobs[i] > most) { most = depth.jobs[i]; at = depth.time[i]; }
  }
  return { most, at, mean: area / run.elapsed };
}

const ORDERS = {
  "order of acceptance": (jobs, run) => i => i,
  "longest way to the engine": (jobs, run) => i => -(waitedUntil(run, i) - jobs.accepted[i]),
  "longest run": (jobs, run) => i => -(ran(jobs, i) ? endOf(run, i) - jobs.start[i] : -1),
  "failed and open first": (jobs, run) => i => jobs.status[i] === 0 ? 1 : 0
};

/* All jobs, fifty at a time. */
class JobsTable {
  constructor(run, pick) {
    this.run = run;
    this.pick = pick;
    this.client = "";
    this.order = "order of acceptance";
    this.at = 0;
    this.page = element("div");
    this.element = element("div", {}, this.bar(), this.page);
    this.sort();
  }

  bar() {
    const clients = element("select", { "aria-label": "client", onchange: event => { this.client = event.target.value; this.sort(); } },
      element("option", { value: "" }, "all clients"),
      ...this.run.clients.map(client => element("option", { value: client.client }, client.client + " " + client.name)));
    const orders = element("select", { "aria-label": "order", onchange: event => { this.order = event.target.value; this.sort(); } },
      ...Object.keys(ORDERS).map(name => element("option", {}, name)));
    const find = element("input", { type: "search", placeholder: "job, such as 3:1", size: 16, "aria-label": "find a job",
      onchange: event => this.find(event.target.value.trim()) });
    this.count = element("span", { class: "facts" });
    const turn = (text, by) => element("button", { onclick: () => this.turn(by) }, text);
    return element("div", { class: "bar" }, clients, orders, find, turn("\u2039 earlier", -50), this.count, turn("later \u203a", 50));
  }

  sort() {
    const run = this.run;
    const wanted = [];
    for (let i = 0; i < run.jobs.count; i++) {
      if (this.client === "" || run.queues[run.jobs.queue[i]].client === Number(this.client)) { wanted.push(i); }
    }
    const key = ORDERS[this.order](run.jobs, run);
    const keys = new Map(wanted.map(i => [i, key(i)]));
    this.list = wanted.sort((a, b) => keys.get(a) - keys.get(b) || a - b);
    this.at = 0;
    this.show();
  }

  turn(by) {
    if (this.at + by >= 0 && this.at + by < this.list.length) { this.at += by; }
    this.show();
  }

  find(fence) {
    const place = this.list.findIndex(i => this.run.fence(i) === fence);
    if (place >= 0) {
      this.at = place;
      this.show();
      this.pick(this.list[place]);
    }
  }

  show() {
    const run = this.run;
    const jobs = run.jobs;
    const rows = this.list.slice(this.at, this.at + 50);
    this.count.textContent = this.list.length === 0 ? "no jobs" :
      (this.at + 1) + " to " + (this.at + rows.length) + " of " + this.list.length + "; times in \u00b5s since the run began";
    this.page.replaceChildren(table("Jobs", [
      ["job", "text", i => run.fence(i)],
      ["client", "text", i => run.client(i).name],
      ["queue", "text", i => run.queues[jobs.queue[i]].name],
      ["tag", "", i => String(jobs.tag[i])],
      ["ring", "text", i => jobs.ring[i] < 0 ? "-" : run.rings[jobs.ring[i]].name],
      ...["accepted", "queued", "given", "start", "end"].map(name => [name, "", i => micros(jobs[name][i])]),
      ["status", "bad", i => status(jobs, i)],
      ["waits for", "text", i => waitsFor(run, i).map(wait => wait.fence || run.fence(wait.job)).join(" ") || "-"]
    ], rows, this.pick));
  }
}
