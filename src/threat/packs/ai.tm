// std.ai: machine learning, language models, and the agents built around them.

// ---- Elements ------------------------------------------------------------------------------------------------------

/// Answers with what it has learnt from examples: classifiers, recommenders, detectors, generators.
type ml-model "Machine-learning model"

/// A model that reads and writes language and does what its text tells it.
type llm : ml-model "Large language model"

/// Turns text or pictures into vectors.
type embedding-model : ml-model "Embedding model"

/// A service that loads a trained model and runs it for callers.
type inference-service : [service, ml-model] "Inference service"

/// A program in which a model decides what happens next and calls tools to do it.
type agent : process "Agent"

/// Something that an agent can call: to read, to change or to send.
type tool "Tool of an agent"

/// A tool behind the Model Context Protocol, which describes itself to the model in words.
type mcp-server : tool "MCP server"

/// Finds texts by the nearness of their vectors.
type vector-store : store "Vector store" { implies { role = index } }

/// What an agent remembers from one run to the next.
type agent-memory : store "Memory of an agent" { implies { role = memory } }

/// The samples and labels from which a model learns or by which it is judged.
type training-store : store "Training data"

/// Keeps trained models, from which they are loaded.
type model-registry : [store, artifact-registry] "Model registry"

/// Turns training data into a model.
type training-pipeline : [process, development] "Training pipeline"

/// Runs the code that its users type into a page.
type notebook-server : [process, networked] "Notebook server" { implies { executes-code = true } }

/// Jupyter, the usual notebook server.
type jupyter : notebook-server "Jupyter"

/// Passes prompts to models and answers back, with keys, limits and filters.
type model-gateway : gateway "Model gateway"

/// A language model that another company runs.
type llm-provider : [llm, saas] "Language model as a service"

// ---- Protocols -----------------------------------------------------------------------------------------------------

/// The Model Context Protocol between processes of one machine.
protocol mcp-stdio : ipc "MCP over standard streams" { implies { local = true } }

/// The Model Context Protocol over HTTPS.
protocol mcp-http : https "MCP over HTTPS" {
  implies { encrypted = true, integrity-protected = true, server-auth = true, port = 443 }
}

// ---- Techniques -----------------------------------------------------------------------------------------------------

/// Text is searched for instructions before a model reads it, and suspicious text is dropped or marked.
technique prompt-filtering "Prompt filtering" {
  counters     = [tampering]
  technologies = ["prompt-injection classifiers"]
  refs         = ["CWE-1427"]
}

/// Instructions and material reach the model by ways that it tells apart, and material is never obeyed.
technique instruction-separation "Instruction separation" {
  counters     = [tampering, elevation-of-privilege]
  technologies = ["system roles", "spotlighting", "two-model designs"]
  refs         = ["CWE-1427"]
}

/// The provider has promised in writing not to learn from what it is sent and to delete it.
technique no-training-agreement "No-training agreement" {
  counters     = [information-disclosure]
  protects     = [data-disclosure]
  technologies = ["enterprise terms", "zero retention"]
  refs         = ["CWE-359"]
}

/// What an agent remembers is kept apart for each user and task and cannot flow into another.
technique memory-isolation "Memory isolation" {
  counters     = [tampering, information-disclosure]
  technologies = ["a memory for each user"]
  refs         = ["CWE-653"]
}

/// Retrieval returns only what the person who asks may read.
technique document-level-access : access-control "Document-level access" {
  counters     = [information-disclosure]
  technologies = ["access lists in the index"]
  refs         = ["CWE-639"]
}

/// An agent can call the tools that its task needs and no others.
technique tool-allow-list : least-privilege "Tool allow-list" {
  counters     = [elevation-of-privilege]
  technologies = ["a tool set for each task"]
  refs         = ["CWE-250"]
}

/// The model has learnt from inputs that were made to mislead it.
technique adversarial-training "Adversarial training" {
  counters     = [tampering]
  technologies = ["projected gradient descent"]
  refs         = ["CWE-1039"]
}

/// Inputs that look made to mislead the model are found and refused.
technique adversarial-input-detection "Detection of adversarial input" {
  counters     = [tampering]
  technologies = ["feature squeezing", "outlier detection"]
  refs         = ["CWE-1039"]
}

/// Answers that the model is not sure of go to a person or to a safe default.
technique confidence-threshold "Confidence threshold" {
  counters = [tampering]
  refs     = ["CWE-1039"]
}

/// Samples that do not fit are found and left out before the model learns from them.
technique training-data-filtering "Training-data filtering" {
  counters     = [tampering]
  technologies = ["outlier removal", "label audits"]
  refs         = ["CWE-1357"]
}

/// A fixed set of tests, also hostile ones, is passed before a model is used.
technique model-evaluation "Model evaluation" {
  counters     = [tampering]
  technologies = ["red teaming", "regression suites"]
  refs         = ["CWE-1039"]
}

/// Callers get the label or a rounded score, not the full output from which a model can be copied.
technique output-coarsening "Coarse answers" {
  counters     = [information-disclosure]
  technologies = ["top-1 answers"]
  refs         = ["CWE-203"]
}
