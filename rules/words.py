"""The explanation of a tape, in Chinese and English, line for line. It is made from the steps, never typed beside them."""

from typing import Any

from rules import unit_words, units
from rules.findings import Condition
from rules.operations import Values
from rules.outcome_parts import Line, Part
from rules.record import Need
from rules.say import Say
from rules.tape import Tape

FIRST = Say("", "")
SIGNS = {
    "mul": Say("×", "×"),
    "same": Say("×", "×"),
    "add": Say("+", "+"),
    "sub": Say("−", "−"),
    "left": Say("−", "−"),
    "least": Say("与", "and"),
    "gt": Say(">", ">"),
    "ge": Say("≥", "≥"),
    "pos": Say(">", ">"),
}
SMALLER = Say("取较小者", "the smaller of the two")
USED_UP = Say("额度已用完", "nothing is left")
CHAINS = {"mul": ("mul", "same"), "same": ("mul", "same"), "add": ("add",)}  # written out without brackets
SILENT = ("in", "law", "scale", "cap")
COUNT = "一二三四五六七八九十"


class Teller:
    """The lines of one tape. Built once; then it puts the values of a case, or none, into them."""

    def __init__(self, tape: Tape, clause: Say, readings: tuple[dict[str, Any], ...]) -> None:
        self.tape, self.clause = tape, clause
        self.readings = [(set(r["touches"]), Say(r["words"]["zh"], r["words"]["en"])) for r in readings]
        tests = {need.at for need in tape.needs}
        last = tape.records[-1].args[0]  # an award that is a bare figure of the policy has a line as well
        self.lines = [
            i for i, r in enumerate(tape.records) if r.name and (r.op not in SILENT or (r.op == "law" and i == last))
        ]
        self.terms = {i: self._terms(i) for i in {*self.lines, *tests}}
        self.notes = {i: self._readings(i) for i in self.lines}
        self.room = self._unscaled(tape.cap.args[1]) if tape.cap else -1
        self.raw = self._unscaled(tape.cap.args[0]) if tape.cap else -1
        self.fixed = [
            Say(r.data["shown"]["zh"], r.data["shown"]["en"]) if r.op == "law" else None for r in tape.records
        ]
        if tape.cap and self.room not in self.lines:
            raise TypeError("what is left of a cap needs a name")

    def _unscaled(self, i: int) -> int:
        while self.tape.records[i].op == "scale":
            i = self.tape.records[i].args[0]
        return i

    def _terms(self, i: int) -> list[tuple[Say, int]]:
        """The signs and places of a line's terms; sums and products without a name of their own are written out."""
        record = self.tape.records[i]
        if record.op in ("pos", "tier", "not"):
            return [(FIRST, self._unscaled(record.args[0]))]
        if record.op not in SIGNS:
            return []
        first, second = (self._unscaled(a) for a in record.args)
        head, tail = self.tape.records[first], self.tape.records[second]
        chain = record.op in CHAINS.get(head.op, ()) if record.op in CHAINS else head.op == "add" and record.op == "sub"
        before = self._terms(first) if chain and not head.name else [(FIRST, first)]
        if not tail.name or not (head.name or len(before) > 1):
            raise TypeError(f"name the steps that {record.name or record.op} is made of")
        return [*before, (SIGNS[record.op], second)]

    def _readings(self, i: int) -> tuple[Say, ...]:
        keys = {self.tape.records[at].data.get("key", "") for _, at in self.terms[i]}
        return self._said(keys | {self.tape.records[i].data.get("key", "")})

    def _said(self, keys: set[str]) -> tuple[Say, ...]:
        return tuple(words for touches, words in self.readings if touches & keys)

    def value(self, i: int, v: Values | None) -> Say:
        """The number at a place with its unit; a figure of the policy as the policy writes it."""
        record, fixed = self.tape.records[i], self.fixed[i]
        return fixed or (FIRST if v is None else unit_words.show(v[i], record.den, record.unit))

    def _part(self, sign: Say, i: int, v: Values | None) -> Part:
        return Part(self.value(i, v), self.tape.records[i].name or FIRST, sign)

    def conditions(self, v: Values | None) -> list[Condition]:
        """Every condition in the order of the text, and whether it holds (without a case: all shown as holding)."""
        return [Condition(n.code, v is None or bool(v[n.at]), n.words) for n in self.tape.needs]

    def condition_lines(self, v: Values | None) -> list[Line]:
        """The conditions as lines, with the numbers they compare."""
        return [self._condition(need, v) for need in self.tape.needs]

    def _condition(self, need: Need, v: Values | None) -> Line:
        record = self.tape.records[need.at]
        parts = [self._part(sign, i, v) for sign, i in self.terms.get(need.at, [])]
        if record.op not in ("gt", "ge"):
            parts = []
        flag = "" if v is None else "ok" if v[need.at] else "failed"
        keys = {need.code, *(self.tape.records[i].data.get("key", "") for _, i in self.terms.get(need.at, []))}
        return Line("condition", need.words, tuple(parts), None, flag, self.clause, self._said(keys))

    def steps(self, v: Values | None) -> list[Line]:
        """The named steps as lines; the line of a cap says whether it decided."""
        return [self._step(i, v) for i in self.lines]

    def _step(self, i: int, v: Values | None) -> Line:
        record = self.tape.records[i]
        title, flag, note = record.name or FIRST, "", None
        parts = [self._part(sign, at, v) for sign, at in self.terms[i]]
        if record.op == "tier":
            parts += self._edges(i, v)
        if record.op == "least":
            note = SMALLER
            if v is not None and v[record.args[0]] > v[record.args[1]]:
                flag = "limited"
        if i == self.room and v is not None:
            flag, note = self._cap(v)
        kind = "cap" if record.op == "left" else "step"
        result = None if v is None else self.value(i, v)
        return Line(kind, title, tuple(parts), result, flag, self.clause, self.notes[i], note)

    def _cap(self, v: Values) -> tuple[str, Say | None]:
        cap = self.tape.cap
        if cap is None or v[cap.args[0]] <= v[cap.args[1]]:
            return "", None
        if not v[cap.args[1]]:
            return "used_up", USED_UP
        over = unit_words.show(v[cap.args[0]] - v[cap.args[1]], cap.den, cap.unit)
        raw, shown = self.tape.records[self.raw].name or FIRST, self.value(self.raw, v)
        return "capped", Say(
            f"{raw.zh} {shown.zh} 超过剩余额度，按剩余额度计，{over.zh}不能享受",
            f"{raw.en} of {shown.en} exceeds what is left, so what is left counts; {over.en} cannot be granted",
        )

    def _edges(self, i: int, v: Values | None) -> list[Part]:
        """The edge that was reached and the next one; without a case the whole table."""
        table = self.tape.records[i].data
        reach, below = (Say(">", ">"), Say("≤", "≤")) if table["strict"] else (Say("≥", "≥"), Say("<", "<"))
        rows = [
            (unit_words.show(edge, 100, units.YUAN), Say(f"第{COUNT[at % 10]}台阶", f"step {at + 1}"))
            for at, edge in enumerate(table["edges"])
        ]
        if v is None and i != next(at for at, r in enumerate(self.tape.records) if r.op == "tier"):
            return []  # the same table has been shown
        if v is None:
            rewards = [unit_words.show(reward, 100, units.YUAN) for reward in table["rewards"]]
            return [
                Part(edge, Say(f"{name.zh}，{reward.zh}", f"{name.en}, {reward.en}"), reach)
                for (edge, name), reward in zip(rows, rewards, strict=True)
            ]
        place = table["rewards"].index(v[i]) + 1 if v[i] else 0
        parts = [Part(*rows[place - 1], reach)] if place else []
        if place < len(rows):
            sign = Say(f"且 {below.zh}", f"and {below.en}") if place else below
            parts.append(Part(*rows[place], sign))
        return parts
