"""The page in a real browser: keys, filters, windows of rows, what survives, and who can use it."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from songngu.corpus.formats import read_bitext
from tests.commands.memories import bitext as written
from tests.commands.memories import row, run

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
DRIVER = shutil.which("chromedriver")
IN_CI = bool(os.environ.get("CI"))
AXE = os.environ.get("AXE_CORE", "")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (CHROMIUM and DRIVER) and not IN_CI, reason="no Chromium with its driver here"),
]
FLAGS = ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--window-size=1280,900")
LISTEN = """
if (!window.listens) addEventListener("keydown", () => sessionStorage.setItem("heard", "yes"), true);
window.listens = true;
sessionStorage.setItem("heard", "no");
"""
LOST = "ERR_(CONNECTION|EMPTY|SOCKET|INCOMPLETE|ABORTED)|409|htmx:"
"""What the browser says of requests to a server that has ended, and of edits that are refused."""
Make = Callable[..., Path]


class Page:
    """A page of a running `songngu review`, and the browser that shows it."""

    def __init__(self, folder: Path, driver: Any) -> None:
        self.folder, self.driver = folder, driver
        self.process: subprocess.Popen[str] | None = None
        self.pressed = 0

    def open(self, *arguments: str) -> None:
        """Start the command and open the address that it prints."""
        command = [sys.executable, "-m", "songngu", "review", *arguments, "--no-open"]
        self.process = subprocess.Popen(command, cwd=self.folder, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout
        self.url = self.process.stdout.readline().strip()
        assert self.url.startswith("http://127.0.0.1:")
        self.go("")

    def end(self, sent: int = signal.SIGTERM) -> None:
        """End the command."""
        if self.process and self.process.stdout:
            self.process.send_signal(sent)
            self.process.wait(120)
            self.process.stdout.close()

    def go(self, path: str) -> None:
        """Go to another address of the page, and wait until it stands in the place of the one that was left."""
        address = self.url.split("/?", maxsplit=1)[0] + path if path else self.url
        self.driver.get(address)
        shown = "return document.readyState === 'complete' && location.href.startsWith(arguments[0])"
        self.wait(lambda: self.driver.execute_script(shown, address.split("?", maxsplit=1)[0]))

    def press(self, *keys: str) -> None:
        """Press keys, one after the other, each once what the last one did is shown.

        A browser drops the keys that come before it has painted a page once: such a key is pressed again.
        """
        from selenium.webdriver.common.action_chains import ActionChains

        self.settle()
        for key in keys:
            self.pressed += 1
            for _ in range(20):
                self.driver.execute_script(LISTEN)
                ActionChains(self.driver).send_keys(key).perform()
                self.settle()
                if self.driver.execute_script("return sessionStorage.getItem('heard')") == "yes":
                    break
            else:
                raise AssertionError(f"the page never heard the key {key}")

    def settle(self) -> None:
        """Wait until every edit is answered and shown, on the page that takes the place of this one, where one does."""
        from selenium.common.exceptions import JavascriptException

        for _ in range(20):
            with suppress(JavascriptException):  # the page was left meanwhile
                self.driver.execute_async_script(
                    "const done = arguments[0]; "
                    "const last = () => (typeof pending === 'undefined' ? Promise.resolve() : pending);"
                    "setTimeout(() => last().then(() => setTimeout(done, 30)), 30);"
                )
                return
        raise AssertionError("the page is left again and again")

    def texts(self) -> list[list[str]]:
        """Return the texts of the rows that are shown."""
        script = (
            "return [...document.querySelectorAll('.bead')].map(row => [...row.querySelectorAll('.side')].map("
            "side => [...side.querySelectorAll('.sentence')].map(each => each.textContent).join(' ')))"
        )
        found: list[list[str]] = self.driver.execute_script(script)
        return found

    def statuses(self) -> list[str]:
        """Return the statuses of the rows that are shown."""
        script = (
            "return [...document.querySelectorAll('.bead')].map(row => row.querySelector('.status')?.textContent || '')"
        )
        found: list[str] = self.driver.execute_script(script)
        return found

    def said(self, css: str) -> str:
        """Return the text of the element of a selector, asked for and read in one step, as elements are replaced."""
        found: str | None = self.driver.execute_script(
            "return document.querySelector(arguments[0])?.textContent?.trim()", css
        )
        return found or ""

    def one(self, css: str) -> Any:
        """Return the first element of a selector, once there is one."""
        found: list[Any] = []
        self.wait(lambda: bool(found.extend(self.driver.find_elements("css selector", css)) or found))
        return found[0]

    def wait(self, true: Callable[[], bool]) -> None:
        """Wait until something is true; what is asked of an element that was just replaced is asked again."""
        from selenium.common.exceptions import StaleElementReferenceException

        for _ in range(4000):
            with suppress(StaleElementReferenceException):
                if true():
                    return
            time.sleep(0.05)
        raise AssertionError("it never came true")


def browser(*flags: str) -> Any:
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    for flag in (*FLAGS, *flags):
        options.add_argument(flag)
    options.binary_location = CHROMIUM or ""
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    made = webdriver.Chrome(options=options, service=Service(DRIVER))
    made.set_script_timeout(300)
    made.set_page_load_timeout(300)
    return made


@pytest.fixture(scope="module")
def driver() -> Iterator[Any]:
    made = browser()
    yield made
    made.quit()


@pytest.fixture
def page(tmp_path: Path, driver: Any) -> Iterator[Page]:
    driver.get_log("browser")
    made = Page(tmp_path, driver)
    yield made
    driver.get("about:blank")
    made.end()
    severe = [entry["message"] for entry in driver.get_log("browser") if entry["level"] == "SEVERE"]
    assert not [message for message in severe if not re.search(LOST, message)]


def test_a_bead_is_corrected_undone_and_redone_by_keyboard(page: Page, bitext: Path) -> None:
    page.open("a.jsonl")
    page.wait(lambda: page.one("[aria-current]").get_attribute("aria-label").startswith("Row 3"))
    before = page.texts()
    page.press("n", "u")
    assert page.texts()[1:3] == [
        ["Chợ vẫn đông. Lan mua 3 cân cam.", "The market was still crowded. Lan bought 3 kilos of oranges."],
        ["Chị trả 90 nghìn đồng.", "She paid 90 thousand dong."],
    ]
    assert page.statuses()[1:3] == ["accepted", "accepted"]
    page.press("z")
    assert page.texts() == before
    page.press("y")
    page.wait(lambda: page.said("[data-count=doubtful]") == "0")
    page.driver.refresh()
    page.go("/bitext/0?filter=all")
    page.wait(lambda: page.statuses()[2:4] == ["accepted", "accepted"])
    page.wait(lambda: read_bitext(bitext)["status"].to_list()[2:4] == ["accepted", "accepted"])


def test_rows_that_are_looked_at_again_stay_selected(page: Page, bitext: Path) -> None:
    page.open("a.jsonl")
    page.go("/bitext/0?filter=all")
    page.press("j", "j", "x", "j", "x")
    page.driver.execute_async_script(
        "const done = arguments[0];"
        "const keys = [...document.querySelectorAll('.selected')].map((row) => row.dataset.key);"
        "for (const row of document.querySelectorAll('.selected')) {"
        " row.querySelector('.remarks')?.remove();"
        " row.insertAdjacentHTML('beforeend', '<div class=remarks>other</div>'); }"
        "refresh(keys).then(() => done());"
    )
    assert page.said(".selected .remarks") != "other"
    page.press("l")
    page.wait(lambda: len(page.texts()) == 5)


def test_what_a_memory_knows_is_shown_and_used_by_keyboard(page: Page, bitext: Path) -> None:
    rows = [row("Rồi chị ấy về nhà.", "And then she came home.")]
    run("add", page.folder / "m.db", written(page.folder / "old.jsonl", rows))
    page.open("a.jsonl", "--memory", "m.db")
    page.go("/bitext/0?filter=all")
    page.press("j", "j", "j", "j", "i")
    assert page.said("#aside ins") == "" and page.said("#aside del") == "ấy"
    page.press("1")
    page.wait(lambda: page.texts()[4][1] == "And then she came home.")
    page.press("a")
    page.driver.execute_script("document.querySelector('[data-do=remember]').click()")
    page.wait(lambda: page.said("#message") == "m.db (+1, ~0)")


def test_every_key_does_what_the_map_says(page: Page, bitext: Path) -> None:
    from selenium.webdriver.common.keys import Keys

    page.open("a.jsonl")
    page.go("/bitext/0?filter=all")
    page.press("a", "j", "k", "j", "r", "c", "m")
    assert page.statuses()[:3] == ["accepted", "rejected", "accepted"]
    assert page.texts()[2][0] == "Chợ vẫn đông. Lan mua 3 cân cam. Chị trả 90 nghìn đồng."
    page.press("s")
    assert len(page.texts()) == 6
    page.press("b")
    assert len(page.texts()) == 7
    page.press("x", "j", "x", "l")
    assert len(page.texts()) == 6
    page.press("w", "z")
    page.press("g")
    page.press(*["z"] * 7)
    assert len(page.texts()) == 6
    page.press("?")
    assert page.one("#help").get_attribute("open") is not None
    page.press(Keys.ESCAPE, Keys.ARROW_UP, Keys.ENTER)


def test_texts_are_edited_split_and_commented_on(page: Page, bitext: Path) -> None:
    from selenium.webdriver.common.action_chains import ActionChains
    from selenium.webdriver.common.keys import Keys

    page.open("a.jsonl")
    page.go("/bitext/0?filter=all")
    page.press("j", "e")
    page.one("#ask-text").clear()
    page.one("#ask-text").send_keys("Mưa & <b>gió</b>")
    ActionChains(page.driver).key_down(Keys.CONTROL).send_keys(Keys.ENTER).key_up(Keys.CONTROL).perform()
    page.wait(lambda: page.texts()[1][1] == "Mưa & <b>gió</b>")
    page.wait(lambda: "It rained this morning." in page.said("[aria-current] .original"))
    page.press("o", "t")
    page.one("#ask-text").send_keys("to check")
    ActionChains(page.driver).key_down(Keys.CONTROL).send_keys(Keys.ENTER).key_up(Keys.CONTROL).perform()
    page.wait(lambda: "to check" in page.said("[aria-current]"))
    page.press("s")
    page.one("#ask-text").send_keys(*[Keys.ARROW_RIGHT] * 9, Keys.ENTER)
    page.wait(lambda: [row[1] for row in page.texts()[1:3]] == ["It rained", "this morning."])
    page.press("p")
    page.one("#ask-text").clear()
    page.one("#ask-text").send_keys("97", Keys.ENTER)
    page.wait(lambda: page.statuses().count("accepted") >= 3)


def test_buttons_do_what_keys_do_and_a_click_places_the_cursor(page: Page, bitext: Path) -> None:
    page.open("a.jsonl")
    page.go("/bitext/0?filter=all")
    row = page.driver.find_elements("css selector", ".bead")[4]
    row.find_element("css selector", ".source .sentence").click()
    page.one("[data-do=accept]").click()
    page.settle()
    assert page.statuses()[4] == "accepted"
    page.one("[data-do=undo]").click()
    page.settle()
    assert page.statuses()[4] == ""


def test_filters_and_searches(page: Page, bitext: Path) -> None:
    from selenium.webdriver.common.keys import Keys

    page.open("a.jsonl")
    page.press("f")
    page.wait(lambda: len(page.texts()) == 2)
    page.press("/")
    page.one("#search").send_keys("thousand|nghìn", Keys.ENTER)
    page.wait(lambda: "q=thousand" in page.driver.current_url and len(page.texts()) == 1)
    page.go("/bitext/0?filter=all")
    page.one(".probabilities a:last-child").click()
    page.wait(lambda: page.one("[aria-current]").get_attribute("aria-label").startswith("Row 6"))
    assert len(page.texts()) == 6


def test_what_was_answered_for_survives_a_kill(page: Page, bitext: Path) -> None:
    page.open("a.jsonl")
    page.go("/bitext/0?filter=all")
    page.press("a", "j", "k")
    page.end(signal.SIGKILL)
    page.press("a")
    assert "does not answer" in page.said("#message")
    page.open("a.jsonl")
    page.go("/bitext/0?filter=all")
    assert page.statuses()[:3] == ["accepted", "rejected", ""]
    page.press("z", "z")
    assert page.statuses()[:3] == ["", "", ""]


def test_a_second_page_and_a_second_process_are_told(page: Page, bitext: Path) -> None:
    page.open("a.jsonl")
    page.go("/bitext/0?filter=all")
    first = page.driver.current_window_handle
    page.driver.switch_to.new_window("tab")
    page.go("/bitext/0?filter=all")
    page.press("a")
    page.driver.switch_to.window(first)
    page.press("k")
    page.wait(lambda: "another page" in page.said("#message"))
    assert page.statuses()[0] == "accepted"
    page.driver.switch_to.window(page.driver.window_handles[1])
    page.driver.close()
    page.driver.switch_to.window(first)
    second = [sys.executable, "-m", "songngu", "review", "a.jsonl", "--no-open"]
    told = subprocess.run(second, cwd=page.folder, capture_output=True, text=True, check=False)
    assert (told.returncode, told.stdout) == (2, "")
    assert "another" in told.stderr


def test_a_text_of_others_stays_a_text(page: Page, bitext: Path) -> None:
    page.open("a.jsonl")
    page.go("/bitext/0?filter=all")
    assert page.texts()[5] == ["<script>alert(1)</script> & <b>đậm</b>", "<img src=x onerror=alert(2)> 'quoted'"]
    page.press("t")
    page.one("#ask-text").send_keys("<script>alert(3)</script>")
    page.one("#ask button.main").click()
    page.wait(lambda: "<script>alert(3)</script>" in page.said("[aria-current]"))
    assert page.driver.execute_script("return [...document.scripts].every(script => script.src)")
    blocked = page.driver.execute_async_script(
        "const done = arguments[0]; addEventListener('securitypolicyviolation', () => done(true)); "
        "const made = document.createElement('script'); made.textContent = 'window.ran = 1'; "
        "document.body.append(made); "
        "setTimeout(() => done(Boolean(window.ran) ? false : true), 300);"
    )
    assert blocked
    page.driver.get_log("browser")


def test_a_memory_of_others_opens_without_probabilities(page: Page, bitext: Path) -> None:
    unit = '<tu><tuv xml:lang="vi"><seg>{}</seg></tuv><tuv xml:lang="en"><seg>{}</seg></tuv></tu>'
    body = "".join(unit.format(*pair) for pair in (("Một.", "One."), ("Hai.", "Two."), ("Ba. Bốn.", "Three.")))
    header = (
        '<header creationtool="x" creationtoolversion="1" datatype="plaintext" segtype="sentence" '
        'adminlang="en" srclang="vi" o-tmf="x"/>'
    )
    (page.folder / "m.tmx").write_text(f'<tmx version="1.4">{header}<body>{body}</body></tmx>', encoding="utf-8")
    page.open("m.tmx")
    page.press("j", "m", "a")
    assert page.texts() == [["Một.", "One."], ["Hai. Ba. Bốn.", "Two. Three."]]
    page.end()
    assert read_bitext(page.folder / "m.tmx")["status"].to_list() == ["auto", "accepted"]


def test_twelve_wrong_beads_of_a_hundred_take_few_keys(page: Page, make: Make) -> None:
    from songngu.benchmarks.prepared import prepared, wrong

    path = make("p.jsonl", prepared())
    assert wrong(list(read_bitext(path).select("source", "target").iter_rows())) == 13 - 1
    page.open("p.jsonl")
    page.press(*"dndnsndnsnmnd")
    page.end()
    assert wrong(list(read_bitext(path).select("source", "target").iter_rows())) == 0
    assert page.pressed <= 40


def test_a_thousand_rows_come_in_windows_as_the_reader_scrolls(page: Page, make: Make) -> None:
    beads = [([f"Câu số {k}."], [f"Sentence {k}."], 0.99) for k in range(1000)]
    make("long.jsonl", beads)
    page.open("long.jsonl")
    assert len(page.texts()) < 200
    page.driver.execute_script("const all = document.getElementById('rows'); all.scrollTop = all.scrollHeight")
    page.wait(lambda: ["Câu số 999.", "Sentence 999."] in page.texts())
    assert len(page.texts()) < 600
    page.press("j")


@pytest.mark.skipif(not AXE, reason="AXE_CORE does not name axe-core's script")
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1280, 900), (800, 900)])
def test_the_pages_are_accessible(page: Page, bitext: Path, make: Make, theme: str, size: tuple[int, int]) -> None:
    make("b.jsonl")
    toml = '[[documents]]\nsource = "*.vi.txt"\ntarget = "*.en.txt"\nbitext = "*.jsonl"\n'
    (page.folder / "songngu.toml").write_text(toml, encoding="utf-8")
    emulated = {"features": [{"name": "prefers-color-scheme", "value": theme}]}
    page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", emulated)
    page.driver.set_window_size(*size)
    page.open()
    faults = [violations(page)]
    page.go("/bitext/0?filter=all")
    page.press("a", "j", "k", "j", "r")
    faults.append(violations(page))
    page.press("?")
    faults.append(violations(page))
    assert not any(faults), faults


def violations(page: Page) -> list[str]:
    page.driver.execute_cdp_cmd("Runtime.evaluate", {"expression": Path(AXE).read_text(encoding="utf-8")})
    script = "const done = arguments[0]; axe.run().then(found => done(found.violations))"
    return [
        f"{fault['id']}: {fault['nodes'][0]['html'][:200]} {fault['nodes'][0]['failureSummary'][:300]}"
        for fault in page.driver.execute_async_script(script)
    ]


def test_the_address_is_the_one_line_on_stdout(page: Page, bitext: Path) -> None:
    page.open("a.jsonl", "--ui-lang", "vi")
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/\?token=[\w-]+", page.url)
    assert "token" not in page.driver.current_url
    assert page.driver.find_element("css selector", "html").get_attribute("lang") == "vi"
    assert page.process
    page.process.terminate()
    assert page.process.stdout
    assert page.process.stdout.read() == ""
