// Within one place too, a radio is heard by whoever is near.
//: open iot.overheard-radio@says
//: absent iot.overheard-radio@wired
model m "A lock and its key"
use std.iot
data code "Code" { class = confidential, integrity = high }
boundary house { trust = internal
  process fob : iot-device "Key"
  process bolt : actuator "Lock" }
says: fob -> bolt { via = radio, encrypted = false, auth = none, carries = code }
wired: fob -> bolt { via = tcp, encrypted = false, auth = none, carries = code }
