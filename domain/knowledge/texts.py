"""What the library says about a pest or disease, as a value: read from the pack, edited, compared, kept. Pure."""

from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from domain.canonical import fingerprint
from domain.errors import RuleBroken
from domain.region import rows
from domain.sentences import say
from domain.words import mentions

LINE_LENGTH = 140
MOST_LINES = 8
SOURCE_LENGTH = 300
UNCHECKED_GROUPS = say("golongan obat dari ingatan")  # as the pack marks it in `source`; goes when checked
LISTS = ("signs", "prevention", "mechanical", "biological", "chemical", "local_names")
STEP_WORDS = {
    "prevention": say("Cara tanam"),
    "mechanical": say("Cabut, kumpulkan, pasang perangkap"),
    "biological": say("Hayati dan nabati"),
    "chemical": say("Obat, hanya bila ambang terlewati"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemText:
    """One version of an entry. `signs` are "part: what is seen"; lines have at most LINE_LENGTH characters.

    Steps are in the order of integrated pest management. `chemical` names classes and modes of action only.
    """

    name: str
    latin: str
    local_names: tuple[str, ...]
    kind: str
    commodities: tuple[str, ...]
    signs: tuple[str, ...]
    prevention: tuple[str, ...]
    mechanical: tuple[str, ...]
    biological: tuple[str, ...]
    chemical: tuple[str, ...]
    threshold: str
    call_when: str
    source: str

    @property
    def signs_by_part(self) -> dict[str, tuple[str, ...]]:
        return rows.by_part(self.signs)

    @property
    def groups_unchecked(self) -> bool:
        """Whether the source still says that the groups of active ingredients come from memory."""
        return bool(self.chemical) and UNCHECKED_GROUPS in self.source

    @property
    def steps(self) -> list[tuple[str, tuple[str, ...]]]:
        """Heading and lines of each kind of step that has any, mildest first."""
        return [(title, lines) for name, title in STEP_WORDS.items() if (lines := getattr(self, name))]

    def to_json(self) -> dict[str, Any]:
        return {
            name: list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items()
        }

    @property
    def sha256(self) -> str:
        return fingerprint(self.to_json())


def from_json(said: dict[str, Any]) -> ProblemText:
    return ProblemText(
        **{name: tuple(value) if isinstance(value, list) else value for name, value in said.items()}
    )


def from_pack(row: rows.Problem) -> ProblemText:
    """The entry as the region pack words it."""
    said = {column.name: getattr(row, column.name) for column in fields(ProblemText)}
    return ProblemText(**said | {"kind": str(row.kind)})


def check(text: ProblemText, *, parts: frozenset[str], banned: list[str]) -> None:
    """Raises RuleBroken, naming the field, for an entry that may not be kept.

    `parts` are the codes of plant parts, `banned` names of active ingredients nobody may name.
    """
    for name in LISTS:
        _check_lines(name, getattr(text, name), banned)
    if not text.signs:
        raise RuleBroken("Tulis paling sedikit satu gejala.", field="signs")
    unknown = [part for part in text.signs_by_part if part not in parts]
    if unknown:
        wanted = ", ".join(sorted(parts))
        raise RuleBroken(
            "“{unknown}” bukan bagian tanaman. Awali dengan salah satu: {wanted}.",
            unknown=unknown[0],
            wanted=wanted,
            field="signs",
        )
    if not (text.prevention or text.mechanical or text.biological):
        raise RuleBroken("Tulis paling sedikit satu langkah tanpa obat.", field="prevention")
    if not text.source.strip():
        raise RuleBroken("Tulis sumbernya.", field="source")


def _check_lines(name: str, lines: tuple[str, ...], banned: list[str]) -> None:
    if len(lines) > MOST_LINES:
        raise RuleBroken("Paling banyak {most_lines} baris.", most_lines=MOST_LINES, field=name)
    for line in lines:
        if len(line) > LINE_LENGTH:
            raise RuleBroken(
                "Baris “{line}…” terlalu panjang: {count} dari {line_length} huruf.",
                line=line[:20],
                count=len(line),
                line_length=LINE_LENGTH,
                field=name,
            )
        check_harmless(line, name, banned)


def check_harmless(line: str, field: str, banned: list[str]) -> None:
    """No dose and no banned ingredient in words everybody reads. Raises RuleBroken."""
    if rows.names_dose(line):
        raise RuleBroken(
            "Jangan tulis takaran di sini. Takaran ada di saran untuk satu keluhan.", field=field
        )
    if mentions(line, banned):
        raise RuleBroken("Ada bahan aktif yang dilarang. Pilih cara lain.", field=field)


def first_sentence(body: str) -> str:
    """What a longer text begins with, for the line under its title; marks of lists and headings left out."""
    lines = [line.strip().removeprefix("- ") for line in body.splitlines() if not line.startswith("# ")]
    first = next((line for line in lines if line), "").replace("**", "")
    return first.split(". ", 1)[0]


def edited(text: ProblemText, **changes: Any) -> ProblemText:
    """The same entry with other words."""
    return replace(text, **changes)
