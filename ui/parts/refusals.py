"""Chinese words for why a file was not read, and for what may be wrong where it was."""

REFUSAL_WORDS = {
    "unreadable": "文件损坏或编码有误，读不出来；请重新下载，或另存一份。",
    "kind": "不是能读取的格式；请另存为 .docx、.pdf、.html 或纯文本。",
    "protected": "文件有密码；请另存一份不设密码的。",
    "empty": "文件里没有文字；请放入有正文的文件。",
    "scan": "文件只有图片，没有可读的文字；请先识别文字（OCR）。",
    "large": "文件过大，或者读取它太费时间、内存；请拆成几份。",
    "program": "读这种旧格式要有转换程序；请安装 LibreOffice，或另存为 .docx。",
    "copy": "与另一份文件相同，只收一份。",
    "entry": "文件编号（doc_id）与另一份重复；请在 documents.toml 中改用别的编号。",
}
CAUTION_WORDS = {
    "recognised": "有扫描页，文字由程序识别，可能有错字。",
    "missing": "有的内容没有读出，如图片、公式、嵌入的文件、打不开的页、正文以外的句子。",
    "hidden": "文件中不显示的文字没有收入。",
    "unknown": "有的字在文件中没有对应的字符，显示为“�”。",
    "layout": "有的页版面不清，按文件中的先后排列，次序可能不对。",
    "table": "有的页像是没有框线的表格，按普通文字收入。",
    "name": "扩展名与实际格式不符，已按实际格式读取。",
    "cleaned": "不属于正文的页码、网页符号等已去掉或还原。",
}
