// A table is a record if what is in it stays, whatever it is stored in.
//: asked repudiation.no-audit-log@shop
//: closed repudiation.no-audit-log@mill
//: open repudiation.no-audit-log@bank
model m "Three tables"
data booking "Booking" { class = internal, integrity = high }
actor guest
process shop { trust = internal }
process mill { trust = internal }
process bank { trust = internal }
store plain : database { trust = internal, role = log, holds = booking }
store sealed : database { trust = internal, role = log, holds = booking, controls = append-only-log }
store loose : database { trust = internal, role = log, holds = booking, lacks = append-only-log }
guest -> shop { via = https, auth = session, carries = booking }
guest -> mill { via = https, auth = session, carries = booking }
guest -> bank { via = https, auth = session, carries = booking }
shop -> plain { via = sql-tls, auth = certificate, access = write, carries = booking }
mill -> sealed { via = sql-tls, auth = certificate, access = write, carries = booking }
bank -> loose { via = sql-tls, auth = certificate, access = write, carries = booking }
