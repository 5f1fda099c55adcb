import pytest

from calls import Refused, call, record


class Database:
    def __init__(self, paid=None):
        self.said = []
        self._paid = paid

    def paid(self, customer, order):
        return self._paid

    def execute(self, text, values):
        self.said.append((text, values))
        return []


def test_a_refund_above_the_order_is_refused():
    for cents in (0, -5, 2001):
        with pytest.raises(Refused):
            call("propose_refund", {"order": 12, "cents": cents}, "ada", Database(paid=2000))


def test_the_token_decides_whose_tickets():
    database = Database()

    call("read_tickets", {"customer": "bo"}, "ada", database)

    assert database.said[0][1] == ("ada",)


def test_quotes_are_data():
    database = Database()

    call("note", {"text": "'); drop table ticket; --"}, "ada", database)

    assert "drop" not in database.said[0][0]


def test_other_calls_do_not_exist():
    with pytest.raises(Refused):
        call("settle_refund", {}, "ada", Database())


def test_a_line_break_starts_no_record():
    assert "\n" not in record("call", text="one\ntwo")
