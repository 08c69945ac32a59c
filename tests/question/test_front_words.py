"""How questions about a document itself are cut into words."""

from question.front_words import cut_words, front_words


def test_a_number_and_a_term_are_one_word() -> None:
    assert cut_words("临府规〔2024〕13号的执行期") == ("临府规〔2024〕13号", "的", "执行期")


def test_words_about_documents_are_known() -> None:
    assert {"文件", "有效期", "施行"} <= front_words()
