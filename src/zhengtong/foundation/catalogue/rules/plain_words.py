"""虚词: words around what is asked for, in standard Chinese and English. Those of a dialect are content (synonyms.yaml: ``little``)."""


def _listed(words: str) -> tuple[str, ...]:
    return tuple(words.split())


BEFORE = _listed("""
    我们 我要 我想 想要 需要 请问 您好 你好 怎么样 怎样 怎么 如何 哪里 在哪 去哪 可以 能不能 能否 帮我 我 想 要 去 请 咋
    办理 申请 申办 办
""")
AFTER = _listed("""
    怎么办理 怎么办 怎么弄 怎么 如何办理 如何办 需要什么材料 要什么材料 需要什么手续 要什么手续 什么流程 流程 手续 需要什么
    需要办什么证 要办什么证 办什么证 需要什么证 要什么证 什么证 哪些材料 哪些证
    要多久 多久 多少钱 在哪里办 在哪办 去哪办 哪里办 在哪里 在哪 可以吗 行吗 办理 申请 吗 呢 啊 吧 的
""")
PARTICLES = frozenset("的地得了着过在和")
LITTLE = frozenset(
    _listed("""
    开 办 领 拿 做 搞 弄 要 有 给 个 家 的 和 与 及 或 在 上 下 一 了 到 办理 申请 事项 一件事 一件 一个 一家 业务 服务
    我 你 您 他 她 它 我们 你们 他们 我家 自己 别人 谁 人家 这 那 这个 那个 这里 那里 这些 那些 之 以 其 等 把 被 让 从 往 向 对 为 为了
    因为 所以 如果 但是 而且 还是 或者 以及 关于 跟 同 也 都 还 就 才 又 再 先 后 已 已经 正在 刚 刚刚 快 马上 现在 今年 明年 去年 以后 以前
    之后 之前 时候 很 太 挺 好 不 没 没有 不能 不用 不要 能 会 可 可以 应该 应当 必须 需要 想 想要 打算 准备 请 请问 您好 你好 谢谢 帮 帮我
    什么 怎么 怎样 怎么样 如何 为什么 哪 哪个 哪些 哪里 哪儿 几 几个 多少 多久 是 是否 是不是 要不要 有没有 能不能 可不可以 行不行
    吗 呢 吧 啊 呀 嘛 着 过 得 地 里 外 来 去 出 进 证件 材料 手续 流程 地方 东西 事情 问题 情况 东 西
    a an the of to for in on at by with and or from as is are be do does did can could must should will i me my we our you your it its this
    that how what where when which who need want get make apply applying please help
""")
)
