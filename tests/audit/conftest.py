"""What the audit finds in the cases of all rules, asked once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.audit.cases import Case, run
from tests.audit.rules import ALL_CASES

if TYPE_CHECKING:
    from indicators.model.records import Finding


@pytest.fixture(scope="session")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[Case, list[Finding]]:
    """The findings of each case, all in one store."""
    return run(ALL_CASES, tmp_path_factory.mktemp("cases"))
