// What a program writes into a log is a record of orders only if it is worth being right.
//: open repudiation.no-audit-log@counter
//: open repudiation.no-audit-log@gauge
//: closed repudiation.no-audit-log@desk
model m "Three programs and what they write down"
data booking "Booking" { class = confidential, integrity = high }
data load "Load of the processor" { class = public, integrity = low }
data entry-line "Line of the journal" { class = internal, integrity = high }
actor guest
process counter { trust = internal }
process gauge { trust = internal }
process desk { trust = internal }
store figures : log-store { trust = internal, holds = load }
store journal : log-store { trust = internal, holds = entry-line }
c: guest -> counter { via = https, auth = session, carries = booking }
g: guest -> gauge { via = https, auth = session, carries = booking }
d: guest -> desk { via = https, auth = session, carries = booking }
gauge -> figures { via = https, auth = mtls, access = write, carries = load }
desk -> journal { via = https, auth = mtls, access = write, carries = entry-line }
