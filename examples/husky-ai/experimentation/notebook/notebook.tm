// Where pictures become a classifier.

in experimental-zone {
  /// Where an engineer cleans the pictures, trains the network and looks at the curves.
  process jupyter : jupyter "Jupyter Notebook" {
    link = "https://github.com/wunderwuzzi23/huskyai"
  }
}

/// Code and models from the engineer's own computer.
flow engineer-jupyter-notebook: engineer -> jupyter "Develops the model" {
  via       = ssh
  encrypted = true
  auth      = certificate
  carries   = [source-code-config, stored-ml-models]
}

/// TensorFlow and its like run with all the rights of the notebook.
flow third-party-tools-jupyter-notebook: jupyter -> third-party-tools "Imports libraries" {
  encrypted = true
}

flow training-images-jupyter-notebook: jupyter -> training-images-blob "Loads pictures" {
  access    = read
  purpose   = training
  returns   = training-images
  encrypted = false
}

/// The notebook writes straight into the zone that serves users.
flow jupyter-notebook-ml-model: jupyter -> ml-models-blob "Saves the trained model" {
  access    = write
  carries   = stored-ml-models
  encrypted = false
}
