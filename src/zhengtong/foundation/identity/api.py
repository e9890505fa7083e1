"""身份与机构: the front door."""

from zhengtong.foundation.identity.commands.accounts import LEAST_PASSWORD, appoint, open_account
from zhengtong.foundation.identity.commands.assisting import ask_to_assist, assist_on_paper, open_assistance
from zhengtong.foundation.identity.commands.breaking import break_glass
from zhengtong.foundation.identity.commands.declaring import ask_to_declare, declare, declare_on_paper
from zhengtong.foundation.identity.commands.ending import end_assistance, stop_assistance, stop_at_window
from zhengtong.foundation.identity.commands.enrolling import (
    begin_account,
    change_password,
    give_up_account,
    mend_phone,
    prove_phone,
)
from zhengtong.foundation.identity.commands.entries import record_refusal
from zhengtong.foundation.identity.commands.firms import (
    Period,
    appoint_handler,
    claim_office,
    dismiss_handler,
    end_overdue_offices,
    refresh_firm,
    refresh_stale,
)
from zhengtong.foundation.identity.commands.founding import found_firm
from zhengtong.foundation.identity.commands.giving import give_document
from zhengtong.foundation.identity.commands.granting import end_grant, grant
from zhengtong.foundation.identity.commands.guardians import come_of_age, read_guardians
from zhengtong.foundation.identity.commands.joining import close_account, merge_accounts
from zhengtong.foundation.identity.commands.leave import (
    end_leave,
    record_leave,
)
from zhengtong.foundation.identity.commands.looking import look_up, open_released, protect_person, refuse_query, release_query
from zhengtong.foundation.identity.commands.mandates import (
    Named,
    accept_mandate,
    decline_mandate,
    expire_mandates,
    finish_mandate,
    offer_mandate,
    resign_mandate,
    revoke_mandate,
    use_mandate,
)
from zhengtong.foundation.identity.commands.merging import merge_persons
from zhengtong.foundation.identity.commands.proving import prove_identity
from zhengtong.foundation.identity.commands.register import name_agent, register_firm, register_person
from zhengtong.foundation.identity.commands.roster import digest_of_roster, import_roster
from zhengtong.foundation.identity.commands.signing import (
    add_factor,
    end_sessions,
    forget_device,
    let_in,
    note_device,
    refuse_sign_in,
    remove_factor,
)
from zhengtong.foundation.identity.commands.staffing import enter, issue_code, join, leave_service, move, take_back
from zhengtong.foundation.identity.commands.telling import tell_person
from zhengtong.foundation.identity.errors import (
    AlreadyRegistered,
    DemonstrationOnly,
    GroundEnded,
    InvalidPhone,
    LevelNeeded,
    MandateNotFound,
    NoSuchAssistance,
    NotPassedOn,
    NotPermitted,
    OutsideMandate,
    OwnMatter,
    PhoneTaken,
    SittingOver,
)
from zhengtong.foundation.identity.ports.matters import (
    ask_for_matters,
)
from zhengtong.foundation.identity.queries.acting import accounts_of, actor_of, holder_of, mark_of, subjects_of
from zhengtong.foundation.identity.queries.assisting import (
    assistance,
    assistances_on,
    declaration,
    helped,
    is_declared,
    just_ended,
    referred,
    sitting,
)
from zhengtong.foundation.identity.queries.authorities import authorities_of, authority_of, handed_on, may_have_changed, respondent_of
from zhengtong.foundation.identity.queries.bodies import (
    demo_allowed,
    demo_sign_ins,
    forget,
    grounds_of,
    is_demonstration,
    organisation,
    organisation_by_word,
    organisation_names,
    organisations,
    organisations_by_code,
    staff_of,
    with_predecessors,
)
from zhengtong.foundation.identity.queries.deeds import (
    deed,
    deeds,
)
from zhengtong.foundation.identity.queries.divisions import division_history, division_today, former_divisions
from zhengtong.foundation.identity.queries.entries import refused_entries
from zhengtong.foundation.identity.queries.firms import (
    checked_at,
    offices,
)
from zhengtong.foundation.identity.queries.granting import all_rights, done_under, emergencies, right, rights_held
from zhengtong.foundation.identity.queries.grounds import (
    acts_on,
    as_for,
    reads_apart,
)
from zhengtong.foundation.identity.queries.holding import (
    check_may_file,
    check_reach,
    hold,
)
from zhengtong.foundation.identity.queries.leave import (
    absent_name,
    colleagues,
    leaves,
    standing_in_for,
)
from zhengtong.foundation.identity.queries.looking import looks_at, my_looks, my_queries, opened, queries_waiting
from zhengtong.foundation.identity.queries.mandates import (
    check_may_offer,
    mandate,
    mandates_given,
    mandates_taken,
    office_of,
)
from zhengtong.foundation.identity.queries.numbers import check_citizen_id
from zhengtong.foundation.identity.queries.own import (
    own_rows,
)
from zhengtong.foundation.identity.queries.parties import (
    check_not_own,
    is_party,
    parties,
    who_can,
)
from zhengtong.foundation.identity.queries.people import duplicates_of, guardians_of, identity_of, is_simulated
from zhengtong.foundation.identity.queries.roster import preview_roster
from zhengtong.foundation.identity.queries.rows import rows
from zhengtong.foundation.identity.queries.signing import (
    account_by_phone,
    account_named,
    devices_of,
    held_until,
    is_pending,
    phone_of,
    serves,
)
from zhengtong.foundation.identity.queries.staffing import administered, officer_named, officers
from zhengtong.foundation.identity.queries.subjects import firm, known, person, subject_name, subject_names
from zhengtong.foundation.identity.rules import (
    check_credit_code,
    check_level,
    check_phone,
    covering,
    held_through,
    is_sign_in_name,
    last_day,
    mask_document,
    mask_name,
    mask_phone,
    next_try,
    open_classes,
    standing_in,
    still_counted,
)
from zhengtong.foundation.identity.rules.staffing import divisions_of, items_of

