from __future__ import annotations

from typing import Any

from demo.local_slack.block_kit.objects import ID, TYPE
from demo.local_slack.block_kit.shapes import Report, items, number, shape, string, typed

_LABEL = string(20)


def _above_zero(report: Report, place: str, value: Any) -> None:
    number(report, place, value)
    if isinstance(value, int | float) and value <= 0:
        report.add(place, "must be greater than 0")


def _labels(value: Any, outer: str, inner: str) -> list[Any]:
    parts = value.get(outer) if isinstance(value, dict) else None
    return [part.get(inner) for part in parts if isinstance(part, dict)] if isinstance(parts, list) else []


def _series_fit_the_axis(report: Report, place: str, value: Any) -> None:
    names = _labels(value, "series", "name")
    if len(set(map(str, names))) != len(names):
        report.add(f"{place}/series", "series names must be unique")
    axis = value.get("axis_config")
    categories = axis.get("categories") if isinstance(axis, dict) else None
    if not isinstance(categories, list) or not isinstance(value.get("series"), list):
        return
    wanted = sorted(map(str, categories))
    if len(set(wanted)) != len(wanted):
        report.add(f"{place}/axis_config/categories", "categories must be unique")
    for n, one in enumerate(value["series"]):
        if sorted(map(str, _labels(one, "data", "label"))) != wanted:
            report.add(f"{place}/series/{n}/data", "must contain exactly one point for every category")


_POINT = shape("label", "value", label=_LABEL, value=number)
_SERIES = shape("name", "data", name=_LABEL, data=items(_POINT, 20))
_AXIS = shape("categories", categories=items(_LABEL, 20), x_label=string(50), y_label=string(50))
_PIE = shape(
    "type",
    "segments",
    type=TYPE,
    segments=items(shape("label", "value", label=_LABEL, value=_above_zero), 12),
)
_ON_AXES = shape(
    "type",
    "series",
    "axis_config",
    type=TYPE,
    series=items(_SERIES, 12),
    axis_config=_AXIS,
    also=(_series_fit_the_axis,),
)

DATA_VISUALIZATION = shape(
    "type",
    "title",
    "chart",
    type=TYPE,
    block_id=ID,
    title=string(50),
    chart=typed({"pie": _PIE, "bar": _ON_AXES, "line": _ON_AXES, "area": _ON_AXES}),
)
