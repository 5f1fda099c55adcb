"""The assistant's loop, in excerpts: what goes into the model, and what may come out of it."""

from dataclasses import dataclass
from datetime import date

CALLS = {"read_tickets", "propose_refund", "propose_replacement", "propose_address", "note", "answer"}
QUESTIONS_A_DAY = 100


class Refused(Exception):
    """The answer of the model is thrown away, and the customer gets a plain message."""


@dataclass(frozen=True)
class Piece:
    """A piece of an article as the index returns it."""

    article: int
    text: str


def mark(kind: str, text: str) -> str:
    """A block of material. What looks like a mark inside is defused, so that no block can end early."""
    inner = text.replace("<<", "‹‹").replace(">>", "››")
    return f"<<{kind}>>\n{inner}\n<</{kind}>>"


def prompt(question: str, pieces: list[Piece], mask) -> str:
    """Question and articles as marked material; names and addresses are replaced before they get here."""
    blocks = [mark("article", piece.text) for piece in pieces]
    return "\n".join([mark("question", mask(question)), *blocks])


def suspicious(question: str, detector) -> bool:
    """Whether a question reads like an instruction to the model."""
    return detector(question) >= 0.5


def accept(reply: dict, pieces: list[Piece]) -> dict:
    """The one gate through which anything that the model said gets out."""
    if reply.get("call") not in CALLS:
        raise Refused("no such call")
    if reply["call"] == "answer":
        known = {piece.article for piece in pieces}
        sources = set(reply.get("sources", []))
        if not sources or not sources <= known:
            raise Refused("an answer without a source")
    return reply


class Notes:
    """Notes of the assistant, one drawer for each customer. There is no call that looks into two."""

    def __init__(self, store: dict):
        self._store = store

    def find(self, customer: str) -> list[str]:
        return list(self._store.get(customer, []))

    def keep(self, customer: str, text: str) -> None:
        self._store.setdefault(customer, []).append(text)


class Budget:
    """Questions of a customer on a day."""

    def __init__(self):
        self._used: dict[tuple[str, date], int] = {}

    def take(self, customer: str, day: date) -> bool:
        used = self._used.get((customer, day), 0)
        self._used[(customer, day)] = used + 1
        return used < QUESTIONS_A_DAY
