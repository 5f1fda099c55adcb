// A provider's edge stands in many places and is made for floods; one of our own does not and is not.
//: absent dos.exhaustion@edge
//: absent availability.single-instance@edge
//: open dos.exhaustion@own
//: open availability.single-instance@own
model m "Two edges"
use std.web
actor guest
process edge : cdn "The provider's" { trust = exposed, managed = true, availability = high }
process own : reverse-proxy "Ours" { trust = exposed, managed = false, availability = high }
guest -> edge { via = https, auth = none, carries = [], returns = [] }
guest -> own { via = https, auth = none, carries = [], returns = [] }
