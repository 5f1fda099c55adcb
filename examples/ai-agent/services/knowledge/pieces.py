"""From an article to the pieces that are found: each says where it comes from and who let it in."""

from dataclasses import dataclass


class NotReleased(Exception):
    """An article needs two editors."""


@dataclass(frozen=True)
class Piece:
    article: int
    released_by: tuple[str, str]
    text: str


def pieces(article: int, text: str, released_by: set[str]) -> list[Piece]:
    """The paragraphs of an article that two different editors have released."""
    if len(released_by) < 2:
        raise NotReleased(article)
    first, second = sorted(released_by)[:2]
    return [Piece(article, (first, second), part.strip()) for part in text.split("\n\n") if part.strip()]
