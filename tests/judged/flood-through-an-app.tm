// A stranger behind an app floods what the app calls.
//: open dos.exhaustion@api
//: absent dos.exhaustion@app
model m "A flood from telephones"
boundary pocket { trust = exposed
  actor rider { trust = untrusted }
  process app : mobile-app }
process api : service { trust = internal, availability = high }
rider -> app { local = true, carries = [], returns = [] }
app -> api { via = https, carries = [], returns = [] }
