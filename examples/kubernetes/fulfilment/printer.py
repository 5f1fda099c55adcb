"""The ticket printer: an excerpt, to be pointed at by the threat model."""

ATTEMPTS = 3


def check(event):
    """Takes what an event must have, and refuses the rest."""
    if not isinstance(event.get("order"), str) or not isinstance(event.get("seat"), str):
        raise ValueError("an event names an order and a seat")
    return event["order"], event["seat"]


class Printer:
    """Prints each order once, and sets aside what it cannot print."""

    def __init__(self):
        self.printed, self.failures, self.aside = {}, {}, []

    def take(self, event):
        try:
            order, seat = check(event)
        except ValueError:
            name = repr(sorted(event.items()))
            self.failures[name] = self.failures.get(name, 0) + 1
            if self.failures[name] == ATTEMPTS:
                self.aside.append(event)
            return False
        if order in self.printed:
            return False
        self.printed[order] = seat
        return True


def mail(first_name, link):
    """What goes to the mail provider."""
    return f"Hello {first_name}, your ticket is here for ten minutes: {link}"