__all__ = [
    "LEAST_PASSWORD",
    "AlreadyRegistered",
    "DemonstrationOnly",
    "GroundEnded",
    "InvalidPhone",
    "LevelNeeded",
    "MandateNotFound",
    "Named",
    "NoSuchAssistance",
    "NotPassedOn",
    "NotPermitted",
    "OutsideMandate",
    "OwnMatter",
    "Period",
    "PhoneTaken",
    "SittingOver",
    "absent_name",
    "accept_mandate",
    "account_by_phone",
    "account_named",
    "accounts_of",
    "actor_of",
    "acts_on",
    "add_factor",
    "administered",
    "all_rights",
    "appoint",
    "appoint_handler",
    "as_for",
    "ask_for_matters",
    "ask_to_assist",
    "ask_to_declare",
    "assist_on_paper",
    "assistance",
    "assistances_on",
    "authorities_of",
    "authority_of",
    "begin_account",
    "break_glass",
    "change_password",
    "check_citizen_id",
    "check_credit_code",
    "check_level",
    "check_may_file",
    "check_may_offer",
    "check_not_own",
    "check_phone",
    "check_reach",
    "checked_at",
    "claim_office",
    "close_account",
    "colleagues",
    "come_of_age",
    "covering",
    "declaration",
    "declare",
    "declare_on_paper",
    "decline_mandate",
    "deed",
    "deeds",
    "demo_allowed",
    "demo_sign_ins",
    "devices_of",
    "digest_of_roster",
    "dismiss_handler",
    "division_history",
    "division_today",
    "divisions_of",
    "done_under",
    "duplicates_of",
    "emergencies",
    "end_assistance",
    "end_grant",
    "end_leave",
    "end_overdue_offices",
    "end_sessions",
    "enter",
    "expire_mandates",
    "finish_mandate",
    "firm",
    "forget",
    "forget_device",
    "former_divisions",
    "found_firm",
    "give_document",
    "give_up_account",
    "grant",
    "grounds_of",
    "guardians_of",
    "handed_on",
    "held_through",
    "held_until",
    "helped",
    "hold",
    "holder_of",
    "identity_of",
    "import_roster",
    "is_declared",
    "is_demonstration",
    "is_party",
    "is_pending",
    "is_sign_in_name",
    "is_simulated",
    "issue_code",
    "items_of",
    "join",
    "just_ended",
    "known",
    "last_day",
    "leave_service",
    "leaves",
    "let_in",
    "look_up",
    "looks_at",
    "mandate",
    "mandates_given",
    "mandates_taken",
    "mark_of",
    "mask_document",
    "mask_name",
    "mask_phone",
    "may_have_changed",
    "mend_phone",
    "merge_accounts",
    "merge_persons",
    "move",
    "my_looks",
    "my_queries",
    "name_agent",
    "next_try",
    "note_device",
    "offer_mandate",
    "office_of",
    "officer_named",
    "officers",
    "offices",
    "open_account",
    "open_assistance",
    "open_classes",
    "open_released",
    "opened",
    "organisation",
    "organisation_by_word",
    "organisation_names",
    "organisations",
    "organisations_by_code",
    "own_rows",
    "parties",
    "person",
    "phone_of",
    "preview_roster",
    "protect_person",
    "prove_identity",
    "prove_phone",
    "queries_waiting",
    "read_guardians",
    "reads_apart",
    "record_leave",
    "record_refusal",
    "referred",
    "refresh_firm",
    "refresh_stale",
    "refuse_query",
    "refuse_sign_in",
    "refused_entries",
    "register_firm",
    "register_person",
    "release_query",
    "remove_factor",
    "resign_mandate",
    "respondent_of",
    "revoke_mandate",
    "right",
    "rights_held",
    "rows",
    "serves",
    "sitting",
    "staff_of",
    "standing_in",
    "standing_in_for",
    "still_counted",
    "stop_assistance",
    "stop_at_window",
    "subject_name",
    "subject_names",
    "subjects_of",
    "take_back",
    "tell_person",
    "use_mandate",
    "who_can",
    "with_predecessors",
]
