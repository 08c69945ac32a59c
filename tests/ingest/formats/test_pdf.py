"""Text of a PDF: lines of the page become the paragraphs that they were set from."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.formats.model import Extract
from ingest.formats.pdf import read_pdf
from tests.ingest.formats.printed import LEFT, PITCH, RIGHT, SIZE, Printer, width_of, wrap

WORDS = st.sampled_from(
    [
        *"市场主体应当依法纳税资金用于设备更新改造县级以上人民政府有关部门负责监督检查",
        "2025年",
        "50万元",
        "（一）",
        "第三条",
        "《条例》",
        "、",
        "，",
    ]
)


def starts_as_text(words: list[str]) -> bool:
    return len(words[0]) == 1 and words[0] not in "、，"


SENTENCES = st.lists(WORDS, min_size=1, max_size=90).filter(starts_as_text)
PARAGRAPHS = st.lists(SENTENCES.map(lambda words: "".join(words) + "。"), min_size=1, max_size=14)


def read(printer: Printer) -> Extract:
    return read_pdf(printer.save(), name="a.pdf")


def set_paragraphs(printer: Printer, paragraphs: list[str]) -> None:
    for paragraph in paragraphs:
        printer.paragraph(paragraph)


@settings(max_examples=settings().max_examples // 2)
@given(PARAGRAPHS)
def test_paragraphs_set_in_lines_come_back_whole(paragraphs: list[str]) -> None:
    # Wrapped lines may begin with 第三条 or （一）; only what is indented begins a paragraph.
    frame = ["为了规范市场秩序，制定本办法，" * 4 + "自印发之日起施行。"] * 4
    printer = Printer(numbers="— {} —")
    set_paragraphs(printer, [*frame, *paragraphs])
    extract = read(printer)
    furniture = {extract.text[start:end] for start, end in extract.furniture}
    lines = [line for line in extract.text.splitlines() if line not in furniture]
    if printer.page == 1:  # One page number is no sequence.
        lines = [line for line in lines if line != "—1—"]
    assert lines == [*frame, *paragraphs]


def test_a_line_is_joined_over_a_page_break_and_the_number_follows_the_paragraph() -> None:
    printer = Printer(numbers="{}")
    long = "县级以上地方人民政府应当加强对安全工作的领导，" * 40 + "建立协调机制。"
    set_paragraphs(printer, [long, "本办法自印发之日起施行。"])
    extract = read(printer)
    assert extract.text.splitlines() == [long, "1", "本办法自印发之日起施行。", "2"]
    assert [extract.text[start:end] for start, end in extract.furniture] == ["1", "2"]
    assert extract.pages[0] == 0
    assert 0 < extract.pages[1] < len(long)
    assert not extract.is_wrapped


def test_headings_and_items_stand_on_lines_of_their_own() -> None:
    printer = Printer()
    body = "为落实工作部署，" * 12 + "制定本方案。"
    wanted = ["一、总体要求", body, "（一）加大支持力度。" + body, "1.申请条件", body]
    set_paragraphs(printer, wanted)
    assert read(printer).text.splitlines() == wanted


def test_a_centred_title_of_two_lines_is_one_line() -> None:
    printer = Printer()
    printer.centre("关于促进家政服务业高质量", 90, size=22)
    printer.centre("发展的若干措施", 124, size=22)
    printer.y = 180
    set_paragraphs(printer, ["为落实工作部署，" * 15 + "制定本措施。"] * 3)
    extract = read(printer)
    assert extract.text.splitlines()[0] == "关于促进家政服务业高质量发展的若干措施"
    assert [(extract.text[s.start : s.end], s.level) for s in extract.styled] == [
        ("关于促进家政服务业高质量发展的若干措施", 0)
    ]


def test_signature_and_date_stay_apart() -> None:
    printer = Printer()
    set_paragraphs(printer, ["现将方案印发给你们，" * 12 + "请认真执行。"] * 3)
    for number, text in enumerate(["青河市财政局 青河市科技局", "青河市税务局", "2025年3月1日"]):
        printer.right(text, printer.y + number * PITCH)
    assert read(printer).text.splitlines()[3:] == [
        "青河市财政局 青河市科技局",
        "青河市税务局",
        "2025年3月1日",
    ]


def test_letters_spaced_out_over_a_line_are_words() -> None:
    printer = Printer()
    for number, char in enumerate("青河市人民政府文件"):
        printer.put(char, 100 + number * 44, 90, size=26)
    for number, char in enumerate("第一条"):
        printer.put(char, LEFT + 32 + number * 24, 140)
    printer.put("为了加强管理。", LEFT + 32 + 3 * 24 + 20, 140)
    printer.put("第二章", 200, 170)
    printer.put("总", 264, 170)
    printer.put("则", 312, 170)
    assert read(printer).text.splitlines() == [
        "青河市人民政府文件",
        "第一条 为了加强管理。",
        "第二章 总则",
    ]


def test_type_made_bold_by_printing_it_twice_comes_once() -> None:
    printer = Printer()
    for shift in (0, 0.4, 0.8):
        printer.put("申请条件和effect标准", LEFT + shift, 90)
    assert read(printer).text == "申请条件和effect标准\n"


def test_the_order_of_objects_in_the_file_does_not_matter() -> None:
    printer = Printer()
    paragraph = "应当建立健全责任制，" * 9 + "落实到人。"
    lines = wrap(paragraph, RIGHT - LEFT)
    for number in reversed(range(len(lines))):
        printer.put(lines[number], LEFT + (0 if number else 2 * SIZE), 90 + number * PITCH)
    assert read(printer).text == paragraph + "\n"


def test_two_columns_are_read_one_after_the_other() -> None:
    printer = Printer(head="青河市人民政府公报", numbers="— {} —")
    left = ["第一条 " + "为了规范市场秩序，" * 20 + "制定本办法。"]
    right = ["第二条 " + "市场主体依法纳税，" * 20 + "受法律保护。"]
    columns = [(LEFT, left), (LEFT + 220, right)]
    for _ in range(3):
        printer.centre("青河市市场管理办法（试行）印发通知全文", 90)
        for x, texts in columns:
            for number, line in enumerate(wrap(texts[0], 196, indent=20, size=10)):
                printer.put(line, x + (0 if number else 20), 130 + number * 18, size=10)
        printer.next_page()
    lines = [line for line in read(printer).text.splitlines() if line.startswith("第")]
    assert lines == (left + right) * 3


def test_labels_beside_a_text_are_no_column() -> None:
    printer = Printer()
    for number in range(8):
        y = 90 + number * PITCH
        printer.put(f"附件{'一二三四五六七八'[number]}", LEFT, y)
        printer.put("关于资金管理的规定", LEFT + 100, y)
    assert read(printer).text.splitlines()[1] == "附件二 关于资金管理的规定"


@pytest.mark.parametrize(
    ("one", "two", "joined"),
    [
        ("根据相关研究的结论以及variant of", "concern等术语", "variant of concern等"),
        ("根据有关研究的最新结论，国际sus-", "tainable标准", "国际sustainable标准"),
        ("根据有关研究的最新结论，病毒SARS-", "CoV-2检测", "病毒SARS-CoV-2检测"),
    ],
)
def test_latin_words_at_the_end_of_a_line_are_mended(one: str, two: str, joined: str) -> None:
    printer = Printer()
    set_paragraphs(printer, ["为了规范市场秩序，" * 14 + "制定本办法。"] * 3)
    full = "市" * int((RIGHT - LEFT - width_of(one)) / SIZE) + one
    printer.put(full, LEFT, printer.y)
    printer.put(two, LEFT, printer.y + PITCH)
    assert joined in read(printer).text


def test_exponents_stay_in_their_line() -> None:
    printer = Printer()
    printer.put("白细胞总数超过4×10", LEFT, 90)
    printer.put("9", LEFT + width_of("白细胞总数超过4×10"), 84, size=8)
    printer.put("/L的患者", LEFT + width_of("白细胞总数超过4×10") + 4, 90)
    assert read(printer).text == "白细胞总数超过4×109/L的患者\n"


def test_notes_at_the_foot_of_a_page_do_not_cut_a_sentence() -> None:
    printer = Printer()
    long = "各级人民政府应当加强安全工作的领导，" * 45 + "建立机制。"
    lines = wrap(long, RIGHT - LEFT)
    for number, line in enumerate(lines):
        if number == 20:
            printer.put("①本条所称机制，是指会议制度。", LEFT, 740, size=10)
            printer.next_page()
        printer.put(line, LEFT + (0 if number else 2 * SIZE), TOP_LINE + number % 20 * PITCH)
    assert read(printer).text.splitlines() == [long, "①本条所称机制，是指会议制度。"]


TOP_LINE = 90


def test_a_landscape_page_with_turned_text_is_read_upright() -> None:
    printer = Printer()
    printer.canvas.rotate(90)
    drawn = printer.canvas.beginText(100, -200)
    drawn.setFont("STSong-Light", SIZE)
    for line in ("省级部门职责清单", "市级部门职责清单"):
        drawn.textLine(line)
    printer.canvas.drawText(drawn)
    assert read(printer).text.splitlines() == ["省级部门职责清单", "市级部门职责清单"]
