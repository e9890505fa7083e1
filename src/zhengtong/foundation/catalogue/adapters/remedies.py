"""导入整改: what the owner of a source can do about each kind of finding, in both languages. Every finding has its line here."""

from dataclasses import dataclass

from zhengtong.kernel.refusals import gettext_noop


@dataclass(frozen=True, slots=True)
class Remedy:
    """``text``: English msgid for pages; ``zh``: the same in the written report."""

    text: str
    zh: str


REMEDIES = {
    "claim_too_short": Remedy(
        gettext_noop("Ask the source which number is right; correct the total or the items there."),
        "请来源核对哪个数对，改总时限或各事项时限",
    ),
    "claim_of_materials": Remedy(
        gettext_noop("Ask the source to bring its number and its list of papers together."),
        "请来源把自称的材料数与清单对齐",
    ),
    "unit_assumed": Remedy(
        gettext_noop("Add the unit of the term, working days or calendar days, in the source."),
        "在来源里补上期限单位（工作日或自然日）",
    ),
    "department_not_named": Remedy(gettext_noop("Name the department that decides in the source."), "在来源里写明实施主体"),
    "department_not_found": Remedy(
        gettext_noop("Add this way of naming it under also in organisations.yaml, or correct the name in the source."),
        "在 organisations.yaml 的 also 里补上这个叫法，或改正来源里的名称",
    ),
    "materials_not_by_item": Remedy(
        gettext_noop("Ask the source to say which paper belongs to which item."),
        "请来源写明哪份材料属于哪个事项",
    ),
    "no_materials": Remedy(
        gettext_noop("List the papers in the source, or say there that none are needed."),
        "在来源里列出材料，或写明不需要材料",
    ),
    "materials_incomplete": Remedy(gettext_noop("Complete the list of papers in the source."), "在来源里把材料清单写全"),
    "staff_paper": Remedy(
        gettext_noop("Take papers that staff fills in out of the applicant's list."),
        "把工作人员填写的表移出申请人的材料清单",
    ),
    "visit_as_pause": Remedy(gettext_noop("Take the site visit out of the special procedures."), "把现场勘查移出特别程序"),
    "publicity_as_pause": Remedy(gettext_noop("Take the publicity period out of the special procedures."), "把公示移出特别程序"),
    "other_as_pause": Remedy(
        gettext_noop("Keep only the procedures of article 45 of the Administrative Licensing Law."),
        "只保留行政许可法第四十五条所列的程序",
    ),
    "pause_not_named": Remedy(gettext_noop("Name the special procedures, each with its days."), "逐一写明是哪些特别程序、各几天"),
    "promise_over_law": Remedy(gettext_noop("Shorten the promise to the legal term or less."), "把承诺时限改到不长于法定时限"),
    "doubted": Remedy(gettext_noop("Compare it with the original page and correct it."), "对照原文核对并改正"),
    "basis_superseded": Remedy(gettext_noop("Name the law that is in force now."), "改引现行有效的法律"),
    "basis_not_held": Remedy(
        gettext_noop("Nothing to do in the source; import the text of this law if you hold it."),
        "来源不用改；有这部法的原文，可以导入",
    ),
    "power_not_named": Remedy(gettext_noop("Name the kind of power of this item."), "写明事项类型"),
    "basis_without_article": Remedy(gettext_noop("Add the article."), "补上条号"),
    "fee_without_amount": Remedy(gettext_noop("Write how much is charged, and on which basis."), "写明收费标准和依据"),
    "visit_without_reason": Remedy(
        gettext_noop("Say why people must come, or bring the number of visits to 0."),
        "写明必须到现场的原因，或把次数改为 0",
    ),
    "lead_of_another_place": Remedy(gettext_noop("Name this place's own lead department."), "写本地的牵头部门"),
    "subject_unclear": Remedy(gettext_noop("Say whether a person or a firm applies."), "写明申请人是自然人还是法人"),
    "days_differ_from_guide": Remedy(
        gettext_noop("Bring the bundle and the guide to the same number of days."),
        "把一件事与指南的承诺时限改成一致",
    ),
    "days_differ_between_bundles": Remedy(
        gettext_noop("Bring the bundles to the same number of days."),
        "把各个一件事里的承诺时限改成一致",
    ),
    "word_unknown": Remedy(gettext_noop("Use a word of the code table."), "改用代码表里的词"),
    "link_of_another_item": Remedy(gettext_noop("Correct the address in the source."), "改正来源里的链接"),
    "department_code_fails": Remedy(gettext_noop("Correct the department's unified social credit code."), "改正部门的统一社会信用代码"),
    "department_code_shared": Remedy(
        gettext_noop("Find out which department the code belongs to and correct the other."),
        "查清代码属于哪个部门，改正另一个",
    ),
    "department_codes_differ": Remedy(
        gettext_noop("Find out which of the two codes is right and correct the other."),
        "查清哪个代码对，改正另一个",
    ),
    "department_listed_twice": Remedy(gettext_noop("Keep one code for the department."), "一个部门只留一个代码"),
    "check_disagrees": Remedy(gettext_noop("Correct the source's own mark."), "改正来源自己的标注"),
    "item_count_differs": Remedy(gettext_noop("Bring the count and the catalogue together."), "把事项数与目录对齐"),
    "basic_code_form": Remedy(
        gettext_noop("Write the twelve-character basic code of the national or provincial catalogue."),
        "写国家或省基本目录的十二位基本编码",
    ),
    "place_in_code": Remedy(gettext_noop("Correct the division in the item's code."), "改正事项编码里的行政区划"),
    "department_in_code": Remedy(gettext_noop("Correct the department in the item's code."), "改正事项编码里的部门代码"),
    "name_twice": Remedy(gettext_noop("Give the two items names that tell them apart."), "给两个事项起分得开的名称"),
    "status_not_stated": Remedy(gettext_noop("Ask the source whether the text is in force."), "请来源标明是否有效"),
    "not_a_text": Remedy(gettext_noop("Take the row out of the source."), "从来源里删去这一行"),
    "column_unknown": Remedy(
        gettext_noop("Check the spelling; or add the name to columns in city.yaml; or leave the column out."),
        "检查列名写法；或在 city.yaml 的 columns 里补上这个叫法；或删去这一列",
    ),
    "column_not_kept": Remedy(gettext_noop("Nothing to do."), "不用改"),
    "columns_disagree": Remedy(gettext_noop("Correct one of the two columns."), "改正其中一列"),
    "code_as_number": Remedy(gettext_noop("Format the column as text and type the codes again."), "把这一列设成文本格式，重新填写编码"),
    "value_unreadable": Remedy(
        gettext_noop("Write a plain number (20), or a date such as 2026-07-24."),
        "写成数字（如 20）或日期（如 2026-07-24）",
    ),
    "sheet_not_read": Remedy(
        gettext_noop("Give the sheet the column names of docs/content.md, or take it out."),
        "按 docs/content.md 的列名改这张表，或删去它",
    ),
    "ends_later": Remedy(gettext_noop("Import the list again without the item once it has ended."), "事项取消后，重新导入不含它的清单"),
}
