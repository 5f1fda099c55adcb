// std.api: interfaces for programs: what they are, how they are called, and what callers send them.

// ---- Elements ------------------------------------------------------------------------------------------------------

/// An interface of resources over HTTP.
type rest-api : web-service "REST API"

/// An interface of SOAP messages.
type soap-service : web-service "SOAP service" { implies { parses = xml } }

/// An interface of OData, in which callers write filters of their own.
type odata-service : web-service "OData service"

/// An interface of JSON-RPC calls.
type json-rpc-service : web-service "JSON-RPC service"

/// An interface of gRPC calls.
type grpc-service : service "gRPC service"

/// An interface that other companies use under contract.
type partner-api : web-service "Partner API"

/// Serves one kind of client, and calls the services behind for it.
type backend-for-frontend : [web-service, acting] "Backend for a frontend"

/// Takes calls that other systems make when something happened there.
type webhook-receiver : web-service "Webhook receiver"

/// Calls the addresses that customers left when something happened here.
type webhook-sender : worker "Webhook sender"

/// Joins the answers of several GraphQL services into one.
type graphql-gateway : [graphql-service, acting] "GraphQL gateway"

/// Pages that tell developers how to call an interface, and where they get their keys.
type developer-portal : web-app "Developer portal"

/// Changes old messages into new ones and the other way round.
type protocol-translator : [process, networked, acting] "Protocol translator"

/// Rates, maps, prices, weather: what another company answers over HTTP.
type third-party-api : saas "API of another company"

// ---- Protocols -----------------------------------------------------------------------------------------------------

/// SOAP over HTTPS.
protocol soap : https "SOAP over HTTPS" {
  implies { encrypted = true, integrity-protected = true, server-auth = true, port = 443 }
}

/// GraphQL over HTTPS.
protocol graphql : https "GraphQL over HTTPS" {
  implies { encrypted = true, integrity-protected = true, server-auth = true, port = 443 }
}

/// Messages that a server keeps sending over one HTTPS answer.
protocol server-sent-events : https "Server-sent events" {
  implies { encrypted = true, integrity-protected = true, server-auth = true, port = 443 }
}

/// gRPC as browsers can call it, inside TLS.
protocol grpc-web : https "gRPC-Web" {
  implies { encrypted = true, integrity-protected = true, server-auth = true, port = 443 }
}

/// Messages between companies with signatures and receipts, as AS2 and AS4 send them.
protocol as4 : https "AS4" {
  implies { encrypted = true, integrity-protected = true, server-auth = true, port = 443 }
}

/// Messages of HL7 version 2 between clinical systems, over MLLP and in clear text. FHIR is `https`.
protocol hl7 "HL7 version 2" {
  implies { encrypted = false, integrity-protected = false, server-auth = false, port = 2575 }
}

/// HL7 version 2 inside TLS.
protocol hl7-tls : [hl7, tls] "HL7 version 2 over TLS" {
  implies { encrypted = true, integrity-protected = true, server-auth = true, port = 2575 }
}

/// Medical images and their particulars, in clear text.
protocol dicom "DICOM" {
  implies { encrypted = false, integrity-protected = false, server-auth = false, port = 104 }
}

/// DICOM inside TLS.
protocol dicom-tls : [dicom, tls] "DICOM over TLS" {
  implies { encrypted = true, integrity-protected = true, server-auth = true, port = 2762 }
}

// ---- Techniques -----------------------------------------------------------------------------------------------------

/// What clients may set is listed field by field, and nothing else is bound to objects.
technique field-allow-list : schema-validation "Allow-list of fields" {
  counters     = [tampering, elevation-of-privilege]
  technologies = ["request objects of their own", "additionalProperties: false"]
  refs         = ["CWE-915"]
}

/// An answer holds the fields that this caller needs, not the whole object.
technique response-shaping : data-minimisation "Shaped answers" {
  counters     = [information-disclosure]
  protects     = [data-disclosure]
  technologies = ["response objects of their own", "field-level rights"]
  refs         = ["CWE-213"]
}
