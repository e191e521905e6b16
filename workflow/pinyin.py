"""Where a Chinese name stands in a list: by its pinyin."""


def sort_key(name: str) -> str:
    """The key of a name: the pinyin of its characters, everything else in small letters, at most 200 characters."""
    from pypinyin import lazy_pinyin  # its dictionary takes a moment and is wanted once a registration

    return "".join(lazy_pinyin(name)).lower()[:200]
