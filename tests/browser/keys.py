"""A person with a keyboard and nothing else: everything is reached by Tab, and chosen by Space, arrows or Enter."""

from typing import Any

from playwright.sync_api import FileChooser, FilePayload, Locator
from playwright.sync_api import TimeoutError as PatienceError

from tests.browser.hands import Hands

MOST_TABS = 400
IN_FOCUS = "one => one === document.activeElement"


class Keys(Hands):
    """Hands that never leave the keyboard."""

    def reach(self, *wanted: Locator) -> Locator:
        """Press Tab until one of the controls has the focus; gives it. Fails when none can be reached."""
        for _ in range(MOST_TABS):
            for one in wanted:
                if one.evaluate(IN_FOCUS):
                    return one
            self.page.keyboard.press("Tab")
        raise AssertionError(f"not to be reached by Tab: {wanted}")

    def press(self, button: Locator) -> None:
        """Reach the button and press Enter."""
        self.reach(button)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def send(self, action: str, *, button: str = "", **fields: Any) -> None:
        """Fill in the form that goes to `action` control by control, and press its button."""
        self.ready()
        form = self.page.locator(f'form[method="post"][action$="{action}"]').first
        for name, value in fields.items():
            for one in value if isinstance(value, list) else [value]:
                self._answer(form.locator(f'[name="{name}"]'), one)
        self.press(form.locator(f'button[value="{button}"]' if button else "button[type=submit]").last)

    def _answer(self, control: Locator, value: str) -> None:
        kind = control.first.get_attribute("type")
        if kind == "radio":
            self.reach(*control.all())
            self.page.keyboard.press("Space")
            for _ in range(control.count()):
                if control.and_(self.page.locator(f'[value="{value}"]')).is_checked():
                    return
                self.page.keyboard.press("ArrowDown")
            raise AssertionError(f"no such answer: {value}")
        if kind == "checkbox":
            self.reach(control.and_(self.page.locator(f'[value="{value}"]')))
            self.page.keyboard.press("Space")
            return
        self.reach(control)
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.type(value)

    def upload(self, action: str, file: FilePayload) -> None:
        """Reach the field, open the system's own choice of files, take the file."""
        self.ready()
        field = self.page.locator(f'form[method="post"][action$="{action}"] input[type=file]').first
        self.reach(field)
        chooser = self._chooser()
        with self.page.expect_navigation():
            chooser.set_files(file)

    def _chooser(self) -> FileChooser:
        """The system's window; without a desk the browser sometimes misses the first press."""
        for key in ("Enter", "Space", "Enter", "Space"):
            try:
                with self.page.expect_file_chooser(timeout=1500) as chosen:
                    self.page.keyboard.press(key)
            except PatienceError:
                continue
            return chosen.value
        raise AssertionError("no window to choose a file opens by Enter or Space")

    def ready(self) -> None:
        """Wait for the scripts, as everybody does without noticing."""
        self.page.wait_for_selector('html[data-script="ready"]', state="attached")
