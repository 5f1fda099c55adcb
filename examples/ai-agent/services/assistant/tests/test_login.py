import pytest

from login import AUDIENCE, ISSUER, NotLoggedIn, answers_of, customer_of

GOOD = {"iss": ISSUER, "aud": AUDIENCE, "sub": "ada", "iat": 100, "exp": 700, "nonce": "n"}


def test_a_token_for_another_service_is_refused():
    assert customer_of(GOOD, 200, "n") == "ada"
    for change in ({"aud": "shop"}, {"iss": "https://login.example.com"}, {"exp": 150}, {"nonce": "m"}):
        with pytest.raises(NotLoggedIn):
            customer_of({**GOOD, **change}, 200, "n")


def test_a_stranger_gets_nothing():
    asked_by, answers = {1: "ada", 2: "bo"}, {1: "5 Nm", 2: "8 Nm"}

    assert answers_of("ada", asked_by, answers) == ["5 Nm"]
    assert answers_of("cy", asked_by, answers) == []
