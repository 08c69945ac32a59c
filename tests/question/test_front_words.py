"""Which words of a question are about contents, and which about a document itself."""

from question.front_words import cut_words, find_topics


def test_words_of_contents_are_topics_and_words_about_documents_are_none() -> None:
    def is_known(word: str) -> bool:
        return word != "闹着玩"

    assert find_topics("文件有效期到哪一年", is_known) == []
    assert find_topics("文件的押金有效期", is_known) == ["押金"]
    assert find_topics("文件闹着玩", is_known) == []


def test_a_word_made_of_such_words_is_none_either() -> None:
    assert find_topics("主送单位和收文日期在第三年哪一天", lambda _: True) == []


def test_the_number_of_a_document_is_one_word() -> None:
    assert "临府规〔2024〕13号" in cut_words("临府规〔2024〕13号的有效期")
    assert "规划期" in cut_words("文件的规划期")
