import pytest

from pieces import NotReleased, pieces


def test_each_piece_names_its_article():
    made = pieces(7, "Loosen.\n\nTighten to 5 Nm.", {"eve", "fay"})

    assert [piece.article for piece in made] == [7, 7]
    assert made[0].released_by == ("eve", "fay")


def test_one_editor_is_not_enough():
    with pytest.raises(NotReleased):
        pieces(7, "Tighten to 5 Nm.", {"eve"})
