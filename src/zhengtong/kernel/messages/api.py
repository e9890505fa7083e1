"""消息: the front door. In-site messages, stored as msgid and parameters, read in the reader's language; texts to telephones."""
from zhengtong.kernel.messages.commands import mark_read, readdress, send, text
from zhengtong.kernel.messages.errors import LineDown, NoLine, NotSent, PhoneUnknown
from zhengtong.kernel.messages.queries import messages_of, simulated_texts, unread_count
from zhengtong.kernel.messages.terms import MessagePage, MessageView, TextView

__all__ = [
    "LineDown", "MessagePage", "MessageView", "NoLine", "NotSent", "PhoneUnknown", "TextView", "mark_read", "messages_of", "readdress",
    "send", "simulated_texts", "text", "unread_count",
]
