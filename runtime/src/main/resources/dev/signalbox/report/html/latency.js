/* Latency percentiles of every client, as bars. */

const KINDS = [["wait", "waiting, from acceptance to the ring"], ["run", "running on an engine"], ["cycle", "one cycle"]];
const PARTS = [["p50", "#9db8d9"], ["p95", "#5d8ac0"], ["p99", "#2f5f9e"]];

/* A span without decimals that say nothing. */
function round(ns) {
  return span(ns, 2).replace(/(\.\d*[1-9])0+ |\.0+ /, "$1 ");
}

/* Where nothing took any time there still is an axis; kinds that nobody has are left out. */
function latencyChart(run) {
  const kinds = KINDS.filter(([key]) => key !== "cycle" || run.clients.some(client => client.cycles > 0));
  const box = element("div", { role: "img", "aria-label": "Latency percentiles of each client; the table below has the same numbers" });
  box.style.height = (78 + run.clients.length * 46) + "px";
  const names = run.clients.map(client => client.name);
  const chart = echarts.init(box, null, { width: Math.max(600, document.getElementById("run").clientWidth) });
  chart.setOption({
    animation: false,
    textStyle: { fontFamily: FONT },
    legend: { top: 0, right: 0, itemWidth: 14, itemHeight: 10, data: PARTS.map(([name]) => name) },
    title: kinds.map(([, text], i) => ({ text, left: (12 + i * 29.5) + "%", top: 0, textStyle: { fontSize: 13, fontWeight: 600, color: "#1f2933" } })),
    grid: kinds.map((kind, i) => ({ left: (12 + i * 29.5) + "%", width: "26%", top: 30, bottom: 26 })),
    xAxis: kinds.map((kind, i) => ({ type: "value", gridIndex: i, minInterval: 1, max: extent => extent.max > 0 ? null : 1.2e6, axisLabel: { formatter: round, hideOverlap: true, color: "#5f6b7a" }, splitNumber: 4, splitLine: { lineStyle: { color: "#eef1f4" } } })),
    yAxis: kinds.map((kind, i) => ({ type: "category", gridIndex: i, inverse: true, data: names, axisTick: { show: false }, axisLine: { lineStyle: { color: "#dde2e8" } },
      axisLabel: { show: i === 0, color: "#1f2933", width: 130, overflow: "truncate" } })),
    tooltip: { trigger: "item", appendToBody: false, formatter: point => {
      const line = element("div");
      line.textContent = point.name + ": " + point.seriesName + " " + span(point.value, 3);
      return line;
    } },
    series: kinds.flatMap(([key], i) => PARTS.map(([part, color]) => ({ type: "bar", name: part, xAxisIndex: i, yAxisIndex: i,
      itemStyle: { color, borderRadius: [0, 2, 2, 0] }, barMaxWidth: 9, barGap: "15%",
      data: run.clients.map(client => client[key + "_" + part + "_ns"]) })))
  });
  return { box, chart };
}
