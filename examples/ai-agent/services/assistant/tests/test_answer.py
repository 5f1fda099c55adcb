import pytest

from assistant import Piece, Refused, accept


def test_unknown_actions_are_refused():
    with pytest.raises(Refused):
        accept({"call": "pay_out", "amount": 500}, [])


def test_an_answer_without_source_is_withheld():
    pieces = [Piece(7, "Tighten to 5 Nm")]

    with pytest.raises(Refused):
        accept({"call": "answer", "text": "As tight as you can", "sources": []}, pieces)
    assert accept({"call": "answer", "text": "5 Nm", "sources": [7]}, pieces)
