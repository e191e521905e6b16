"""The examination that every file must pass before it is kept."""

from workflow.intake import bench
from workflow.intake.fault import FaultError, FileRefusedError, refused
from workflow.intake.kinds import Kind, kind_of


def examine(name: str, data: bytes, most_bytes: int) -> Kind:
    """Tell the kind of a file, or raise FileRefusedError. `most_bytes` is the size limit of this installation."""
    try:
        _check_size(data, most_bytes)
        kind = kind_of(name, data[:16])
        bench.open_apart(kind.code, data)
    except FaultError as fault:
        raise refused(name, fault) from None
    return kind


def _check_size(data: bytes, most_bytes: int) -> None:
    if not data:
        raise FaultError("是空文件，请检查后重新上传。", "is empty. Please check it and upload it again.")
    if len(data) > most_bytes:
        limit = most_bytes // (1024 * 1024)
        raise FaultError(
            f"超过{limit}MB。请压缩或拆成几份再上传。",
            f"is larger than {limit} MB. Please compress or split it and upload it again.",
        )


__all__ = ["FileRefusedError", "examine"]
