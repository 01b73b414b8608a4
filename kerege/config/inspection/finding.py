"""One thing that should be mended."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    code: str
    fault: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.code}: {self.fault}. {self.remedy}."
