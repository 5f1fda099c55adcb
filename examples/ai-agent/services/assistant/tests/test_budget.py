from datetime import date

from assistant import Budget


def test_the_hundred_and_first_question_waits():
    budget, day = Budget(), date(2026, 11, 9)

    assert all(budget.take("ada", day) for _ in range(100))
    assert not budget.take("ada", day)
    assert budget.take("bo", day)
