"""What people see in a browser: the notebook in JupyterLab, and the report page."""

from __future__ import annotations

import base64
import re
import shutil
import time
from typing import TYPE_CHECKING, Any

import pytest
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver.common.by import By
from selenium.webdriver.support import expected_conditions as ec
from selenium.webdriver.support.ui import Select, WebDriverWait

from indicators.cli import main
from tests.conftest import PROJECT
from tests.notebooks.browser import chromium, formats, jupyterlab

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from selenium.webdriver import Chrome

NOTEBOOK = "02_target_vs_actual.ipynb"
WAIT = 180  # seconds; about one run in ten, the reply of a kernel is noticed late
AGAIN = 90  # seconds, after which the cells are run once more
LOST = 10  # seconds, after which a click that started nothing was not heard
UNRUN = "[ ]:"

PROMPTS = """
return [...document.querySelectorAll('.jp-Notebook .jp-CodeCell')].map(
    cell => cell.querySelector('.jp-InputPrompt').textContent.trim());
"""
ERRORS = """
return [...document.querySelectorAll('.jp-OutputArea-output')].filter(
    output => output.textContent.includes('Traceback')
        || output.dataset.mimeType === 'application/vnd.jupyter.error'
        || output.dataset.mimeType === 'application/vnd.jupyter.stderr'
).map(output => output.textContent);
"""
PICTURES = """
return [...document.querySelectorAll(arguments[0])].map(picture => ({
    source: picture.src, alt: picture.alt,
    width: picture.complete ? picture.naturalWidth : 0,
}));
"""
CHOSEN = ".jp-OutputArea-output .jupyter-widgets img"
LOADED = """
return performance.getEntriesByType('resource').map(entry => entry.name).concat(
    [...document.querySelectorAll('[src]')].map(element => element.src),
    [...document.querySelectorAll('link, object')].map(element => element.href || element.data));
"""


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    with chromium(tmp_path_factory.mktemp("chromium")) as driver:
        yield driver


