"""Why a printed name leads to no place: what to tell the person who is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indicators.messages.sentences import message

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from indicators.codebook.country import Place
    from indicators.codebook.places import Register
    from indicators.messages.sentences import Message

_MOST = 12


def why_unknown(
    register: Register, printed: str, *, within: str | None = None, on: date | None = None
) -> Message | None:
    """The sentence on a name that `register.find` does not find; None where it is of no place.

    Args:
        register: The places.
        printed: The name as printed.
        within: place_id of the issuer.
        on: The date of the document.

    Returns:
        That several places bear it, with their names; that it ended before the date, with what it
        became; or that it is younger.
    """
    borne = list(
        dict.fromkeys(map(register.full_name, register.meant(printed, within=within, on=on)))
    )
    if len(borne) > 1:
        return message("place.several", printed=printed, count=len(borne), places=_first(borne))
    other = register.at_other_times(printed, on=on, within=within) if on is not None else []
    if not other or on is None:
        return None
    place = other[0]
    dates = {"printed": printed, "issued": f"{on:%d/%m/%Y}"}
    if place.valid_to is None or place.valid_to >= on:
        return message("place.later", day=f"{place.valid_from:%d/%m/%Y}", **dates)
    ended = f"{place.valid_to:%d/%m/%Y}"
    heirs = register.now(place, on)
    if not heirs:
        return message("place.ended", day=ended, **dates)
    return message("place.became", day=ended, places=_first(_names(register, heirs)), **dates)


def _names(register: Register, heirs: Sequence[Place]) -> list[str]:
    """Their names, and what is around all of them once."""
    *before, last = heirs
    return [*(place.name for place in before), register.full_name(last)]


def _first(names: Sequence[str]) -> str:
    left = "; …" if len(names) > _MOST else ""
    return "; ".join(names[:_MOST]) + left
