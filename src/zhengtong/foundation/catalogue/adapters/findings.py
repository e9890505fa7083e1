"""导入发现: what can be wrong in a source, once for all formats: a stable code, the sentence shown with the document, the reason.

Nothing here is ever mended by an importer: a finding is written down, counted and shown.
"""

from dataclasses import dataclass

from zhengtong.kernel.refusals import gettext_noop


@dataclass(frozen=True, slots=True)
class Finding:
    """One kind of defect. ``text``: English msgid carried by the document; ``zh``: the same for the report; ``why``: what follows."""

    code: str
    text: str
    zh: str
    why: str
    ours: bool = False  # a gap of the platform, not a defect of the source


CLAIM_TOO_SHORT = Finding(
    "claim_too_short",
    gettext_noop("The source promises less time in total than its slowest item needs."),
    "总承诺时限短于其中最慢事项的承诺时限",
    "总时限照原样展示为“来源自称”；时钟只按各事项自己的期限计算。",
)
CLAIM_OF_MATERIALS = Finding(
    "claim_of_materials",
    gettext_noop("The source claims fewer materials than it lists."),
    "自称的材料数少于所列材料数",
    "材料清单照原样展示，自称的数字只作为来源的说法。",
)
UNIT_ASSUMED = Finding(
    "unit_assumed",
    gettext_noop("The source does not say in which unit it counts days; working days are assumed."),
    "没有写明期限单位，推定为工作日",
    "行政机关的期限以工作日计算（行政许可法第八十二条）；待来源确认。",
)
DEPARTMENT_NOT_NAMED = Finding(
    "department_not_named",
    gettext_noop("The source does not name the department that decides this item."),
    "没有写承办部门",
    "转综合窗口办理，标明“部门未公布”，由窗口决定或转送。",
)
DEPARTMENT_NOT_FOUND = Finding(
    "department_not_found",
    gettext_noop("The department's name in the source matches no organisation of this city."),
    "部门名称对不上本市的任何机构",
    "保留来源的写法；转综合窗口。请在 organisations.yaml 的 also 里补上这个叫法。",
)
MATERIALS_NOT_BY_ITEM = Finding(
    "materials_not_by_item",
    gettext_noop("The source lists materials for the whole matter only, not for each item."),
    "只列了整件事的材料，没有分到各事项",
    "材料挂在一件事上；各事项的材料显示“未公布”。",
)
NO_MATERIALS = Finding(
    "no_materials",
    gettext_noop("The source lists no materials at all for this matter."),
    "没有列任何材料",
    "照原样；不推定为“不需要材料”。",
)
MATERIALS_INCOMPLETE = Finding(
    "materials_incomplete",
    gettext_noop("The list of materials in the source is incomplete."),
    "材料清单没有写全",
    "照原样展示，提醒以官网为准。",
)
STAFF_PAPER = Finding(
    "staff_paper",
    gettext_noop("The source lists papers that its own staff fills in among those the applicant brings."),
    "把工作人员填写的表列进了申请人的材料",
    "照原样展示，材料备注里写明由工作人员填。",
)
VISIT_AS_PAUSE = Finding(
    "visit_as_pause",
    gettext_noop("The source lets a site visit stop the clock; the law does not allow that."),
    "把现场勘查、考察当作停止计时的特别程序",
    "可以不计入期限的只有听证、招标、拍卖、检验、检测、检疫、鉴定、专家评审（行政许可法第四十五条）；本平台现场核查不停时钟。",
)
PUBLICITY_AS_PAUSE = Finding(
    "publicity_as_pause",
    gettext_noop("The source lets a publicity period stop the clock; the law does not allow that."),
    "把公示当作停止计时的特别程序",
    "公示不在行政许可法第四十五条所列之内；本平台公示不停时钟。",
)
OTHER_AS_PAUSE = Finding(
    "other_as_pause",
    gettext_noop("The source lets a procedure stop the clock that is not on the law's list."),
    "把法律没有列入的程序当作停止计时的特别程序",
    "行政许可法第四十五条的清单是封闭的。",
)
PAUSE_NOT_NAMED = Finding(
    "pause_not_named",
    gettext_noop("The source excludes special procedures from its promise without naming them."),
    "承诺时限“不含特别程序”，但没有写是哪些程序",
    "本平台不据此停止计时。",
)
PROMISE_OVER_LAW = Finding(
    "promise_over_law",
    gettext_noop("The source promises more days than the law allows."),
    "承诺时限长于法定时限",
    "两个时钟都走，先到者为准。",
)
DOUBTED = Finding(
    "doubted",
    gettext_noop("Whoever copied this from the source doubts a statement in it; see the note."),
    "转录者对来源的一处写法存疑",
    "照原样保留，请核对原文。",
)
BASIS_SUPERSEDED = Finding(
    "basis_superseded",
    gettext_noop("A legal basis that the source names is no longer in force."),
    "引用的法律依据已不再有效",
    "指南页上标明“已失效”；请事项主管部门更新依据。",
)
BASIS_NOT_HELD = Finding(
    "basis_not_held",
    gettext_noop("The platform does not hold the text of a legal basis that the source names."),
    "引用的法律依据，本平台没有收录原文",
    "不是来源的错；指南页上标明“未收录”，条号未核对。",
    ours=True,
)
POWER_NOT_NAMED = Finding(
    "power_not_named",
    gettext_noop("The source does not say which kind of power this item is; it is shown as other."),
    "没有写事项类型",
    "暂列“其他行政权力”，待主管部门明确。",
)
BASIS_WITHOUT_ARTICLE = Finding(
    "basis_without_article",
    gettext_noop("The source names a law without the article."),
    "只写了法律名称，没有写条号",
    "照原样展示。",
)
FEE_WITHOUT_AMOUNT = Finding(
    "fee_without_amount",
    gettext_noop("The source says that a fee is taken but not how much, nor on which basis."),
    "写明收费，但没有写金额和依据",
    "指南页显示“收费，金额未公布”。",
)
VISIT_WITHOUT_REASON = Finding(
    "visit_without_reason",
    gettext_noop("The source asks people to come in person without saying why."),
    "要求到现场，但没有写必须到现场的原因",
    "照原样展示。",
)
LEAD_OF_ANOTHER_PLACE = Finding(
    "lead_of_another_place",
    gettext_noop("The lead department that the source names belongs to another place than the matter."),
    "牵头部门属于另一个地方",
    "保留为来源的写法，不作为本市的承办部门。",
)
SUBJECT_UNCLEAR = Finding(
    "subject_unclear",
    gettext_noop("The source does not say plainly whether a person or a firm may apply."),
    "申请人是自然人还是法人没有写清",
    "保留原文，不推定。",
)
DAYS_DIFFER_FROM_GUIDE = Finding(
    "days_differ_from_guide",
    gettext_noop("The item's own guide promises another number of days than this bundle."),
    "与同名事项指南的承诺时限不一致",
    "一件事里按一件事的承诺，单独办按指南的承诺。",
)
DAYS_DIFFER_BETWEEN_BUNDLES = Finding(
    "days_differ_between_bundles",
    gettext_noop("The same item is promised in different numbers of days in different bundles."),
    "同名事项在不同的一件事里承诺时限不一致",
    "各按各的承诺。",
)
WORD_UNKNOWN = Finding(
    "word_unknown",
    gettext_noop("The source uses a word that is not in the code table of its field."),
    "用词不在该字段的代码表里",
    "该字段按“来源没有写”处理。",
)
LINK_OF_ANOTHER_ITEM = Finding(
    "link_of_another_item",
    gettext_noop("The address of the source's page names another item."),
    "原文链接里的事项编码与本事项不一致",
    "照原样保留。",
)
DEPARTMENT_CODE_FAILS = Finding(
    "department_code_fails",
    gettext_noop("The department's code as published fails its check."),
    "部门的统一社会信用代码通不过校验",
    "照原样保留并标明；本平台另给一个稳定的键，不修补代码。",
)
DEPARTMENT_CODE_SHARED = Finding(
    "department_code_shared",
    gettext_noop("Two departments publish the same code."),
    "两个部门写了同一个统一社会信用代码",
    "先出现的部门用这个代码作键，后出现的另给稳定的键；哪一个对，要问来源。",
)
DEPARTMENT_CODES_DIFFER = Finding(
    "department_codes_differ",
    gettext_noop("The source gives two different codes for the department."),
    "链接里的部门代码与事项编码里的部门代码不一致",
    "按事项编码里的代码归部门，另一个保留在原文链接里。",
)
DEPARTMENT_LISTED_TWICE = Finding(
    "department_listed_twice",
    gettext_noop("The source lists this department under several codes."),
    "同一个部门列了几个代码",
    "每个代码各为一行，不合并。",
)
CHECK_DISAGREES = Finding(
    "check_disagrees",
    gettext_noop("The source's own statement whether the code is right disagrees with the check."),
    "来源自己标的“代码是否有效”与校验结果不符",
    "以校验结果为准。",
)
ITEM_COUNT_DIFFERS = Finding(
    "item_count_differs",
    gettext_noop("The source counts another number of items for this department than it lists."),
    "部门的事项数与事项目录对不上",
    "照原样保留。",
)
BASIC_CODE_FORM = Finding(
    "basic_code_form",
    gettext_noop("The basic code is not in the form of a basic code."),
    "基本编码的形式不对（写成了实施编码或自编号）",
    "照原样保留；不能据此与全国基本目录对应。",
)
PLACE_IN_CODE = Finding(
    "place_in_code",
    gettext_noop("The item's code names another place than the catalogue's."),
    "事项编码里的行政区划与目录的区划不一致",
    "照原样保留。",
)
DEPARTMENT_IN_CODE = Finding(
    "department_in_code",
    gettext_noop("The item's code holds no valid department code."),
    "事项编码里没有有效的部门代码",
    "照原样保留。",
)
NAME_TWICE = Finding(
    "name_twice",
    gettext_noop("Another item of the same department has the same name."),
    "同一部门有同名事项",
    "两项都保留，按编码区分。",
)
STATUS_NOT_STATED = Finding(
    "status_not_stated",
    gettext_noop("The source does not say whether this text is in force."),
    "来源没有标明是否有效",
    "同名的取最新文本；其他文本写明“同时废止”的标为已废止；其余按有效处理，以官方公布为准。",
)
NOT_A_TEXT = Finding(
    "not_a_text",
    gettext_noop("This row of the source is no legal text."),
    "这一行不是法律文本",
    "不导入。",
)
COLUMN_UNKNOWN = Finding(
    "column_unknown",
    gettext_noop("The platform does not know this column; it was not read."),
    "不认识这一列，没有读",
    "这一列的内容没有进入平台。",
)
COLUMN_NOT_KEPT = Finding(
    "column_not_kept",
    gettext_noop("The standard knows this column; the platform keeps no such field."),
    "标准里有这一列，本平台没有对应的字段",
    "认得，但没有收下。",
    ours=True,
)
COLUMNS_DISAGREE = Finding(
    "columns_disagree",
    gettext_noop("Two columns that mean the same say different things."),
    "同一要素的两列写得不一样",
    "取排在对照表前面的一列。",
)
CODE_AS_NUMBER = Finding(
    "code_as_number",
    gettext_noop("A code is stored as a number; leading zeros and late digits may be lost."),
    "编码存成了数字，前面的零或末尾的位数可能已经丢失",
    "照单元格现在的数字收下。",
)
VALUE_UNREADABLE = Finding(
    "value_unreadable",
    gettext_noop("A number, a term or a date cannot be read."),
    "数字、期限或日期读不懂",
    "该字段按“来源没有写”处理。",
)
SHEET_NOT_READ = Finding(
    "sheet_not_read",
    gettext_noop("The columns of this sheet are those of no known table; it was not read."),
    "这张工作表的列对不上任何一种表，没有读",
    "这张表的内容没有进入平台。",
)
ENDS_LATER = Finding(
    "ends_later",
    gettext_noop("The source names a day on which this item ends."),
    "来源写明了取消日期",
    "事项照常收下；到那天前请重新导入不含它的清单，或在 authored/ 里撤下。",
)
