"""Colours and rings of the lifecycle picture: the pigments of the design, once for light and once for dark pages."""

_LIGHT = {
    "sheet": "#ffffff", "edge": "#e4e8ec", "ink": "#151a21", "ink2": "#414b58", "ink3": "#5d6876",
    "main": "#17568f", "turn": "#8a5200", "good": "#1a6a4c", "no": "#b02f24", "gone": "#5d6876",
    "main-soft": "#eaf1f8", "turn-soft": "#fbf2e2", "good-soft": "#e7f2ec", "no-soft": "#fbecea",
    "main-line": "#b9d0e6", "turn-line": "#e6c890", "good-line": "#aed2c0", "no-line": "#ecbbb6",
    "gone-soft": "#eef0f3", "gone-line": "#cfd6dd",
}  # fmt: skip
_DARK = {
    "sheet": "#161b21", "edge": "#272f38", "ink": "#e8ecf0", "ink2": "#bac3cd", "ink3": "#95a0ad",
    "main": "#83b8e8", "turn": "#e3b162", "good": "#6fc59f", "no": "#f0938a", "gone": "#a3adb9",
    "main-soft": "#182a3c", "turn-soft": "#32281a", "good-soft": "#15302a", "no-soft": "#3a2022",
    "main-line": "#2c4c6b", "turn-line": "#5a4727", "good-line": "#285246", "no-line": "#683735",
    "gone-soft": "#20272f", "gone-line": "#38424d",
}  # fmt: skip


def _variables(values: dict[str, str]) -> str:
    return "svg{" + ";".join(f"--{name}:{value}" for name, value in values.items()) + "}"


def _tones() -> str:
    rules = [
        f".card.{tone}{{fill:var(--{tone}-soft);stroke:var(--{tone}-line)}}.ring.{tone}{{color:var(--{tone})}}"
        f".line.{tone}{{stroke:var(--{tone})}}.tip.{tone}{{fill:var(--{tone})}}"
        for tone in ("main", "turn", "good", "no", "gone")
    ]
    return "".join(rules) + ".line.back{stroke:var(--ink3);stroke-dasharray:4 3}.tip.back{fill:var(--ink3)}"


STYLE = (
    _variables(_LIGHT)
    + f"@media (prefers-color-scheme:dark){{{_variables(_DARK)}}}"
    + 'text{font-family:"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC",sans-serif}'
    + ".sheet{fill:var(--sheet);stroke:var(--edge)}.card{stroke-width:1}"
    + ".line{fill:none;stroke-width:1.5;stroke-linejoin:round}"
    + ".title{font-size:20px;font-weight:600;fill:var(--ink)}.name{font-size:17px;font-weight:600;fill:var(--ink)}"
    + ".zh{font-size:13px;fill:var(--ink)}.event{font-size:13px;fill:var(--ink2)}.en{font-size:12px;fill:var(--ink3)}"
    + ".o{fill:none;stroke:currentColor;stroke-width:1.5;stroke-linecap:round}.f,.dot{fill:currentColor}"
    + ".k{fill:none;stroke:var(--sheet);stroke-width:1.6;stroke-linecap:round;stroke-linejoin:round}"
    + ".control{fill:var(--main)}"
    + _tones()
)
