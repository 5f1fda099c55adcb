from assistant import Notes


def test_notes_of_others_are_not_found():
    notes = Notes({})
    notes.keep("ada", "has a tandem")

    assert notes.find("ada") == ["has a tandem"]
    assert notes.find("bo") == []
