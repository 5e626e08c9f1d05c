/* The timeline of one run: lanes above, depth of the rings' queues below, one window of time for both. */

const LABELS = 178;
const RIGHT = 14;
const DEPTH = 92;
const LINES = ["#243b53", "#b7791f", "#0b7285", "#862e6b", "#5c940d", "#9b2c2c", "#5a67d8", "#718096"];

class Timeline {
  constructor(run, width, events) {
    this.run = run;
    this.width = width;
    this.events = events;
    this.selected = -1;
    this.allArrows = false;
    this.labels = element("div", { class: "labels" });
    this.canvas = element("div", { role: "img", "aria-label": "Timeline of jobs; the table of jobs below has the same times" });
    this.tip = element("div", { class: "tip" });
    this.element = element("div", { class: "stage" }, this.canvas, this.labels, this.tip);
    this.shown = new Set(run.clients.map(client => client.client));
  }

  /* Draws anew with the clients that are shown. */
  build(window) {
    const { rows, height } = layout(this.run, this.shown);
    this.rows = rows;
    this.height = height;
    const total = height + DEPTH + 100;
    this.canvas.style.height = total + "px";
    if (!this.chart) {
      this.chart = echarts.init(this.canvas, null, { width: this.width, height: total });
      this.listen();
    } else {
      this.chart.resize({ width: this.width, height: total });
    }
    this.chart.setOption(this.option(window || this.window()), { notMerge: true });
    this.label();
  }

  option(window) {
    const axis = grid => ({ type: "value", gridIndex: grid, min: 0, max: this.run.elapsed, minInterval: 1, axisLine: { show: false }, axisTick: { show: false }, position: "bottom",
      axisLabel: { formatter: value => this.tick(value), color: "#5f6b7a", hideOverlap: true, showMinLabel: true, showMaxLabel: false }, splitNumber: 8, splitLine: { show: true, lineStyle: { color: "#eef1f4" } } });
    const most = Math.max(1, ...this.run.rings.map((ring, i) => depthOf(this.run, i).most));
    const zoom = { xAxisIndex: [0, 1], filterMode: "none", startValue: window.from, endValue: window.to, minValueSpan: 100 };
    const used = this.run.rings.map((ring, i) => i).filter(i => this.run.depths[i].time.length > 0);
    return {
      animation: false,
      textStyle: { fontFamily: FONT },
      grid: [{ left: LABELS, right: RIGHT, top: 6, height: this.height }, { left: LABELS, right: RIGHT, top: this.height + 40, height: DEPTH }],
      xAxis: [axis(0), { ...axis(1), axisLabel: { show: false } }],
      yAxis: [{ type: "value", min: 0, max: this.height, inverse: true, show: false, gridIndex: 0 },
        { type: "value", min: 0, max: most, gridIndex: 1, minInterval: 1, splitNumber: 3, axisLabel: { color: "#5f6b7a" }, splitLine: { lineStyle: { color: "#eef1f4" } } }],
      dataZoom: [{ ...zoom, type: "inside", zoomOnMouseWheel: "ctrl", moveOnMouseWheel: false, moveOnMouseMove: true, preventDefaultMouseMove: false },
        { ...zoom, type: "slider", left: LABELS, right: RIGHT, bottom: 6, height: 22, showDataShadow: false, brushSelect: false, borderColor: "#dde2e8",
          fillerColor: "rgba(47,95,158,.10)", handleStyle: { color: "#fff", borderColor: "#8fa3bd" }, moveHandleSize: 4,
          labelFormatter: value => span(value, 2), textStyle: { color: "#5f6b7a" } }],
      series: [this.series(0, this.rows.map((row, i) => [0, i]), (i, view) => drawRow(this.run, this.rows[i], view)),
        this.series(0, [[0, 0]], (i, view) => this.marks(view)),
        this.series(1, used.map(ring => [0, ring]), (i, view, api) => [depthLine(this.run, used[i], view, api)])]
    };
  }

  /* Draws itself, one item a row: what is outside of the window is never looked at. */
  series(grid, data, draw) {
    return { type: "custom", coordinateSystem: "cartesian2d", xAxisIndex: grid, yAxisIndex: grid, clip: true, silent: true, data,
      encode: { x: 0, y: 1 }, renderItem: (params, api) => ({ type: "group", children: draw(params.dataIndex, this.view(params.coordSys, api), api) }) };
  }

  view(box, api) {
    const zero = api.coord([0, 0])[0];
    const scale = (api.coord([this.run.elapsed, 0])[0] - zero) / this.run.elapsed;
    const x = time => Math.min(box.x + box.width + 2, Math.max(box.x - 2, zero + time * scale));
    return { left: box.x, top: box.y, width: box.width, height: box.height, x,
      from: (box.x - zero) / scale, to: (box.x + box.width - zero) / scale };
  }

