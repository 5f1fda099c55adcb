// Where the program's rights count, everybody who uses it has them; a program alone may have rights of its own.
//: open privilege.missing-authorisation@people
//: closed privilege.missing-authorisation@machine
//: closed privilege.missing-authorisation@own
model m "Whose rights?"
data file-of-a-case "Case" { class = confidential, integrity = high }
actor member
process feed { trust = exposed }
process archive { trust = internal }
people: member -> archive { via = https, auth = session, authorization = service, carries = file-of-a-case }
own: member -> archive { via = https, auth = session, authorization = end-user, carries = file-of-a-case }
machine: feed -> archive { via = https, auth = mtls, authorization = service, carries = file-of-a-case }
