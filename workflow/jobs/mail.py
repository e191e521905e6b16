"""Where messages go when they leave the application: one text file each in `instance/mail`.

A bureau's mail or SMS gateway takes this module's place. The file is named after the message, so that sending the same
message again, after a crash between sending and noting it, makes no second letter.
"""

import os
from pathlib import Path

from flask import current_app

from workflow.models.notice import Notice
from workflow.models.user import User


def post(notice: Notice, user: User) -> Path:
    """Write the letter to its final place in one step; gives its file. Raises OSError when the disk refuses."""
    folder = Path(current_app.config["INSTANCE"]) / "mail"
    folder.mkdir(parents=True, exist_ok=True)
    letter = folder / f"{notice.id:08d}.txt"
    unfinished = letter.with_suffix(f".{os.getpid()}")
    unfinished.write_text(text(notice, user), encoding="utf-8")
    unfinished.replace(letter)
    return letter


def text(notice: Notice, user: User) -> str:
    """The letter: Chinese first, then English."""
    return (
        f"收件人 To: {user.name} <{user.login}>\n"
        f"主题 Subject: {notice.title_zh} · {notice.title_en}\n\n"
        f"{notice.body_zh}\n\n{notice.body_en}\n"
    )
