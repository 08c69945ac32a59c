"""Long lists, so many at a time."""

from streamlit.testing.v1 import AppTest


def _draw() -> None:
    import streamlit as st

    from ui.tasks.more import cut, draw_more

    items = list(range(45))
    st.text(str(len(cut("list", items, asked=st.text_input("asked", "a", key="asked")))))
    draw_more("list", items, asked=st.session_state["asked"], unit="项")


def test_a_list_grows_by_twenty_until_all_is_shown_and_another_begins_anew() -> None:
    app = AppTest.from_function(_draw).run()
    assert app.text[0].value == "20"
    assert app.button[0].label == "再看 20 项（还有 25 项）"
    app.button[0].click().run()
    assert (app.text[0].value, app.button[0].label) == ("40", "再看 5 项（还有 5 项）")
    app.button[0].click().run()
    assert app.text[0].value == "45"
    assert not app.button
    app.text_input(key="asked").set_value("b").run()
    assert app.text[0].value == "20"
