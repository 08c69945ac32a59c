"""Tell small talk, and attempts on the instructions, from questions."""

import re

from question.query import Query

_CHAT = re.compile(
    r"讲个(?:笑话|故事)|说个笑话"
    r"|你(?:是谁|叫什么|几岁|多大了|会什么|有没有感情|喜欢什么|吃饭了|累不累|好吗(?:[?]|$))"
    r"|你叫咩|陪我(?:聊|说)|聊聊天|聊会儿天|聊天吗|(?:倾|闲)下偈|得闲倾|倾偈|^在吗|早上好|晚安(?=[!,。?]|$)|我失恋"
    r"|好无聊|星座运|算命|生辰八字|看风水|解梦|起个名字|祝福语|情书|情人节|tell (?:me )?a joke"
    r"|how are you\b|who are you\b|what(?:'s| is) your name|love letter"
    r"|horoscope|are you (?:human|an ai|chatgpt)"
)
# Orders to a machine are no questions of any document.
_ORDERS = re.compile(
    r"(?:忽略|无视|忘掉|忘记|忘了|不要理会|别管|抛开|跳过|覆盖|清除)[^。,?!]{0,6}"
    r"(?:之前|前面|以上|上面|先前|上述|此前|你|刚才|原来|所有|全部)[^。,?!]{0,10}"
    r"(?:指令|指示|设定|规则|要求|提示|限制|约束|命令|对话)"
    r"|系统提示|提示词|(?:你的|内部|隐藏|初始)(?:prompt|指令|设定|规则)|开发者模式|越狱"
    r"|扮演(?:一|我|成|个|你)(?!.{0,8}角色)|你现在是(?:一|名|我)|假装(?:你|自己)|从现在(?:起|开始)你"
    r"|api ?key|(?:管理员|root)密码|system prompt"
    r"|(?:ignore|disregard|forget|override|bypass)\b[^.?!]{0,20}"
    r"\b(?:previous|prior|above|earlier|all|your)\b[^.?!]{0,20}(?:instruction|prompt|rule|message)"
    r"|(?:reveal|print|show|repeat|leak|output|tell me)\b[^.?!]{0,30}"
    r"(?:system|hidden|initial|secret)[^.?!]{0,12}(?:prompt|instruction)"
    r"|pretend (?:to be|you)|act as (?:my|if)\b|role-?play|jailbreak"
    r"|developer mode|you are now"
)


def is_small_talk(query: Query) -> bool:
    """Say whether a text asks nothing of any document: small talk, orders to a machine."""
    return any(pattern.search(query.text) for pattern in (_CHAT, _ORDERS))
