"""The calls of the ticket tool. The model chooses among them; who is asking stands in the token, never in the call."""

import json

CALLS = ("read_tickets", "read_order", "propose_refund", "propose_replacement", "propose_address", "note")


class Refused(Exception):
    """The call is not carried out."""


def call(name: str, arguments: dict, customer: str, database):
    """Carries out one call for one customer."""
    if name not in CALLS:
        raise Refused("no such call")
    if name == "read_tickets":
        return database.execute("select number, text from ticket where customer = %s", (customer,))
    if name == "propose_refund":
        paid = database.paid(customer, arguments["order"])
        if paid is None or not 0 < arguments["cents"] <= paid:
            raise Refused("more than was paid")
    return database.execute(
        "insert into proposal (customer, kind, arguments) values (%s, %s, %s)",
        (customer, name, json.dumps(arguments)),
    )


def record(event: str, **values) -> str:
    """One line of the journal. Values are values: a line break in one is two characters in the record."""
    return json.dumps({"event": event, **values})
