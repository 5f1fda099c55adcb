// Husky AI, after the published model in the OWASP Threat Model Library.
// README.md says how its words map to ours, and what could not be carried over.

/// Send a picture of a dog, learn whether it is a husky.
///
/// A convolutional network answers the question. It is trained in one zone, from pictures that an image
/// search finds, and it serves in another; a bastion host is the only way that an administrator takes
/// from outside to the serving side. Look for the places where the two zones touch: that is where this
/// model is interesting.
model husky-ai "Husky AI" {
  version     = "1.0"
  reviewed    = 2025-05-28
  criticality = low
  repository  = "https://github.com/wunderwuzzi23/huskyai"
  link        = "https://github.com/wunderwuzzi23/huskyai"
  scope       = """
    Gathering pictures, training the classifier, bringing it to production and answering users.
    The image search, the machine-learning libraries and the people's own computers are outside.
  """
  tags        = ["exposure: external", "sensitivity: biz", "tier: non-critical"]
}

use std.web
use std.cloud
use std.ai

include "experimentation/**/*.tm"
include "production/**/*.tm"
include "threats.tm"
include "controls.tm"

// What there is to lose.

/// Pictures of huskies and of other dogs: what the classifier learns from and is judged by.
data training-images "Training and validation images" {
  class   = confidential
  format  = image
  records = 100000
  tags    = ["biz"]
}

/// What opens the image search.
data api-keys "API keys" {
  class      = secret
  credential = true
  records    = 20
  tags       = ["cred"]
}

/// The trained networks, as serialised files.
data stored-ml-models "Machine-learning models" {
  class   = confidential
  format  = serialized
  records = 10
  tags    = ["biz"]
}

/// The programs, and the settings with which they are deployed.
data source-code-config "Source code and configuration" {
  class   = confidential
  format  = code
  records = 200
  tags    = ["biz"]
}

/// Who came through the bastion host, and what they did there.
data bastion-logs "Bastion logs" {
  class   = confidential
  records = 5000
  tags    = ["biz"]
}

/// The SSH keys that let somebody in as an administrator.
data authorized-keys "Authorised keys" {
  class      = secret
  credential = true
  records    = 100
  tags       = ["cred"]
}

/// What users upload in order to hear whether it is a husky.
///
/// The source does not classify these pictures, and calls them harmless in one place and sensitive in
/// another. So `class` is left open here: the compiler asks, instead of guessing.
data uploaded-images "Uploaded images" {
  format  = image
  records = 100000000
}

/// Everything that Husky AI does not run itself, people included.
boundary public : internet "Public internet" {
  trust = untrusted

  /// Anybody with a picture and a question.
  actor user "User"

  /// Builds and trains the classifier and brings it to production.
  actor engineer "Data engineer" { tags = ["engineer"] }

  /// Runs and secures production: enters through the bastion host, reads its logs, renews keys.
  actor infrastructure-admin "Azure platform engineer" { tags = ["administrator"] }

  /// The image search that the training pictures come from.
  external azure-cognitive-services : saas "Azure Cognitive Services" { tags = ["third_party"] }

  /// Packages and libraries of others. They have no rights of their own: our programs pull them.
  external third-party-tools : library "Third-party tools" { tags = ["third_party"] }
}

// What Husky AI runs: its services put themselves into these networks, by `in prod-zone { … }` beside their
// code. Engineers come in over SSH, users through the gateway, administrators and new versions through the bastion host.

/// A virtual network for trying things: gathering, training, packaging.
boundary experimental-zone : network "Experimentation" { trust = internal }

/// A virtual network with what it takes to answer users.
boundary prod-zone : network "Production" { trust = internal }

// How it is used. Each step starts at an end of an earlier one.

/// A picture goes in, "husky" or "not a husky" comes out.
scenario classify-image "Classify an image" {
  steps = [user-api-gateway, api-gateway-web-server, web-server-uploaded-images, stored-ml-model-web-server]
}

/// From an empty folder of pictures to a classifier in production.
scenario train-and-publish "Train and publish a model" {
  steps = [
    engineer-gather-images,
    api-key-storage-gather-images,
    azure-cognitive-gather-images,
    gather-images-training-images,
    gather-images-jupyter-notebook,
    engineer-jupyter-notebook,
    training-images-jupyter-notebook,
    jupyter-notebook-ml-model,
    engineer-source-code,
    engineer-deployment,
    ml-model-deployment-service,
    source-code-deployment,
    deployment-bastion,
    bastion-stored-ml-model,
  ]
}

/// Maintenance of the serving side, all of it by way of the bastion host.
scenario administer-production "Administer production" {
  steps = [
    admin-bastion,
    authorized-keys-bastion,
    bastion-bastion-logs,
    bastion-api-gateway,
    bastion-web-server,
    bastion-stored-ml-model,
  ]
}

/// The source's only assumption. The service that it names is not part of the model, and the source does
/// not say which threats it settles; so nothing rests on it here.
assume token-validation "Every service validates tokens with the Auth Service" {
  about  = [prod-zone, experimental-zone]
  status = confirmed
}
