// What answers users, and the models that it answers with.

in prod-zone {
  /// A small Python program that loads the model once and then looks at one picture after another.
  process web-service : python-inference-service "Simple Python Web Server" {
    link = "https://github.com/wunderwuzzi23/huskyai"
  }

  /// Trained models. Both zones read and write here, and its contents are not encrypted.
  store ml-models-blob : azure-model-registry "Machine-learning models" {
    holds      = stored-ml-models
    encrypted  = false
    encryption = none
    controls   = [role-based-access]
  }

  /// Pictures under examination; they live in memory and nowhere else.
  store uploaded-images-redis : azure-redis "Azure Cache for Redis" {
    holds     = uploaded-images
    role      = cache
    encrypted = false
  }
}

// Each is two kinds of thing at once; a type with two parents says so.

/// A web server in Python that answers with what a model predicts.
type python-inference-service : [python-web-server, inference-service] "Python inference service"

/// Trained models in Azure Blob Storage.
type azure-model-registry : [azure-blob, model-registry] "Models in Azure Blob Storage"

/// No flow of the source touches the cache, although its pictures are said to lie there. The web server
/// is the one that handles them, so we drew this arrow, and marked it as a guess.
flow web-server-uploaded-images: web-service -> uploaded-images-redis "Keeps the picture in memory" {
  inferred = true
  access   = [read, write]
  carries  = uploaded-images
  returns  = uploaded-images
}

flow stored-ml-model-web-server: web-service -> ml-models-blob "Loads the model" {
  access    = read
  returns   = stored-ml-models
  encrypted = false
}

/// Flask and its like run with all the rights of the web server.
flow third-party-tools-web-server: web-service -> third-party-tools "Imports libraries" {
  encrypted = true
}