  window() {
    const zoom = this.chart.getOption().dataZoom[0];
    return { from: zoom.startValue, to: zoom.endValue };
  }

  zoom(from, to) {
    const start = Math.max(0, from);
    this.chart.dispatchAction({ type: "dataZoom", startValue: start, endValue: Math.min(this.run.elapsed, Math.max(start + 100, to)) });
  }

  zoomBy(factor) {
    const { from, to } = this.window();
    const half = (to - from) * factor / 2;
    this.zoom((from + to) / 2 - half, (from + to) / 2 + half);
  }

  /* As many decimals as neighbours on the axis need to differ. */
  tick(value) {
    const { from, to } = this.chart && this.chart.getOption() ? this.window() : { from: 0, to: this.run.elapsed };
    const step = (to - from) / 8;
    if (value === 0) { return "0"; }
    const unit = value >= 1e9 && step >= 1e7 ? 1e9 : 1e6;
    const decimals = Math.max(0, Math.min(6, Math.ceil(-Math.log10(step / unit))));
    return (value / unit).toFixed(decimals) + (unit === 1e9 ? " s" : " ms");
  }

  label() {
    const place = (row, kind, ...content) => {
      const line = element("div", { class: kind, title: row.label + (row.note || "") }, ...content);
      line.style.top = (6 + row.y) + "px";
      line.style.height = (row.height - 2) + "px";
      return line;
    };
    const lines = this.rows.map(row => {
      if (row.kind === "cycles") { return place(row, "head", row.label); }
      return place(row, row.kind === "title" ? "title" : "sub", row.label);
    });
    const depths = { label: "Jobs queued on rings", y: this.height + 22, height: TITLE, note: "" };
    this.labels.replaceChildren(...lines, place(depths, "title", depths.label), this.legend());
  }

  legend() {
    const used = this.run.rings.map((ring, i) => i).filter(i => this.run.depths[i].time.length > 0);
    const box = element("div", {});
    box.style.cssText = "top:" + (this.height + 44) + "px;height:" + DEPTH + "px;flex-direction:column;align-items:flex-start;padding-left:12px;width:130px";
    used.forEach((ring, i) => {
      const mark = element("i");
      mark.style.cssText = "background:" + LINES[ring % LINES.length] + ";height:3px;width:16px";
      box.append(element("span", { class: "chip sub" }, mark, this.run.rings[ring].name));
    });
    return box;
  }

  /* The selected job and its dependencies; on demand those of all jobs in the window, as far as they can be told apart. */
  marks(view) {
    const marks = [];
    if (this.allArrows) { marks.push(this.arrows(view, this.inWindow(view, 400), "#7b8794", .55)); }
    if (this.selected >= 0) {
      const place = placeOf(this.run, this.rows, this.selected);
      if (place) {
        const from = view.x(this.run.jobs.accepted[this.selected]);
        const to = view.x(endOf(this.run, this.selected));
        marks.push({ type: "rect", silent: true, shape: { x: from - 1.5, y: view.top + place.y - 1.5, width: to - from + 3, height: place.height + 3 },
          style: { fill: "none", stroke: "#1f2933", lineWidth: 1.5 } });
      }
      marks.push(this.arrows(view, [this.selected, ...waiters(this.run, this.selected).map(wait => wait.job)], "#1f2933", .9));
    }
    return marks;
  }

  inWindow(view, most) {
    const jobs = this.run.jobs;
    const found = [];
    for (let i = 0; i < jobs.count && found.length < most; i++) {
      if (waitedUntil(this.run, i) >= view.from && waitedUntil(this.run, i) <= view.to) { found.push(i); }
    }
    return found;
  }

  arrows(view, list, stroke, opacity) {
    const arrows = [];
    list.forEach(job => waitsFor(this.run, job).forEach(wait => {
      const to = placeOf(this.run, this.rows, job);
      const from = wait.job === undefined ? null : placeOf(this.run, this.rows, wait.job);
      if (from && to && (this.allArrows || job === this.selected || wait.job === this.selected)) {
        const time = wait.toStart ? waitedUntil(this.run, wait.job) : endOf(this.run, wait.job);
        arrows.push([view.x(time), view.top + from.y + from.height / 2, view.x(waitedUntil(this.run, job)), view.top + to.y + to.height / 2]);
      }
    }));
    return { type: "arrows", silent: true, shape: { arrows }, style: { fill: "none", stroke, lineWidth: 1.2, opacity } };
  }

