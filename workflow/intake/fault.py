"""What can be wrong with a file, each with the way out. A fault becomes a sentence once the file's name stands before it."""

from dataclasses import dataclass

from states.say import Say


@dataclass
class FaultError(Exception):
    """The file has this fault. The words go on after the file's name and “was not uploaded”."""

    zh: str
    en: str


@dataclass
class FileRefusedError(Exception):
    """The file cannot be taken; `why` says what is wrong with it and the way out."""

    why: Say


def refused(name: str, fault: FaultError) -> FileRefusedError:
    """The whole sentence for the file of that name."""
    return FileRefusedError(Say(f"“{name}”没有上传：{fault.zh}", f"“{name}” was not uploaded: it {fault.en}"))


def broken() -> FaultError:
    """It does not open."""
    return FaultError(
        "打不开，文件可能坏了。请重新导出或扫描。",
        "cannot be opened and may be damaged. Please export or scan it again.",
    )


def print_anew(zh: str, en: str) -> FaultError:
    """It holds something that a page on paper cannot hold; printing it to a file leaves that out."""
    return FaultError(f"{zh}。请用“打印为PDF”另存，再上传。", f"{en}. Please print it to a PDF and upload that.")


def too_hard() -> FaultError:
    """It asks for more time or memory than any honest file."""
    return print_anew("内容过于复杂，检查不了", "is too complex to be checked")


def two_in_one() -> FaultError:
    """It is a file of one kind and of another at once."""
    return print_anew("后面还接着别的内容", "has other content after its end")
