// A program owes nothing to the person in front of it.
//: absent repudiation.*@tool
//: absent privilege.missing-authorisation@*
//: absent tampering.unvalidated-input@*
//: absent dos.exhaustion@tool
//: absent privilege.mixed-trust@*
model m "A person and their tool"
data report "Report" { class = confidential, integrity = high }
boundary desk : machine { trust = exposed
  actor analyst "Analyst" { trust = untrusted }
  process tool : desktop-app "Tool" }
analyst -> tool { local = true, carries = report, returns = report }