  listen() {
    const screen = this.chart.getZr();
    let pressed = null;
    screen.on("mousedown", event => { pressed = event.offsetX; });
    screen.on("mousemove", event => this.hover(event.offsetX, event.offsetY));
    screen.on("globalout", () => { this.tip.style.display = "none"; });
    screen.on("click", event => {
      const job = this.find(event.offsetX, event.offsetY);
      if (pressed !== null && Math.abs(event.offsetX - pressed) < 4) { this.select(job); }
    });
    this.chart.on("datazoom", () => this.events.zoomed(this.window()));
  }

  find(x, y) {
    if (x < LABELS || x > this.width - RIGHT) { return -1; }
    const { from, to } = this.window();
    const scale = (to - from) / (this.width - LABELS - RIGHT);
    return jobAt(this.run, this.rows, from + (x - LABELS) * scale, y - 6, 2 * scale);
  }

  hover(x, y) {
    const job = this.find(x, y);
    this.canvas.style.cursor = job >= 0 ? "pointer" : "";
    this.tip.style.display = job >= 0 ? "block" : "none";
    if (job >= 0) {
      this.tip.replaceChildren(element("b", {}, title(this.run, job)), pairs(facts(this.run, job)));
      const beside = x + 24 + this.tip.offsetWidth > this.width ? x - 14 - this.tip.offsetWidth : x + 16;
      this.tip.style.left = beside + "px";
      this.tip.style.top = (y + 14) + "px";
    }
  }

  select(job) {
    this.selected = job;
    this.redraw();
    this.events.selected(job);
  }

  redraw() {
    this.chart.setOption(this.option(this.window()), { replaceMerge: ["series"] });
  }

  reveal(job) {
    const { from, to } = this.window();
    const start = this.run.jobs.accepted[job];
    const end = endOf(this.run, job);
    if (start < from || end > to || end - start < (to - from) / 60) {
      const room = Math.max(end - start, 1000) * 3;
      this.zoom(start - room, end + room);
    }
  }
}

/* One line of steps; changes within half a pixel become one upright line over all values that it had. */
function depthLine(run, ring, view, api) {
  const depth = run.depths[ring];
  const y = jobs => api.coord([0, jobs])[1];
  const valueBefore = i => i > 0 ? depth.jobs[i - 1] : 0;
  const count = depth.time.length;
  let i = lowerBound(count, each => depth.time[each], view.from);
  const points = [view.left, y(valueBefore(i))];
  while (i < count && depth.time[i] <= view.to) {
    const x = Math.round(view.x(depth.time[i]) * 2) / 2;
    let low = valueBefore(i);
    let high = low;
    points.push(x, y(low));
    for (; i < count && Math.round(view.x(depth.time[i]) * 2) / 2 === x; i++) {
      low = Math.min(low, depth.jobs[i]);
      high = Math.max(high, depth.jobs[i]);
    }
    points.push(x, y(low), x, y(high), x, y(valueBefore(i)));
  }
  points.push(view.x(run.elapsed), y(valueBefore(i)));
  return { type: "steps", silent: true, shape: { points }, style: { fill: "none", stroke: LINES[ring % LINES.length], lineWidth: 1.3, opacity: .85 } };
}

function title(run, job) {
  return run.client(job).name + ", job " + run.fence(job);
}

function facts(run, job) {
  const jobs = run.jobs;
  const work = jobs.work[job] < 0 ? "endless" : span(jobs.work[job]);
  return [
    ["queue", run.queues[jobs.queue[job]].name + ", " + run.queues[jobs.queue[job]].priority.toLowerCase()],
    ["ring", jobs.ring[job] < 0 ? "-" : run.rings[jobs.ring[job]].name],
    ["tag, credits, work", jobs.tag[job] + ", " + jobs.credits[job] + ", " + work],
    ["accepted", span(jobs.accepted[job], 3)],
    ["queued", span(jobs.queued[job], 3)],
    ["given to the ring", span(jobs.given[job], 3)],
    ["start", span(jobs.start[job], 3)],
    ["end", span(jobs.end[job], 3)],
    ["waited for the ring", span(jobs.given[job] - jobs.accepted[job], 3)],
    ["then for the engine", span(jobs.start[job] - jobs.given[job], 3)],
    ["ran", ran(jobs, job) ? span(endOf(run, job) - jobs.start[job], 3) : "-"],
    ["status", status(jobs, job)],
    ...run.incidents.filter(each => each.fence === run.fence(job)).map(each => [each.kind, "at " + span(each.time, 3) + ": " + each.text])
  ];
}

function pairs(list) {
  const box = element("dl", { class: "pairs" });
  box.style.margin = "0";
  list.forEach(([name, value]) => box.append(element("dt", {}, name), element("dd", {}, value)));
  return box;
}
