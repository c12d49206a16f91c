// Bar, line and area charts: axes with round ticks, then the shapes.
import { svg } from "../core/dom.js";

const HEIGHT = 240;
const TOP = 18;
const COMPACT = new Intl.NumberFormat("en-GB", { notation: "compact", maximumFractionDigits: 1 });
const EXACT = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 2 });

/** The SVG of an axis chart `width` pixels wide; every series has one value a category. */
export function axisChart({ kind, categories, series, axes, width, titleId }) {
  const ticks = roundTicks(series.flatMap((one) => one.values));
  const left = 12 + 6.6 * Math.max(...ticks.map((tick) => COMPACT.format(tick).length)) + (axes.y_label ? 18 : 0);
  const step = (width - 8 - left) / Math.max(categories.length, 1);
  const every = Math.ceil(22 / step);
  const names = categories.map((category, index) =>
    index % every ? [] : inRows(category, Math.max(3, Math.floor((step * every) / 6))),
  );
  const bottom = 24 + (names.some((rows) => rows.length > 1) ? 13 : 0) + (axes.x_label ? 18 : 0);
  const scale = { left, right: width - 8, top: TOP, bottom: HEIGHT - bottom, low: ticks[0], high: ticks.at(-1), step };
  scale.y = (value) =>
    scale.bottom - ((value - scale.low) / (scale.high - scale.low || 1)) * (scale.bottom - scale.top);
  scale.x = (index) => scale.left + (index + 0.5) * scale.step;
  return svg(
    "svg",
    {
      class: "chart-svg",
      viewBox: `0 0 ${width} ${HEIGHT}`,
      width,
      height: HEIGHT,
      role: "img",
      "aria-labelledby": titleId,
    },
    grid(ticks, scale),
    labels(categories, names, scale, axes),
    ...(kind === "bar" ? bars(series, categories, scale) : strokes(series, categories, scale, kind)),
  );
}

function roundTicks(values) {
  const low = Math.min(0, ...values);
  const high = Math.max(0, ...values);
  if (low === high) return [0, 1];
  const rough = (high - low) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const size = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= rough);
  const ticks = [];
  for (let index = Math.floor(low / size); index <= Math.ceil(high / size); index += 1) ticks.push(index * size);
  return ticks;
}

function grid(ticks, scale) {
  return svg(
    "g",
    { class: "chart-grid" },
    ...ticks.flatMap((tick) => [
      svg("line", {
        x1: scale.left,
        x2: scale.right,
        y1: scale.y(tick),
        y2: scale.y(tick),
        class: tick === 0 ? "zero" : null,
      }),
      svg("text", { x: scale.left - 7, y: scale.y(tick) + 3.5, "text-anchor": "end" }, COMPACT.format(tick)),
    ]),
  );
}

function labels(categories, names, scale, axes) {
  const words = names.map((rows, index) => {
    const spans = rows.map((row, at) => svg("tspan", { x: scale.x(index), dy: at * 13 }, row));
    return spans.length
      ? svg(
          "text",
          { x: scale.x(index), y: scale.bottom + 17, "text-anchor": "middle" },
          svg("title", {}, categories[index]),
          ...spans,
        )
      : null;
  });
  const middle = (scale.left + scale.right) / 2;
  const height = (scale.top + scale.bottom) / 2;
  const xLabel = axes.x_label
    ? svg("text", { class: "axis-label", x: middle, y: HEIGHT - 4, "text-anchor": "middle" }, axes.x_label)
    : null;
  const yLabel = axes.y_label
    ? svg(
        "text",
        { class: "axis-label", x: 11, y: height, "text-anchor": "middle", transform: `rotate(-90 11 ${height})` },
        axes.y_label,
      )
    : null;
  return svg("g", { class: "chart-labels" }, ...words, xLabel, yLabel);
}

// A label too wide for its place breaks once at a space; what is still too wide is cut.
function inRows(words, room) {
  const at = words.length > room ? words.indexOf(" ") : -1;
  const rows = at === -1 ? [words] : [words.slice(0, at), words.slice(at + 1)];
  return rows.map((row) => (row.length > room ? `${row.slice(0, room - 1)}…` : row));
}

function bars(series, categories, scale) {
  const thick = Math.min(46, (scale.step * 0.68) / series.length);
  const wordy = thick >= 26;
  return series.map((one, at) =>
    svg(
      "g",
      { class: `series-${at % 12}` },
      ...categories.flatMap((category, index) => {
        const value = one.values[index];
        const x = scale.x(index) + (at - series.length / 2) * thick;
        const top = Math.min(scale.y(value), scale.y(0));
        const height = Math.abs(scale.y(value) - scale.y(0));
        const radius = Math.min(3, height / 2, thick / 4);
        const words = `${category}, ${one.name}: ${EXACT.format(value)}`;
        return [
          svg("rect", { x: x + 1, y: top, width: Math.max(thick - 2, 1), height, rx: radius }, svg("title", {}, words)),
          wordy && value !== 0
            ? svg(
                "text",
                { class: "bar-value", x: x + thick / 2, y: top - 5, "text-anchor": "middle" },
                COMPACT.format(value),
              )
            : null,
        ];
      }),
    ),
  );
}

function strokes(series, categories, scale, kind) {
  return series.map((one, at) => {
    const points = one.values.map((value, index) => `${scale.x(index).toFixed(1)},${scale.y(value).toFixed(1)}`);
    const floor = scale.y(0).toFixed(1);
    const area =
      kind === "area"
        ? svg("polygon", {
            class: "area",
            points: [
              `${scale.x(0).toFixed(1)},${floor}`,
              ...points,
              `${scale.x(one.values.length - 1).toFixed(1)},${floor}`,
            ].join(" "),
          })
        : null;
    const dots = one.values.map((value, index) =>
      svg(
        "circle",
        { cx: scale.x(index), cy: scale.y(value), r: 3.2 },
        svg("title", {}, `${categories[index]}, ${one.name}: ${EXACT.format(value)}`),
      ),
    );
    return svg(
      "g",
      { class: `series-${at % 12}` },
      area,
      svg("polyline", { class: "stroke", points: points.join(" ") }),
      ...dots,
    );
  });
}
