"""A page for every indicator of the codebook, made from its data: a hook of MkDocs (mkdocs.yml)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.structure.files import File

from indicators.codebook import load_codebook

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

    from indicators.codebook import Alias, Codebook, Indicator

_THEMES = {
    "agriculture": ("Agriculture, forestry, fishing", "Nông, lâm nghiệp và thủy sản"),
    "budget": ("Budget and credit", "Ngân sách, tín dụng"),
    "culture": ("Culture, sport, tourism", "Văn hóa, thể thao, du lịch"),
    "digital": ("Public services, digital transformation", "Dịch vụ công, chuyển đổi số"),
    "economy": ("Economy, enterprises, investment", "Kinh tế, doanh nghiệp, đầu tư"),
    "education": ("Education", "Giáo dục"),
    "environment": ("Environment, clean water", "Môi trường, nước sạch"),
    "health": ("Health", "Y tế"),
    "land": ("Land, construction", "Đất đai, xây dựng"),
    "party": ("Party organisation", "Xây dựng Đảng"),
    "rural": ("New-style rural areas, infrastructure", "Nông thôn mới, hạ tầng"),
    "security": ("Defence, security, order", "Quốc phòng, an ninh, trật tự"),
    "social": ("Population, labour, poverty, insurance", "Dân số, lao động, giảm nghèo, bảo hiểm"),
}
_BETTER = {"higher": "higher", "lower": "lower", "inside": "inside its range", "none": "neither"}


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the list of indicators and their pages."""
    codebook = load_codebook()
    files.append(File.generated(config, "indicators/index.md", content=_contents(codebook)))
    for indicator in codebook.indicators.values():
        uri = f"indicators/{indicator.indicator_id}.md"
        files.append(File.generated(config, uri, content=_page(codebook, indicator)))
    return files


def _contents(codebook: Codebook) -> str:
    about = (
        f"The national codebook: {len(codebook.indicators)} indicators that provinces, districts "
        "and communes report. What one district alone reports stands in the overlay beside its "
        "data ([codebook](../codebook.md))."
    )
    parts = ["# Indicators", about]
    for theme, (english, vietnamese) in _THEMES.items():
        rows = [i for i in codebook.indicators.values() if i.theme == theme]
        parts += [f"## {english} · {vietnamese}", "| indicator | chỉ tiêu | unit |\n|---|---|---|"]
        parts[-1] += "".join(f"\n| {_link(i)} | {i.vi} | {i.unit} |" for i in rows)
    return "\n\n".join(parts) + "\n"


def _page(codebook: Codebook, indicator: Indicator) -> str:
    parts = [
        f"# {indicator.en}",
        f"**{indicator.vi}** · `{indicator.indicator_id}`",
        indicator.definition,
        indicator.definition_vi or "",
        "| | |\n|---|---|\n"
        + "\n".join(f"| {name} | {text} |" for name, text in _facts(codebook, indicator)),
        "## Labels that mean it",
        "\n".join(f"- {line}" for line in _labels(codebook, indicator)),
    ]
    if indicator.refused:
        refused = "\n".join(f"- {label}" for label in sorted(indicator.refused))
        parts += ["## What it is not", f"These labels never mean it:\n\n{refused}"]
    follows = list(_relations(codebook, indicator))
    if follows:
        parts += ["## How it follows from others", "\n".join(f"- {line}" for line in follows)]
    return "\n\n".join(filter(None, parts)) + "\n"


def _facts(codebook: Codebook, indicator: Indicator) -> Iterator[tuple[str, str]]:
    yield (
        "Unit",
        ", also printed as ".join(
            (indicator.unit, *filter(None, [", ".join(indicator.also_units)]))
        ),
    )
    yield "Better", _BETTER[indicator.better]
    if indicator.better_share != indicator.better:
        yield "Better, of its share", _BETTER[indicator.better_share]
    if indicator.levels:
        yield "Reported by", ", ".join(indicator.levels)
    if indicator.price:
        prices = ", ".join(
            f"{basis} prices ({measure})" for measure, basis in indicator.price.items()
        )
        yield "Prices where none are printed", prices
    if indicator.parent:
        yield "Part of", _link(codebook.indicators[indicator.parent])
    if indicator.legal:
        yield "Legal source", indicator.legal
    if indicator.official_code:
        yield "Official code", indicator.official_code


def _labels(codebook: Codebook, indicator: Indicator) -> Iterator[str]:
    for alias in indicator.aliases:
        yield alias.label + _conditions(codebook, alias)
    for family in codebook.families:
        for (member, aspect), ident in family.indicators.items():
            if ident == indicator.indicator_id:
                names = "; ".join(name for name, of in family.names.items() if of == member)
                forms = [
                    alias.label
                    for of, alias in family.forms
                    if of == aspect and "{name}" in alias.label
                ]
                yield f"{'; '.join(dict.fromkeys(forms))}, where `{{name}}` is one of: {names}"


def _conditions(codebook: Codebook, alias: Alias) -> str:
    said = [
        alias.unit and f"in {alias.unit}",
        alias.measure and f"as {alias.measure}",
        alias.levels and f"of a {' or '.join(sorted(alias.levels))}",
        alias.under and "under " + ", ".join(f"“{title}”" for title in codebook.titles_of(alias)),
    ]
    told = ", ".join(str(part) for part in said if part)
    return f" ({told})" if told else ""


def _relations(codebook: Codebook, indicator: Indicator) -> Iterator[str]:
    for relation in codebook.relations:
        if indicator.indicator_id in (relation.result, *relation.terms):
            terms = [_link(codebook.indicators[term]) for term in relation.terms]
            result = _link(codebook.indicators[relation.result])
            sign = {"sum": " + ", "product": " × ", "mean": " and ", "rate": " over "}
            made = sign.get(relation.kind, ", ").join(terms) or "the targets of its place and year"
            yield f"{result}: {relation.kind.replace('_', ' ')} of {made}"


def _link(indicator: Indicator) -> str:
    return f"[{indicator.en}]({indicator.indicator_id}.md)"