def pictures(browser: Chrome, selector: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = browser.execute_script(PICTURES, selector)
    return found


def run_all(browser: Chrome) -> None:
    """Click Run > Run All Cells."""
    wait = WebDriverWait(browser, WAIT, ignored_exceptions=(StaleElementReferenceException,))
    menu = "//*[contains(@class, 'lm-MenuBar-itemLabel')][normalize-space()='Run']"
    wait.until(ec.element_to_be_clickable((By.XPATH, menu))).click()
    item = ".lm-Menu-item[data-command='runmenu:run-all']:not(.lm-mod-disabled)"
    wait.until(ec.element_to_be_clickable((By.CSS_SELECTOR, item))).click()


def idle(browser: Chrome) -> bool:
    status = ".jp-Notebook-ExecutionIndicator[data-status='idle']"
    return bool(browser.find_elements(By.CSS_SELECTOR, status))


def opened(browser: Chrome) -> bool:
    """Whether the notebook takes commands: under the spinner a click on Run is lost.

    The sign at the notebook is idle before there is a kernel; a click that came too early is made
    again (`wait_until_all_ran`).
    """
    return idle(browser) and not browser.find_elements(By.CSS_SELECTOR, ".jp-Spinner")


def console(browser: Chrome) -> list[dict[str, Any]]:
    """What pages said in the console since it was last asked for."""
    entries: list[dict[str, Any]] = browser.get_log("browser")  # type: ignore[no-untyped-call]
    return entries


def wait_until_all_ran(browser: Chrome, cells: int) -> None:
    start = time.monotonic()
    repeated = False
    while True:
        errors = browser.execute_script(ERRORS)
        assert not errors, "\n".join(errors)
        prompts = browser.execute_script(PROMPTS)
        assert len(prompts) == cells
        if idle(browser) and all(re.fullmatch(r"\[\d+\]:", prompt) for prompt in prompts):
            return
        waited = time.monotonic() - start
        assert waited < WAIT, prompts
        lost = waited > LOST and set(prompts) == {UNRUN}
        if (waited > AGAIN or lost) and not repeated:
            run_all(browser)
            repeated = True
        time.sleep(0.5)


def unrun_copy(target: Path) -> int:
    """A copy of the notebook without outputs, so that what is seen was made now."""
    notebook = formats().read(PROJECT / "notebooks" / NOTEBOOK, as_version=4)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    for cell in code:
        cell.outputs = []
        cell.execution_count = None
    formats().write(notebook, target)
    return len(code)


def test_notebook_in_jupyterlab(browser: Chrome, whole: Path, tmp_path: Path) -> None:
    root = tmp_path / "project"
    (root / "notebooks").mkdir(parents=True)
    shutil.copytree(whole, root / "data")
    cells = unrun_copy(root / "notebooks" / NOTEBOOK)
    own = tmp_path / "jupyter"
    own.mkdir()
    with jupyterlab(root, own) as server:
        browser.get(server.page(f"notebooks/{NOTEBOOK}"))
        wait = WebDriverWait(browser, WAIT, ignored_exceptions=(StaleElementReferenceException,))
        wait.until(opened)
        assert not pictures(browser, ".jp-OutputArea-output img")
        run_all(browser)
        wait_until_all_ran(browser, cells)

        select = wait.until(
            ec.element_to_be_clickable((By.CSS_SELECTOR, ".widget-dropdown select"))
        )
        wait.until(lambda driver: pictures(driver, CHOSEN))
        browser.save_screenshot(str(tmp_path / "run.png"))
        charts = pictures(browser, ".jp-OutputArea-output img")
        assert len(charts) >= 3
        assert all(chart["width"] > 300 for chart in charts)
        tables = browser.find_elements(By.CSS_SELECTOR, ".jp-OutputArea-output table")
        assert any("Không đạt" in table.text for table in tables)

        before = pictures(browser, CHOSEN)[0]["source"]
        chooser = Select(select)
        assert len(chooser.options) > 1
        chooser.select_by_index(1)
        wait.until(
            lambda driver: any(
                picture["source"] != before and picture["width"] > 300
                for picture in pictures(driver, CHOSEN)
            )
        )
        assert not browser.execute_script(ERRORS)
        shown = browser.find_element(By.CSS_SELECTOR, CHOSEN)
        assert shown.is_displayed()
        browser.execute_script("arguments[0].scrollIntoView({block: 'start'})", select)
        browser.save_screenshot(str(tmp_path / "chosen.png"))
        # Leave, or the page would go on asking a server that is gone.
        browser.get("about:blank")


@pytest.mark.parametrize(
    ("lang", "heading"),
    [
        pytest.param("vi", "Mục tiêu và kết quả", id="vi"),
        pytest.param("en", "Targets and results", id="en", marks=pytest.mark.slow),
    ],
)
def test_report_page(browser: Chrome, built: Path, tmp_path: Path, lang: str, heading: str) -> None:
    page = tmp_path / "r.html"
    command = ["report", "--place", "vinh-bao", "--year", "2023", "--lang", lang]
    assert main([*command, "--data", str(built), "-o", str(page)]) == 0
    console(browser)  # what earlier pages said is taken away
    browser.get(page.as_uri())
    assert "Vĩnh Bảo 2023" in browser.title

    for section in ("targets", "growth", "structure", "findings", "sources"):
        title = browser.find_element(By.CSS_SELECTOR, f"section#{section} > h2")
        assert title.is_displayed()
        assert title.text
    assert browser.find_element(By.CSS_SELECTOR, "#targets > h2").text == heading

    wait = WebDriverWait(browser, 30)
    wait.until(lambda driver: all(image["width"] for image in pictures(driver, "img")))
    images = pictures(browser, "img")
    assert images
    for image in images:
        assert image["width"] > 300
        assert image["alt"].strip()

    # The page stands for itself: nothing in it is fetched from anywhere.
    assert all(source.startswith("data:") for source in browser.execute_script(LOADED))
    assert not re.search(r"(?:url\(|@import)\s*['\"]?https?:", page.read_text("utf-8"))
    severe = [entry for entry in console(browser) if entry["level"] == "SEVERE"]
    assert not severe

    browser.save_screenshot(str(tmp_path / "report.png"))
    printed = base64.b64decode(browser.print_page())
    (tmp_path / "report.pdf").write_bytes(printed)
    assert printed.startswith(b"%PDF")
    assert len(printed) > 50_000
