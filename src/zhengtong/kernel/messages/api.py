"""消息: the front door. In-site messages, stored as msgid and parameters, read in the reader's language."""
from zhengtong.kernel.messages.commands import mark_read, send
from zhengtong.kernel.messages.queries import messages_of, unread_count
from zhengtong.kernel.messages.terms import MessagePage, MessageView

__all__ = ["MessagePage", "MessageView", "mark_read", "messages_of", "send", "unread_count"]
