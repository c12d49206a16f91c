// Charts as inline SVG, drawn at the width they have; the same numbers stand in a table for those who do not see them.
import { el, fill, freshId } from "../core/dom.js";
import { axisChart } from "./chart_axes.js";
import { pie } from "./chart_pie.js";

const EXACT = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 2 });

/** A data_visualization block: pie, bar (grouped), line, area (layered). */
export function chart(block) {
  const spec = block.chart ?? {};
  const titleId = freshId("chart");
  const title = el("figcaption", { class: "chart-title", id: titleId }, block.title ?? "");
  if (spec.type === "pie") {
    const segments = spec.segments ?? [];
    const rows = segments.map((segment) => [segment.label, EXACT.format(segment.value)]);
    return el(
      "figure",
      { class: "chart" },
      title,
      pie(segments, titleId),
      spokenTable(block.title, ["Part", "Value"], rows),
    );
  }
  if (!["bar", "line", "area"].includes(spec.type))
    return el("span", { class: "not-drawn" }, `this stand-in does not draw '${spec.type} chart' yet`);
  const categories = spec.axis_config?.categories ?? [];
  const series = (spec.series ?? []).map((one) => ({
    name: one.name,
    values: categories.map((label) => one.data.find((point) => point.label === label)?.value ?? 0),
  }));
  const picture = el("div", { class: "chart-picture" });
  const draw = () =>
    fill(
      picture,
      axisChart({
        kind: spec.type,
        categories,
        series,
        axes: spec.axis_config ?? {},
        width: Math.max(picture.clientWidth, 240),
        titleId,
      }),
    );
  new ResizeObserver(draw).observe(picture);
  const rows = categories.map((label, index) => [label, ...series.map((one) => EXACT.format(one.values[index]))]);
  const legend =
    series.length > 1
      ? el(
          "ul",
          { class: "legend", "aria-hidden": "true" },
          ...series.map((one, index) => el("li", {}, el("span", { class: `swatch series-${index % 12}` }), one.name)),
        )
      : null;
  return el(
    "figure",
    { class: "chart" },
    title,
    picture,
    legend,
    spokenTable(block.title, ["", ...series.map((one) => one.name)], rows),
  );
}

function spokenTable(caption, heads, rows) {
  // A table ignores a size of one pixel, so a box around it is what is hidden.
  const table = el(
    "table",
    {},
    el("caption", {}, caption ?? "Chart"),
    el("thead", {}, el("tr", {}, ...heads.map((head) => el("th", { scope: "col" }, head)))),
    el(
      "tbody",
      {},
      ...rows.map(([label, ...values]) =>
        el("tr", {}, el("th", { scope: "row" }, label), ...values.map((value) => el("td", {}, value))),
      ),
    ),
  );
  return el("div", { class: "unseen" }, table);
}
