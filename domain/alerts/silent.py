"""Events of the journal that nobody is told of: one's own deeds, bookkeeping, and what shows itself where it is."""

SILENT = frozenset(
    """
    abuse.acted abuse.dismissed
    alert.address_confirmed alert.address_dropped alert.channel_switched alert.given_up_tried_again
    alert.phone_added alert.phone_dropped alert.topic_chosen
    answer.reviewed
    article.publish article.return article.rewritten article.submit article.withdraw article.written
    basket.put basket.removed
    budget.added budget.changed budget.given_back budget.imported budget.spent budget.taken
    case.asked case.published case.withdrawn
    complaint.draft_saved complaint.linked complaint.service_rated complaint.split complaint.unlinked
    complaint.claim complaint.followed complaint.lab_result complaint.noted complaint.phone_read
    complaint.place_read complaint.prioritise complaint.spray_taken_back complaint.sprayed
    complaint.unfollowed complaint.visit
    external.imported
    factor.begun factor.checked factor.confirmed factor.reset_agreed factor.reset_asked
    farmers.imported
    group.founded group.joined group.left
    hat.ended
    input.cancel input.hand_over
    input_stock.filled_up input_stock.given_back input_stock.handed_out input_stock.held
    licence.dropped licence.noted
    listing.changed listing.drafted listing.revive listing.stock_changed listing.withdraw
    listings.import_begun listings.import_done listings.import_dropped listings.import_writing
    need.closed need.notices_seen need.unwatched need.watched
    notice.answered
    outbreak.confirm outbreak.counted_again outbreak.lapse outbreak.reject
    paper.issued paper.not_sealed paper.sealed paper.signed_copy paper.tax_invoice paper.voided
    parcel.dropped parcel.noted
    payment.channel payment.warrant
    person.blocked person.changed_hat person.changed_secret person.code_handed_out person.code_used
    person.nip_noted
    person.corrected person.forgotten person.registered person.signed_in person.signed_out
    person.signed_out_everywhere person.unblocked
    price.corrected price.entered price.removed prices.read prices.taken
    problem.approved problem.revised problem.withdrawn
    purchase.photo_added purchase.changed purchase.discard purchase.drop_change purchase.drafted purchase.refreshed purchase.reissue
    purchase.quoted purchase.repeated
    purchase.split_suspected purchase.stand_in purchase.withdraw
    question.hidden
    ready_answer.approved ready_answer.kept ready_answer.retired
    ready_question.approved ready_question.kept ready_question.retired
    region.loaded
    rental.lengthened rental.booked rental.days_closed rental.days_opened rental.kept rental.released
    shortlist.cancelled shortlist.chosen shortlist.locked shortlist.none_suitable
    stock.given_back stock.taken
    tax.deposited
    vendor.acted_for vendor.aggregator vendor.change_withdrawn vendor.document_added vendor.document_removed
    vendor.identifiers_read vendor.imported vendor.member_added vendor.member_left vendor.opened
    vendor.qris_kept vendor.recall vendor.shelf_filled vendor.told
    vendors.import_begun vendors.import_done vendors.import_dropped vendors.import_writing
    tip.approved tip.withdrawn
    """.split()
)
