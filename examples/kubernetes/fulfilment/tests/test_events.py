import pytest

from printer import Printer, check, mail


def test_events_without_a_seat_are_refused():
    with pytest.raises(ValueError):
        check({"order": "7"})


def test_a_repeated_event_prints_nothing():
    printer = Printer()
    event = {"order": "7", "seat": "1A"}
    assert printer.take(event)
    assert not printer.take(event)


def test_a_bad_event_is_set_aside():
    printer = Printer()
    for _ in range(3):
        printer.take({"order": None})
    assert printer.aside == [{"order": None}]
    assert printer.take({"order": "7", "seat": "1A"})


def test_a_mail_holds_no_seat():
    text = mail("Ada", "https://tickets.example.org/t/x")
    assert "1A" not in text and "Ada" in text
