use std.cloud

/// A function runs when somebody puts an object into a bucket, and somebody outside decides what is in it and what it
/// is called.
///
/// Names with slashes, quotes and line breaks, sizes that lie, files that are no pictures: the function has no other
/// guard than its own code.
rule cloud.object-event "{from} trusts names and contents of objects in {to}" {
  stride          = [tampering, elevation-of-privilege]
  on              = flow
  when            = from is serverless-function and to is object-store and tainted(to) and count(flow.returns) > 0
  unless          = from has input-validation
  reduces         = [least-privilege, sandboxing, timeout]
  likelihood      = low
  impact          = max(medium, rating(from))
  fix             = """
    Treat name, size, type and content of each object from {to} as input in {from}, and write results to another
    bucket.
  """
  false-positives = """
    Dismiss it when a service of ours writes all objects in {to} under names of its own after checking them.
  """
  refs            = ["CWE-74", "CAPEC-248", "T1190", "A03:2021", "A05:2025", "ASVS-5.0-5.2.2", "ASVS-5.0-2.2.1"]

  fires {
    data picture { class = internal, format = image }
    actor visitor
    process gallery
    store uploads : aws-s3
    process resize : aws-lambda
    visitor -> gallery { via = https, carries = picture }
    gallery -> uploads { via = https, carries = picture }
    resize -> uploads { via = https, returns = picture }
  }

  answered "it checks what it gets" {
    data picture { class = internal, format = image }
    actor visitor
    process gallery
    store uploads : aws-s3
    process resize : aws-lambda { controls = file-validation }
    visitor -> gallery { via = https, carries = picture }
    gallery -> uploads { via = https, carries = picture }
    resize -> uploads { via = https, returns = picture }
  }

  silent "nobody outside has a say" {
    data picture { class = internal, format = image }
    actor visitor { trust = internal }
    process gallery
    store uploads : aws-s3
    process resize : aws-lambda
    visitor -> gallery { via = https, carries = picture }
    gallery -> uploads { via = https, carries = picture }
    resize -> uploads { via = https, returns = picture }
  }

  silent "it fetches nothing" {
    data picture { class = internal, format = image }
    actor visitor
    process gallery
    store uploads : aws-s3
    process resize : aws-lambda
    visitor -> gallery { via = https, carries = picture }
    gallery -> uploads { via = https, carries = picture }
    resize -> uploads { via = https, returns = [] }
  }
}
