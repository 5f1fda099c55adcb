//! A plan as a pytm model: the same boundaries, elements and flows, everything else at pytm's defaults.

use std::fmt::Write;

use super::{Kind, Plan};

/// A Python program that builds the model; `python FILE --json OUT` derives its threats.
pub fn pytm(plan: &Plan) -> String {
    let mut out = String::from(
        "from pytm import TM, Actor, Boundary, Dataflow, Datastore, ExternalEntity, Lambda, Process, Server\n\n\
         tm = TM(\"Generated\")\ntm.description = \"The same graph as the .tm model\"\n\n",
    );
    for (index, boundary) in plan.boundaries.iter().enumerate() {
        let _ = writeln!(out, "b{index} = Boundary(\"{}\")", boundary.name);
        if let Some(parent) = boundary.parent {
            let _ = writeln!(out, "b{index}.inBoundary = b{parent}");
        }
    }
    for (index, element) in plan.elements.iter().enumerate() {
        let class = match (element.kind, element.of) {
            (Kind::Actor, _) => "Actor",
            (Kind::External, _) => "ExternalEntity",
            (Kind::Store, _) => "Datastore",
            // pytm tells servers, functions in the cloud and other processes apart.
            (_, "browser" | "worker" | "batch-job" | "agent") => "Process",
            (_, "serverless-function") => "Lambda",
            (_, _) => "Server",
        };
        let _ = writeln!(out, "e{index} = {class}(\"{}\")\ne{index}.inBoundary = b{}", element.name, element.boundary);
    }
    for (index, flow) in plan.flows.iter().enumerate() {
        let _ = writeln!(out, "Dataflow(e{}, e{}, \"f{index}\")", flow.from, flow.to);
    }
    out.push_str("\ntm.process()\n");
    out
}
