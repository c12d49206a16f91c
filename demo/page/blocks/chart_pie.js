// A pie as a ring, its legend beside it with values and shares.
import { el, svg } from "../core/dom.js";

const SIZE = 168;
const OUTER = 80;
const INNER = 48;
const EXACT = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 2 });
const SHARE = new Intl.NumberFormat("en-GB", { style: "percent", maximumFractionDigits: 0 });

/** The ring and its legend for segments {label, value > 0}. */
export function pie(segments, titleId) {
  const total = segments.reduce((sum, segment) => sum + segment.value, 0) || 1;
  let from = 0;
  const slices = segments.map((segment, index) => {
    const share = segment.value / total;
    const shape = slice(
      from,
      from + share,
      index,
      `${segment.label}: ${EXACT.format(segment.value)} (${SHARE.format(share)})`,
    );
    from += share;
    return shape;
  });
  const ring = svg(
    "svg",
    {
      class: "chart-svg",
      viewBox: `0 0 ${SIZE} ${SIZE}`,
      width: SIZE,
      height: SIZE,
      role: "img",
      "aria-labelledby": titleId,
    },
    ...slices,
  );
  const legend = segments.map((segment, index) =>
    el(
      "li",
      {},
      el("span", { class: `swatch series-${index % 12}` }),
      el("span", { class: "legend-name" }, segment.label),
      el("span", { class: "legend-value" }, EXACT.format(segment.value)),
      el("span", { class: "legend-share" }, SHARE.format(segment.value / total)),
    ),
  );
  return el(
    "div",
    { class: "pie" },
    ring,
    el("ul", { class: "legend legend-column", "aria-hidden": "true" }, ...legend),
  );
}

function slice(from, to, index, words) {
  const title = svg("title", {}, words);
  const middle = SIZE / 2;
  if (to - from > 0.9999) {
    const width = OUTER - INNER;
    return svg(
      "circle",
      { class: `ring series-${index % 12}`, cx: middle, cy: middle, r: INNER + width / 2, "stroke-width": width },
      title,
    );
  }
  const at = (share, radius) => {
    const angle = share * 2 * Math.PI - Math.PI / 2;
    return `${(middle + radius * Math.cos(angle)).toFixed(2)} ${(middle + radius * Math.sin(angle)).toFixed(2)}`;
  };
  const large = to - from > 0.5 ? 1 : 0;
  const d = `M ${at(from, OUTER)} A ${OUTER} ${OUTER} 0 ${large} 1 ${at(to, OUTER)} L ${at(to, INNER)} A ${INNER} ${INNER} 0 ${large} 0 ${at(from, INNER)} Z`;
  return svg("path", { class: `slice series-${index % 12}`, d }, title);
}
